import { luminance, type Rvb } from './couleurs.ts';

/** Contrast ratio of WCAG 2, 1 to 21. */
export function contraste(a: Rvb, b: Rvb): number {
  const [haut, bas] = [luminance(a), luminance(b)].toSorted((x, y) => y - x) as [number, number];
  return (haut + 0.05) / (bas + 0.05);
}

/** `couleur` itself, or the nearest one towards black (on a light ground) or white that reaches `seuil`. */
export function assurerContraste(couleur: Rvb, fond: Rvb, seuil = 4.5): Rvb {
  const but = luminance(fond) > 0.18 ? 0 : 255;
  for (let part = 0; part <= 1; part += 0.04) {
    const essai = couleur.map((canal) => Math.round(canal + (but - canal) * part)) as unknown as Rvb;
    if (contraste(essai, fond) >= seuil) return essai;
  }
  return [but, but, but];
}

export const enHexa = (couleur: Rvb): string =>
  `#${couleur.map((canal) => Math.round(canal).toString(16).padStart(2, '0')).join('')}`;
