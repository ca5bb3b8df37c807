/** Gives the focus to the control `id`, or to the first control of the group `id`. */
export function viser(racine: ParentNode, id: string): void {
  const cible = racine.querySelector<HTMLElement>(`[id="${decodeURIComponent(id)}"]`);
  const controle = cible?.matches('fieldset')
    ? (cible.querySelector<HTMLElement>('input, select, textarea, button') ?? cible)
    : cible;
  controle?.focus();
  // At once: a page that scrolls smoothly is overtaken by what is still being drawn, and ends elsewhere.
  controle?.scrollIntoView({ block: 'nearest', behavior: 'instant' });
}
