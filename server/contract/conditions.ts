import type { Condition, Reponses, Valeur } from './formulaire.ts';

/** Own keys only: `constructor` is a legal field id, and answers come from anybody. */
function lire(reponses: Reponses, champ: string): Valeur | undefined {
  return Object.hasOwn(reponses, champ) ? reponses[champ] : undefined;
}

/** No answer: an empty text, an empty list and an unticked box count as none. */
export function estVide(valeur: unknown): boolean {
  return (
    valeur == null || valeur === '' || valeur === false || (Array.isArray(valeur) && valeur.length === 0)
  );
}

/**
 * Does `condition` hold? A condition names a field by its id: `reponses` (the item, inside a group) is read
 * first, then `racine` (the whole form). Give answers already cleaned by `valider`, so that an answer that is
 * no longer shown decides nothing.
 *
 * Without an answer, `vide: true` holds and `egal`, `parmi`, `compare` do not. On a multiple choice `egal` and
 * `parmi` mean « contains ». `compare` holds only between two numbers, or two texts (ISO dates).
 */
export function estVrai(condition: Condition, reponses: Reponses, racine: Reponses = reponses): boolean {
  if ('tous' in condition) return condition.tous.every((c) => estVrai(c, reponses, racine));
  if ('un' in condition) return condition.un.some((c) => estVrai(c, reponses, racine));
  if ('non' in condition) return !estVrai(condition.non, reponses, racine);
  const valeur = lire(reponses, condition.champ) ?? lire(racine, condition.champ);
  if ('vide' in condition) return estVide(valeur) === condition.vide;
  const contient = (voulue: Valeur): boolean =>
    valeur === voulue || (Array.isArray(valeur) && (valeur as unknown[]).includes(voulue));
  if ('egal' in condition) return contient(condition.egal);
  if ('parmi' in condition) return condition.parmi.some(contient);
  const { a, compare } = condition;
  if (typeof valeur !== typeof a) return false;
  const v = valeur as typeof a;
  if (v === a) return compare.length > 1;
  return compare.startsWith('>') ? v > a : v < a;
}
