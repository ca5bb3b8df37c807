/** What any element may carry, beside `aria-*`, `data-*` and handlers. */
const GLOBAUX = new Set(
  'id class style lang dir title hidden slot part role tabindex translate is inert nonce draggable itemid itemprop itemref itemscope itemtype'.split(
    ' ',
  ),
);

/** Attributes of `element` that neither HTML nor its class knows: most often a typing error. */
export function attributsInconnus(element: HTMLElement): string[] {
  const connus = (element.constructor as { observedAttributes?: string[] }).observedAttributes ?? [];
  return element
    .getAttributeNames()
    .filter((nom) => !GLOBAUX.has(nom) && !connus.includes(nom) && !/^(aria-|data-|on|_|x-|v-|ng)/.test(nom));
}
