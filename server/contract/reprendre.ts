import { estVrai } from './conditions.ts';
import { CHAMP_NOM, CHAMP_PRENOM, type Coordonnees } from './formulaire-complet.ts';
import type { Reponses } from './formulaire.ts';

/**
 * What the filer has already said of himself, to be offered in « Vos coordonnées » (WCAG 3.3.7): never over what
 * was typed there.
 * @param propres cleaned answers so far
 */
export function reprendre({ reprise }: Coordonnees, propres: Reponses): Reponses {
  if (!reprise || (reprise.si && !estVrai(reprise.si, propres))) return {};
  const prises: Reponses = {};
  for (const [champ, source] of [
    [CHAMP_PRENOM, reprise.prenom],
    [CHAMP_NOM, reprise.nom],
  ] as const) {
    const valeur = source === undefined ? undefined : propres[source];
    if (typeof valeur === 'string' && propres[champ] === undefined) prises[champ] = valeur;
  }
  return prises;
}
