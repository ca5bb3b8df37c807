import type { NomEssai } from './essais.ts';

/** Never « conforme » alone: only what was tried can be said. */
export const ETATS = {
  conforme: 'essayé : conforme dans nos essais',
  defaut: 'essayé : défaut connu',
  'non-essaye': 'non essayé',
  'sans-objet': 'sans objet',
} as const;
export type Etat = keyof typeof ETATS;

export interface Resultat {
  etat: Etat;
  /** How it was tried; one at least when it was. */
  essais: readonly NomEssai[];
  /** What the trial leaves out, or why there is nothing to try. */
  note?: string;
}

/** Number of the criterion → result. */
export type Resultats = Readonly<Record<string, Resultat>>;

export const essaye = (essais: readonly NomEssai[], note?: string): Resultat => ({
  etat: 'conforme',
  essais,
  ...(note && { note }),
});
export const defaut = (essais: readonly NomEssai[], note: string): Resultat => ({
  etat: 'defaut',
  essais,
  note,
});
export const nonEssaye = (note?: string): Resultat => ({
  etat: 'non-essaye',
  essais: [],
  ...(note && { note }),
});
export const sansObjet = (note: string): Resultat => ({ etat: 'sans-objet', essais: [], note });

/** The same result for several criteria of a theme: `tous(4, 13, …)` is 4.1 to 4.13. */
export const tous = (theme: number, nombre: number, resultat: Resultat): Resultats =>
  Object.fromEntries(Array.from({ length: nombre }, (_, i) => [`${theme}.${i + 1}`, resultat]));

export const chacun = (numeros: string, resultat: Resultat): Resultats =>
  Object.fromEntries(numeros.split(' ').map((numero) => [numero, resultat]));
