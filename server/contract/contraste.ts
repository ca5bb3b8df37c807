import { luminance, type Rvb } from './couleurs.ts';

/** Contrast ratio of WCAG 2, 1 to 21. */
export function contraste(a: Rvb, b: Rvb): number {
  const [haut, bas] = [luminance(a), luminance(b)].toSorted((x, y) => y - x) as [number, number];
  return (haut + 0.05) / (bas + 0.05);
}

/** The contrast of `couleur` on the worst of `fonds`. */
export const pireContraste = (couleur: Rvb, fonds: readonly Rvb[]): number =>
  Math.min(...fonds.map((fond) => contraste(couleur, fond)));

const gris = (canal: number): Rvb => [canal, canal, canal];

/**
 * `couleur` itself, or the nearest one towards black or white (whichever is farther from `fonds`) that reaches
 * `seuil` on all of them; black or white when none does.
 */
export function assurerContraste(couleur: Rvb, fonds: readonly Rvb[], seuil = 4.5): Rvb {
  const but = pireContraste(gris(0), fonds) >= pireContraste(gris(255), fonds) ? 0 : 255;
  for (let part = 0; part <= 1; part += 0.04) {
    const essai = couleur.map((canal) => Math.round(canal + (but - canal) * part)) as unknown as Rvb;
    if (pireContraste(essai, fonds) >= seuil) return essai;
  }
  return gris(but);
}

export const enHexa = (couleur: Rvb): string =>
  `#${couleur.map((canal) => Math.round(canal).toString(16).padStart(2, '0')).join('')}`;
