import { html, type TemplateResult } from 'lit';
import type { FichierJoint } from '#contract/formulaire.ts';
import { formulaireComplet } from '#contract/formulaire-complet.ts';
import type { Suivi } from '#contract/schemas/demande.ts';
import { etapesVisibles } from '#contract/valider.ts';
import { reponsesStyles } from '../reponses.styles.ts';
import { reponsesLisibles } from '../reponses.ts';

export { reponsesStyles };

/** What was filed, in the words of the form it was filed with. Loaded when it is unfolded. */
export function vueReponses(
  { demarche, reponses }: NonNullable<Suivi['dossier']>,
  fichier: (piece: FichierJoint) => unknown,
): TemplateResult {
  return html`<div class="pile-large">
    ${etapesVisibles(formulaireComplet(demarche), reponses).map(
      ({ titre, champs }) =>
        html`<section>
          <h4>${titre}</h4>
          ${reponsesLisibles(champs, reponses, { fichier })}
        </section>`,
    )}
  </div>`;
}
