/** Gives the focus to the control `id`, or to the first control of the group `id`. */
export function viser(racine: ParentNode, id: string): void {
  const cible = racine.querySelector<HTMLElement>(`#${CSS.escape(decodeURIComponent(id))}`);
  const controle = cible?.matches('fieldset')
    ? (cible.querySelector<HTMLElement>('input:checked, input, select, textarea, button') ?? cible)
    : cible;
  controle?.focus();
}
