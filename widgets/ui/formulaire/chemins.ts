/**
 * Answers as they are being typed: not checked yet, of any shape. A path is dotted, as in `ErreurSaisie`
 * (`enfants.0.prenom`).
 */
export type Brutes = Record<string, unknown>;

type Noeud = Record<string, unknown> | unknown[] | undefined;

export function lireChemin(reponses: Brutes, chemin: string): unknown {
  let noeud: unknown = reponses;
  // Not `reduce`, which old libraries of the page give another meaning.
  for (const cle of chemin.split('.')) noeud = (noeud as Brutes | undefined)?.[cle];
  return noeud;
}

/** A copy of `reponses` with `valeur` at `chemin`; missing objects and arrays on the way are made. */
export function ecrireChemin(reponses: Brutes, chemin: string, valeur: unknown): Brutes {
  return ecrire(reponses, chemin.split('.'), valeur) as Brutes;
}

function ecrire(noeud: Noeud, [cle = '', ...reste]: string[], valeur: unknown): Noeud {
  const copie =
    Array.isArray(noeud) || (!noeud && /^\d+$/.test(cle)) ? [...((noeud as unknown[]) ?? [])] : { ...noeud };
  const feuille = (copie as Brutes)[cle];
  (copie as Brutes)[cle] = reste.length ? ecrire(feuille as Noeud, reste, valeur) : valeur;
  return copie;
}

/** Id of the control of `chemin` in the form's shadow root. */
export const idDe = (chemin: string): string => `c-${chemin.replaceAll('.', '--')}`;
