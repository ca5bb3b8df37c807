import { assurerContraste, contraste, enHexa } from './contraste.ts';
import { lireCouleur, type Rvb } from './couleurs.ts';

/**
 * The darkest of the light grounds, the lightest of the dark ones: what is readable there is readable on all, and
 * white (black in the dark) is readable on it.
 */
const FOND: Record<'clair' | 'sombre', Rvb> = { clair: [0xfd, 0xec, 0xeb], sombre: [0x1f, 0x33, 0x27] };
const SEUIL = 4.5;

/**
 * A colour that can be read on the kit's grounds: `couleur` itself, or the nearest that reaches 4.5:1 (WCAG 1.4.3).
 * @returns `faible` when it had to be moved; `undefined` when `couleur` is none
 */
function lisible(
  couleur: string,
  fond: 'clair' | 'sombre',
): { couleur: string; faible: boolean } | undefined {
  const rvb = lireCouleur(couleur);
  if (!rvb) return undefined;
  const faible = contraste(rvb, FOND[fond]) < SEUIL;
  return { couleur: enHexa(assurerContraste(rvb, [FOND[fond]], SEUIL)), faible };
}

/**
 * The town's colours as the widgets use them. Without a colour of its own for the dark, the town's is lightened.
 * @param avertir told of each colour that was too weak and of what takes its place
 */
export function marqueLisible(
  theme: { marque?: string | undefined; marqueSombre?: string | undefined },
  avertir: (champ: 'marque' | 'marqueSombre', voulue: string, prise: string) => void = () => undefined,
): { marque?: string; marqueSombre?: string } {
  const claire = theme.marque === undefined ? undefined : lisible(theme.marque, 'clair');
  if (!claire || theme.marque === undefined) return {};
  if (claire.faible) avertir('marque', theme.marque, claire.couleur);
  const sombre = lisible(theme.marqueSombre ?? theme.marque, 'sombre');
  if (sombre?.faible && theme.marqueSombre) avertir('marqueSombre', theme.marqueSombre, sombre.couleur);
  return { marque: claire.couleur, ...(sombre && { marqueSombre: sombre.couleur }) };
}
