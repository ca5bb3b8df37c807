import { estSombre, lireCouleur, luminance } from '#contract/couleurs.ts';
import type { Commune } from '#contract/schemas/commune.ts';

/**
 * Gives the town's colours to `racine` (through CSSOM, which a strict CSP allows), and the dark look on a dark page.
 * The server has made them readable on the kit's grounds; colours that the page sets itself, and a ground that is
 * neither near white nor near black, are checked by code that comes only then.
 */
export function appliquerTheme(
  hote: Element,
  racine: HTMLElement,
  { marque, marqueSombre }: Commune['theme'],
  avertir: (phrase: string) => void,
): void {
  racine.style.cssText = '';
  if (marque) racine.style.setProperty('--_marque', marque);
  if (marqueSombre) racine.style.setProperty('--_marque-sombre', marqueSombre);
  const fond = lireFond(hote);
  const rvb = lireCouleur(fond);
  racine.classList.toggle('sombre', rvb ? estSombre(rvb) : schemaSombre(hote));
  const clarte = rvb ? luminance(rvb) : 1;
  const ordinaire = (rvb || !fond) && (clarte > 0.868 || clarte < 0.0285);
  if (ordinaire && !getComputedStyle(racine).getPropertyValue('--_page').trim()) return;
  void import('./couleurs-de-la-page.ts').then(
    ({ corrigerCouleurs }) => corrigerCouleurs(racine, fond, avertir),
    // Without that code the page's colours stay as they are.
    () => undefined,
  );
}

/** The first ground that cannot be seen through, as the browser writes it. Pictures are not read. */
function lireFond(element: Element): string {
  for (let noeud: Element | null = element; noeud; noeud = parent(noeud)) {
    const fond = getComputedStyle(noeud).backgroundColor;
    if (lireCouleur(fond) || !fond.startsWith('rgb')) return fond;
  }
  return '';
}

function schemaSombre(element: Element): boolean {
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
