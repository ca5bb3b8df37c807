import { html, nothing } from 'lit';
import { msg } from '@lit/localize';
import type { DemandeAgent } from '#contract/schemas/agent.ts';
import type { CalculEcheance } from '#contract/schemas/echeance.ts';
import { dateEnMots } from '../core/dates-en-mots.ts';
import { rangsAnnules } from './rangs-annules.ts';

/** The reasoning that led to the deadline that stands: what was taken back no longer counts. */
export function dernierCalcul({ evenements }: DemandeAgent): CalculEcheance | undefined {
  const annules = rangsAnnules(evenements);
  for (const { type, donnees, rang } of evenements.toReversed()) {
    if (rang !== undefined && annules.has(rang)) continue;
    if ((type === 'depot' || type === 'echeance') && donnees.calcul) return donnees.calcul;
  }
  return undefined;
}

/** « Pourquoi cette échéance » : each step with the day it reached and its rule. */
export function pourquoiEcheance(demande: DemandeAgent): unknown {
  const calcul = dernierCalcul(demande);
  return calcul
    ? html`<details class="calcul">
        <summary>
          ${demande.ligne.echeance === null ? msg('Pourquoi aucune échéance') : msg('Pourquoi cette échéance')}
        </summary>
        ${etapesDuCalcul(calcul)}
      </details>`
    : nothing;
}

export const etapesDuCalcul = ({ etapes }: CalculEcheance): unknown =>
  html`<ol>
    ${etapes.map(
      ({ libelle, le, source }) =>
        html`<li>
          ${libelle}${le === null ? nothing : html` : <b>${dateEnMots(le)}</b>`}${
            source === undefined ? nothing : html` <span class="muet">(${source})</span>`
          }
        </li>`,
    )}
  </ol>`;
