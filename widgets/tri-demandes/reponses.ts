import { html } from 'lit';
import type { DemandeAgent } from '#contract/schemas/agent.ts';
import { formulaireComplet } from '#contract/formulaire-complet.ts';
import { champsVisibles, etapesVisibles } from '#contract/valider.ts';
import { reponsesLisibles } from '../ui/reponses.ts';
import type { BoutonPiece } from './chronologie-agent.ts';

/** What was asked and answered, by step, with the labels of the version that was filed. */
export function reponses(
  { definition, ligne, reponses: donnees }: DemandeAgent,
  piece: BoutonPiece,
): unknown {
  return etapesVisibles(formulaireComplet(definition, ligne.canal), donnees).map(
    ({ titre, champs }) =>
      html`<h4>${titre}</h4>
        ${reponsesLisibles(champs, donnees, { visibles: champsVisibles, fichier: piece })}`,
  );
}
