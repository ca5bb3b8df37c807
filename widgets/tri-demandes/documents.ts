import { html, nothing } from 'lit';
import { msg } from '@lit/localize';
import type { DemandeAgent } from '#contract/schemas/agent.ts';
import { dateEnMots } from '../core/dates-en-mots.ts';
import type { BoutonPiece } from './chronologie-agent.ts';

/** The papers that the town made for this file, newest first. */
export function documents({ evenements }: DemandeAgent, piece: BoutonPiece): unknown {
  const papiers = evenements.filter((evenement) => evenement.type === 'document').toReversed();
  if (papiers.length === 0) return nothing;
  return html`<section>
    <h3>${msg('Documents de la mairie')}</h3>
    <ul class="pieces" role="list">
      ${papiers.map(
        ({ donnees, le }) =>
          html`<li>
            ${piece(donnees.piece)} <span class="muet petit">${dateEnMots(le.slice(0, 10))}</span>
          </li>`,
      )}
    </ul>
  </section>`;
}
