import type { Champ, ErreurSaisie, Etape, Formulaire, Reponses } from './formulaire.ts';
import { parcourir, parcourirEtapes } from './parcours.ts';
import { lireChamp } from './valider-champ.ts';

export interface Validation {
  /** Answers in their one spelling; what is hidden, unknown or unreadable has no key. */
  reponses: Reponses;
  /** In the order of the form; empty when all is well. */
  erreurs: ErreurSaisie[];
}

/**
 * Cleans and checks the answers to a form. Total (never throws, whatever `reponses` is) and idempotent on the
 * answers. Each condition is evaluated on the cleaned answers that come before it, so an answer that is no
 * longer shown never keeps a later question open.
 * `aujourdhui` is the commune's local date, `AAAA-MM-JJ`; with `etape` (an id), only the errors of that step.
 */
export function valider(
  formulaire: Formulaire,
  reponses: unknown,
  { aujourdhui, etape }: { aujourdhui: string; etape?: string },
): Validation {
  const [propres, etapes] = parcourirEtapes(formulaire, reponses, aujourdhui, lireChamp);
  const erreurs = etapes.flatMap((e) => (etape === undefined || e.etape.id === etape ? e.erreurs : []));
  return { reponses: propres, erreurs };
}

/** The steps to show, given any answers. A step whose fields are all hidden is hidden. */
export function etapesVisibles(formulaire: Formulaire, reponses: unknown): Etape[] {
  return parcourirEtapes(formulaire, reponses, '', lireChamp)[1].map((e) => e.etape);
}

/**
 * The fields to show among `champs` (of a step or of a group), given the answers of that level.
 * For an item of a group, `racine` holds the cleaned answers of the whole form.
 */
export function champsVisibles<C extends Champ>(
  champs: readonly C[],
  reponses: Reponses,
  racine: Reponses = reponses,
): C[] {
  return parcourir(champs, reponses, racine, {
    prefixe: '',
    erreurs: [],
    aujourdhui: '',
    lire: lireChamp,
  }).visibles;
}
