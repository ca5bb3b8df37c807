import type { Chiffres, Statistiques } from '#contract/schemas/statistiques.ts';

/** Below this a number may point at somebody (practice of public statistics; LEGAL.md §2, from memory). */
export const SEUIL = 5;

export const COMPTES = ['recues', 'repondues', 'aTemps', 'horsDelai', 'retirees'] as const;
type Compte = (typeof COMPTES)[number];

/**
 * A whole and parts of it that have nothing in common: what they leave (open requests, answers that had no delay…) must
 * not be small either.
 */
export const RESTES: readonly (readonly [tout: Compte, ...parts: Compte[]])[] = [
  ['recues', 'repondues'],
  ['recues', 'retirees'],
  ['recues', 'aTemps'],
  ['recues', 'horsDelai'],
  ['repondues', 'aTemps'],
  ['recues', 'repondues', 'retirees'],
  ['recues', 'aTemps', 'horsDelai'],
  ['recues', 'aTemps', 'retirees'],
  ['recues', 'horsDelai', 'retirees'],
  ['recues', 'aTemps', 'horsDelai', 'retirees'],
];

/** A line that is the sum of others: what all but one of them show gives the last away. */
export interface Somme {
  tout: Chiffres;
  parts: readonly Chiffres[];
}

/**
 * Hides what is small, then whatever else would let it be found again by subtraction (complementary suppression).
 * @param familleDe the line of `parService` that a démarche is a part of, when there is one
 */
export function masquer(
  vraies: Statistiques,
  familleDe: (demarche: string) => string | undefined,
): Statistiques {
  const copie = structuredClone(vraies);
  const lignes = toutesLesLignes(copie);
  const sommes = sommesDe(copie, familleDe);
  for (const ligne of lignes) masquerPetits(ligne);
  const vrais = new Map(toutesLesLignes(vraies).map((ligne, i) => [lignes[i]!, ligne]));
  for (const compte of COMPTES) completer(compte, sommes, vrais);
  for (const ligne of lignes) if (ligne.repondues === null) ligne.mediane = ligne.p90 = null;
  return { ...copie, publiques: true };
}

const toutesLesLignes = ({ total, parMois, parService, parCanal, parDemarche }: Statistiques): Chiffres[] => [
  total,
  ...[...parMois, ...parService, ...parCanal, ...parDemarche].map(({ chiffres }) => chiffres),
];

/** Every sum that a reader of the tables can check; the narrowest first, so that what is hidden stays near. */
export function sommesDe(
  { total, parMois, parService, parCanal, parDemarche }: Statistiques,
  familleDe: (demarche: string) => string | undefined,
): Somme[] {
  const tables = [parMois, parService, parCanal, parDemarche] as const;
  const familles = Object.groupBy(parDemarche, ({ code }) => familleDe(code) ?? '');
  return [
    ...parService.map(({ code, chiffres }) => ({
      tout: chiffres,
      parts: (familles[code] ?? []).map((demarche) => demarche.chiffres),
    })),
    ...tables.map((table) => ({ tout: total, parts: table.map(({ chiffres }) => chiffres) })),
  ].filter(({ parts }) => parts.length > 0);
}

const petit = (n: number): boolean => n > 0 && n < SEUIL;

function masquerPetits(ligne: Chiffres): void {
  const petite = petit(ligne.recues ?? 0);
  for (const compte of COMPTES) if (petite || petit(ligne[compte] ?? 0)) ligne[compte] = null;
  for (const [tout, ...parts] of RESTES) {
    const valeurs = parts.map((part) => ligne[part]);
    if (ligne[tout] === null || valeurs.includes(null)) continue;
    const reste = ligne[tout] - valeurs.reduce<number>((somme, valeur) => somme + valeur!, 0);
    // A zero that is hidden hides nothing.
    if (petit(reste)) ligne[parts.findLast((part) => ligne[part]! > 0)!] = null;
  }
}

/** Hides more of a column until no sum gives anything away: only grows, hence ends. */
function completer(compte: Compte, sommes: readonly Somme[], vrais: ReadonlyMap<Chiffres, Chiffres>): void {
  const vrai = (ligne: Chiffres): number => vrais.get(ligne)![compte] ?? 0;
  for (let change = true; change;) {
    change = false;
    for (const { tout, parts } of sommes) {
      const caches = parts.filter((ligne) => ligne[compte] === null);
      const ouvert = tout[compte] !== null;
      const reste = caches.reduce((somme, ligne) => somme + vrai(ligne), 0);
      const trahi = ouvert ? caches.length === 1 || petit(reste) : caches.length === 0;
      if (!trahi) continue;
      const [suivante] = parts
        .filter((ligne) => ligne[compte] !== null)
        .toSorted((a, b) => Number(vrai(a) === 0) - Number(vrai(b) === 0) || vrai(a) - vrai(b));
      const cachee = suivante ?? tout;
      cachee[compte] = null;
      // Its answers would say how many it received at the least, and so how few the others did.
      if (compte === 'recues') for (const autre of COMPTES) cachee[autre] = null;
      change = true;
    }
  }
}
