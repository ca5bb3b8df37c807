import { html, nothing, type TemplateResult } from 'lit';
import { msg, str } from '@lit/localize';
import type { LigneDemande } from '#contract/schemas/agent.ts';
import { LIBELLES_RESULTAT } from '#contract/vocabulaire.ts';
import { dateEnMots, joursAvant } from '../core/dates-en-mots.ts';
import { iconeAlerte, iconeFait } from '../ui/icones/communes.ts';
import { iconeMessage, iconeModifier, iconeRefuse, iconeSablier } from '../ui/icones/dossier.ts';
import type { Hote } from './contexte.ts';

type Ton = 'ok' | 'warn' | 'error';

const signe = (ton: Ton, icone: TemplateResult, mot: string, long = mot): TemplateResult =>
  html`<span class="signe ${ton}" title=${long}>${icone}${mot}</span>`;

/** What must not be missed of a request, beside its subject, in the row and in the file: an icon and a word each. */
export function signes(ligne: LigneDemande, brouillon: boolean, hote: Hote): unknown {
  const { reponseAttendue, implicite, complementAvantLe, satisfaction } = ligne;
  return html`${
    implicite === null
      ? nothing
      : implicite.sens === 'acceptation'
        ? signe('ok', iconeFait(), msg('accord tacite'), phraseImplicite(implicite))
        : signe('error', iconeRefuse(), msg('refus tacite'), phraseImplicite(implicite))
  }${complementAvantLe === null ? nothing : complement(complementAvantLe, hote)}${
    satisfaction === null || satisfaction === 'regle'
      ? nothing
      : signe(
          'error',
          iconeAlerte(),
          satisfaction === 'en-partie' ? msg('réglé en partie') : msg('pas réglé'),
          msg(str`Le demandeur dit : ${LIBELLES_RESULTAT[satisfaction]}`),
        )
  }${
    reponseAttendue
      ? signe('warn', iconeMessage(), msg('à répondre'), msg('Le demandeur attend une réponse'))
      : nothing
  }${brouillon ? signe('warn', iconeModifier(), msg('brouillon'), msg('Vous avez un brouillon')) : nothing}`;
}

/** « Refus né du silence de la mairie le 22 janvier 2027 » */
export const phraseImplicite = ({ sens, neeLe }: NonNullable<LigneDemande['implicite']>): string =>
  sens === 'acceptation'
    ? msg(str`Accord né du silence de la mairie le ${dateEnMots(neeLe)}`)
    : msg(str`Refus né du silence de la mairie le ${dateEnMots(neeLe)}`);

function complement(avantLe: string, { fuseau, maintenant }: Hote): TemplateResult {
  const long = msg(str`Complément attendu avant le ${dateEnMots(avantLe)}`);
  return joursAvant(avantLe, fuseau, maintenant) < 0
    ? signe('warn', iconeSablier(), msg('à relancer'), long)
    : signe('warn', iconeSablier(), msg(str`avant le ${jourCourt(avantLe)}`), long);
}

/** « 7 déc. » */
const jourCourt = (jour: string): string =>
  new Date(`${jour}T00:00:00Z`).toLocaleDateString('fr-FR', {
    timeZone: 'UTC',
    day: 'numeric',
    month: 'short',
  });
