/**
 * Registers `tag`, or leaves the class that a first copy of the kit registered: the page goes on working,
 * and one warning tells the webmaster that the script was pasted twice.
 */
export function definir(tag: string, classe: CustomElementConstructor): void {
  const present = customElements.get(tag);
  if (!present) customElements.define(tag, classe);
  else if (present !== classe)
    console.warn(`[parvis] <${tag}> est déjà défini : le script est chargé deux fois.`);
}
