import type { Chiffres } from '#contract/schemas/statistiques.ts';
import type { Compte } from './store.ts';

/** The figures of one line, from its cells. */
export function chiffrer(comptes: readonly Compte[]): Chiffres {
  const somme = (garde: (compte: Compte) => boolean): number =>
    comptes.filter(garde).reduce((total, { n }) => total + n, 0);
  const repondues = comptes.filter(({ issue }) => issue === 'repondue');
  return {
    recues: somme(() => true),
    repondues: somme(({ issue }) => issue === 'repondue'),
    aTemps: somme(({ delai }) => delai === 'a-temps'),
    horsDelai: somme(({ delai }) => delai === 'hors-delai'),
    retirees: somme(({ issue }) => issue === 'retiree'),
    mediane: centile(repondues, 0.5),
    p90: centile(repondues, 0.9),
  };
}

/** The smallest number of days within which that part of the answers came; `null` without an answer. */
export function centile(repondues: readonly Pick<Compte, 'jours' | 'n'>[], part: number): number | null {
  const parJours = repondues.toSorted((a, b) => a.jours - b.jours);
  const total = parJours.reduce((somme, { n }) => somme + n, 0);
  let vus = 0;
  for (const { jours, n } of parJours) {
    vus += n;
    if (vus >= total * part) return jours;
  }
  return null;
}
