import { lisible } from '#contract/marque.ts';

/** A colour of the page too weak to be read is moved to 4.5:1, and the webmaster is told. */
export function corrigerMarque(
  racine: HTMLElement,
  couleur: string,
  fond: 'clair' | 'sombre',
  avertir: (phrase: string) => void,
): void {
  const sure = lisible(couleur, fond);
  if (!sure?.faible) return;
  racine.style.setProperty('--_brand', sure.couleur);
  avertir(`La couleur ${couleur} se lit mal (moins de 4,5:1) : ${sure.couleur} est utilisée à la place.`);
}
