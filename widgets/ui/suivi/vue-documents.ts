import { html, type TemplateResult } from 'lit';
import { msg } from '@lit/localize';
import type { FichierJoint } from '#contract/formulaire.ts';
import type { Evenement, Suivi } from '#contract/schemas/demande.ts';
import { instant } from '../chronologie.ts';
import { nomDuDocument } from './etapes.ts';

export type EvenementDocument = Extract<Evenement, { type: 'document' }>;

export const documentsDe = ({ evenements }: Suivi): EvenementDocument[] =>
  evenements.filter((evenement): evenement is EvenementDocument => evenement.type === 'document');

/** Papers that the town made, newest first, and the receipt. */
export function vueDocuments(vue: {
  suivi: Suivi;
  fuseau: string;
  fichier: (piece: FichierJoint) => unknown;
  nouveau: (evenement: Evenement) => unknown;
  accuse: unknown;
}): TemplateResult {
  const { suivi, fuseau, fichier, nouveau, accuse } = vue;
  return html`<section class="pile" aria-labelledby="titre-documents">
    <h3 id="titre-documents">${msg('Documents de la mairie')}</h3>
    <ul class="documents" role="list">
      ${documentsDe(suivi)
        .toReversed()
        .map(
          (evenement) =>
            html`<li data-rang=${evenement.rang ?? 0}>
              <p><b>${nomDuDocument(evenement.donnees.nature)}</b> ${nouveau(evenement)}</p>
              <p class="petit muet">${instant(evenement.le, fuseau)}</p>
              <p>${fichier(evenement.donnees.piece)}</p>
            </li>`,
        )}
      <li>${accuse}</li>
    </ul>
  </section>`;
}
