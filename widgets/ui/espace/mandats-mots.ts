import { html, type TemplateResult } from 'lit';
import { msg, str } from '@lit/localize';
import type { Mandat } from '#contract/schemas/mandat.ts';
import { jourLocal } from '../../core/dates.ts';
import { dateEnMots, joursAvant } from '../../core/dates-en-mots.ts';
import { iconeFait } from '../icones/communes.ts';
import { iconeRefuse, iconeSablier } from '../icones/dossier.ts';

const ETATS: Record<
  Mandat['etat'],
  [ton: '' | 'ok' | 'warn', icone: () => TemplateResult, mots: () => string]
> = {
  actif: ['ok', iconeFait, () => msg('En cours')],
  attendu: ['warn', iconeSablier, () => msg('Attend votre accord')],
  fini: ['', iconeRefuse, () => msg('Fini')],
};

export function pastilleMandat({ etat }: Mandat): TemplateResult {
  const [ton, icone, mots] = ETATS[etat];
  return html`<span class="pastille ${ton}">${icone()}${mots()}</span>`;
}

const PAR: Record<Mandat['consentement'], () => string> = {
  courriel: () => msg('par un code reçu par courriel'),
  telephone: () => msg('par un code reçu par téléphone'),
  feuille: () => msg('en signant une feuille'),
};

/** How its owner agreed, or that he has not yet. */
export function phraseAccord({ consentement, consentiLe }: Mandat, fuseau: string): string {
  if (!consentiLe)
    return msg('Rien ne peut être déposé pour vous tant que vous n’avez pas donné votre accord.');
  const jour = dateEnMots(jourLocal(consentiLe, fuseau));
  return msg(str`Vous avez donné votre accord ${PAR[consentement]()}, le ${jour}.`);
}

export function phraseFin(
  { etat, jusquau, finiLe, finiPar }: Mandat,
  fuseau: string,
  maintenant?: Date,
): string {
  if (etat === 'fini') {
    if (!finiLe) return msg('Fini à l’instant.');
    const jour = dateEnMots(jourLocal(finiLe, fuseau));
    return finiPar ? msg(str`Fini le ${jour}, par : ${finiPar}.`) : msg(str`Fini le ${jour}.`);
  }
  const jours = joursAvant(jusquau, fuseau, maintenant);
  const date = dateEnMots(jusquau);
  if (jours > 45) return msg(str`Jusqu’au ${date}.`);
  return jours > 1
    ? msg(str`Jusqu’au ${date}, dans ${jours} jours.`)
    : msg(str`Jusqu’au ${date}, c’est bientôt.`);
}
