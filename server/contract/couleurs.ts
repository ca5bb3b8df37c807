/** sRGB channels, 0 to 255. */
export type Rvb = readonly [number, number, number];

/** Reads `#rrggbb`, `rgb(r, g, b)` and `rgb(r g b / a)`; `undefined` for the rest and for what is seen through. */
export function lireCouleur(texte: string): Rvb | undefined {
  const hexa = /^#([\da-f]{2})([\da-f]{2})([\da-f]{2})$/i.exec(texte.trim());
  if (hexa) return [hexa[1]!, hexa[2]!, hexa[3]!].map((c) => Number.parseInt(c, 16)) as unknown as Rvb;
  const rvb = /^rgba?\(([\d.]+)[ ,]+([\d.]+)[ ,]+([\d.]+)(?:[ ,/]+([\d.]+))?\)$/.exec(texte.trim());
  if (!rvb || (rvb[4] !== undefined && Number(rvb[4]) < 0.9)) return undefined;
  return [Number(rvb[1]), Number(rvb[2]), Number(rvb[3])];
}

/** Relative luminance of WCAG 2, 0 to 1. */
export function luminance(couleur: Rvb): number {
  const [r, v, b] = couleur.map((canal) => {
    const part = canal / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  }) as unknown as Rvb;
  return 0.2126 * r + 0.7152 * v + 0.0722 * b;
}

export const estSombre = (couleur: Rvb): boolean => luminance(couleur) < 0.18;
