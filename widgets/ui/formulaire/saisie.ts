import type { ChampSimple } from '#contract/formulaire.ts';
import type { Brutes } from './chemins.ts';
import type * as RichesModule from './riches.ts';
import type { Televersements } from './televersements.ts';

/** What a field needs of the form that holds it. */
export interface Saisie {
  /** `AAAA-MM-JJ`, local to the commune. */
  readonly aujourdhui: string;
  readonly televersements: Televersements;
  lire(chemin: string): unknown;
  changer(chemin: string, valeur: unknown): void;
  /** The sentence about `chemin`, after a step was refused. */
  erreur(chemin: string): string | undefined;
  /** Its items have moved: what was wrong in it is no longer where it was. */
  oublierErreurs(groupe: string): void;
  /** What takes the focus once it is drawn. */
  cibler(id: string): void;
  /** Said to screen readers, politely. */
  annoncer(phrase: string): void;
}

export type Riches = typeof RichesModule;

/** What the form itself gives: the late fields once they came, or how to ask for them again. */
export interface SaisieFormulaire extends Saisie {
  readonly riches: Riches | undefined;
  readonly relancer: (() => void) | undefined;
  /** The fields to show in an item of a group. */
  visibles(champs: readonly ChampSimple[], element: Brutes): ChampSimple[];
}

export const enTexte = (valeur: unknown): string =>
  typeof valeur === 'string' || typeof valeur === 'number' ? String(valeur) : '';
