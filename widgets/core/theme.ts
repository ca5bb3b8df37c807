import { estSombre, lireCouleur } from '#contract/couleurs.ts';
import type { Commune } from '#contract/schemas/commune.ts';

/**
 * Gives the town's colours to `racine` (through CSSOM, which a strict CSP allows). The server has made them
 * readable; a colour that the page sets itself is checked here, by code that comes only then.
 */
export function appliquerTheme(
  racine: HTMLElement,
  { marque, marqueSombre }: Commune['theme'],
  avertir: (phrase: string) => void,
): void {
  if (marque) racine.style.setProperty('--_marque', marque);
  if (marqueSombre) racine.style.setProperty('--_marque-sombre', marqueSombre);
  const style = getComputedStyle(racine);
  if (!style.getPropertyValue('--parvis-brand').trim()) return;
  const fond = racine.classList.contains('sombre') ? 'sombre' : 'clair';
  void import('./marque-de-la-page.ts').then(
    ({ corrigerMarque }) => corrigerMarque(racine, style.accentColor, fond, avertir),
    // Without that code the page's colour stays as it is.
    () => undefined,
  );
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
