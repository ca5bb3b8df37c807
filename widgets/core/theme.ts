import type { Commune } from '#contract/schemas/commune.ts';
import { assurerContraste, contraste, enHexa, estSombre, lireCouleur, type Rvb } from './couleurs.ts';

/** The darker of the light grounds, the lighter of the dark ones: what is readable there is readable on all. */
const STONE: Rvb = [0xf6, 0xf4, 0xf0];
const STONE_SOMBRE: Rvb = [0x26, 0x29, 0x2d];
const SEUIL = 4.5;

/**
 * Gives the town's colour to `racine` (through CSSOM, which a strict CSP allows).
 * A colour too weak to be read is moved to 4.5:1 and the webmaster is told.
 */
export function appliquerTheme(
  racine: HTMLElement,
  theme: Commune['theme'],
  avertir: (phrase: string) => void,
): void {
  const claire = lireCouleur(theme.marque ?? '');
  if (claire) {
    racine.style.setProperty('--_marque', assurer(claire, STONE, avertir));
    const sombre = lireCouleur(theme.marqueSombre ?? '');
    // Without a colour of its own for the dark, the town's is lightened: nothing to warn about.
    racine.style.setProperty(
      '--_marque-sombre',
      sombre ? assurer(sombre, STONE_SOMBRE, avertir) : enHexa(assurerContraste(claire, STONE_SOMBRE)),
    );
  }
  verifierMarqueDeLaPage(racine, avertir);
}

/** The page may set `--parvis-brand` itself: the same care applies to it. */
function verifierMarqueDeLaPage(racine: HTMLElement, avertir: (phrase: string) => void): void {
  const style = getComputedStyle(racine);
  if (!style.getPropertyValue('--parvis-brand').trim()) return;
  const couleur = lireCouleur(style.accentColor);
  const fond = racine.classList.contains('sombre') ? STONE_SOMBRE : STONE;
  if (couleur && contraste(couleur, fond) < SEUIL) {
    racine.style.setProperty('--_brand', assurer(couleur, fond, avertir));
  }
}

function assurer(couleur: Rvb, fond: Rvb, avertir: (phrase: string) => void): string {
  const sure = enHexa(assurerContraste(couleur, fond, SEUIL));
  if (contraste(couleur, fond) < SEUIL) {
    avertir(`La couleur ${enHexa(couleur)} se lit mal (moins de 4,5:1) : ${sure} est utilisée à la place.`);
  }
  return sure;
}

/** Does the page show `element` on a dark ground? Pictures are not read. */
export function surFondSombre(element: Element): boolean {
  for (let noeud: Element | null = element; noeud; noeud = parent(noeud)) {
    const fond = lireCouleur(getComputedStyle(noeud).backgroundColor);
    if (fond) return estSombre(fond);
  }
  const schema = getComputedStyle(element).colorScheme;
  return schema.includes('dark') && (!schema.includes('light') || preferenceSombre().matches);
}

export const preferenceSombre = (): MediaQueryList => matchMedia('(prefers-color-scheme: dark)');

function parent(noeud: Element): Element | null {
  if (noeud.assignedSlot) return noeud.assignedSlot;
  if (noeud.parentElement) return noeud.parentElement;
  const racine = noeud.getRootNode();
  return racine instanceof ShadowRoot ? racine.host : null;
}
