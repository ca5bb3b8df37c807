import { html, nothing, type TemplateResult } from 'lit';
import { msg, str } from '@lit/localize';
import type { Suivi } from '#contract/schemas/demande.ts';
import { estClos } from '#contract/transitions.ts';
import { dateEnMots } from '../../core/dates-en-mots.ts';
import { encart } from '../encart.ts';

/** What silence has decided still holds: no explicit decision has taken its place. */
export function impliciteEnVigueur({ implicite, statut }: Suivi): Suivi['implicite'] {
  if (!implicite) return null;
  const fini = implicite.sens === 'acceptation' ? ['refusee', 'retiree'].includes(statut) : estClos(statut);
  return fini ? null : implicite;
}

/** The decision that silence has made, in plain words, with what can be done about it (`actes`, for the holder). */
export function vueImplicite(suivi: Suivi, actes: unknown): TemplateResult | typeof nothing {
  const implicite = impliciteEnVigueur(suivi);
  if (!implicite) return nothing;
  const jour = dateEnMots(implicite.neeLe);
  if (implicite.sens === 'acceptation') {
    return html`${encart(
      'ok',
      html`<p>
          ${msg(str`La mairie n’a pas répondu dans le délai. Depuis le ${jour}, la loi considère que votre demande est acceptée, si votre dossier était complet.`)}
        </p>
        <p>${msg('Une attestation peut vous servir de preuve.')}</p>
        ${actes}`,
      { titre: msg('Votre demande est acceptée') },
    )}`;
  }
  return html`${encart(
    'warn',
    html`<p>
        ${msg(str`La mairie n’a pas répondu dans le délai. Depuis le ${jour}, la loi considère que votre demande est refusée.`)}
      </p>
      <p>
        ${msg('La mairie peut encore vous répondre. Sans attendre, vous avez 2 mois à partir de ce jour pour\u00a0:')}
      </p>
      <ul class="puces">
        <li>
          ${msg('demander les raisons de ce refus\u00a0: la mairie a 1 mois pour vous les donner, et vous avez ensuite 2 mois pour aller au tribunal\u00a0;')}
        </li>
        <li>
          ${msg('demander au maire de changer d’avis, par lettre à la mairie (recours gracieux)\u00a0;')}
        </li>
        <li>
          ${msg('ou saisir le tribunal administratif, par lettre ou sur')}
          <a href="https://www.telerecours.fr" target="_blank" rel="noopener"
            >www.telerecours.fr<span class="cache"> (${msg('nouvel onglet')})</span></a
          >.
        </li>
      </ul>
      ${actes}`,
    { titre: msg('Votre demande est refusée, faute de réponse') },
  )}`;
}
