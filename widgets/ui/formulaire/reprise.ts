import { reprendre } from '#contract/reprendre.ts';
import type { ReponsesEnCours } from './reponses-en-cours.ts';

/** Writes in « Vos coordonnées » what the citizen has said of himself before, where he has typed nothing. */
export function offrirReprise(saisie: ReponsesEnCours): void {
  const reprises = reprendre(saisie.hote.definition.coordonnees, saisie.valide().reponses);
  for (const [champ, valeur] of Object.entries(reprises)) saisie.ecrire(champ, valeur);
}
