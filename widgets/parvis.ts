/**
 * The loader, pasted once: `<script type="module" src="…/parvis.js"></script>`. Finds the kit's tags, now and
 * later, and imports each widget from beside itself. Stores nothing. Also upgrades
 * `<div data-parvis="tag" data-commune="…">` and `<a href="…/p/tag?commune=…">`, for editors that strip tags.
 */
declare const __PARVIS_WIDGETS__: Record<string, string>;

const widgets = __PARVIS_WIDGETS__;
const tags = Object.keys(widgets);
const ici = new URL(import.meta.url).origin;

/** Tags already asked for, shared by every copy of the loader in the page: each tag is loaded by one of them. */
const partage = customElements as unknown as Record<symbol, Set<string> | undefined>;
const cle = Symbol.for('parvis');
if (partage[cle]) console.warn('[parvis] chargé deux fois : gardez une seule balise.');
const demandes = (partage[cle] ??= new Set<string>());
const selecteur = [...tags, '[data-parvis]', 'a[href*="/p/"]'].join();

function voir(element: HTMLElement): void {
  const { dataset, localName } = element;
  const lien = localName === 'a' ? new URL((element as HTMLAnchorElement).href) : undefined;
  // A link of a menu stays a link, and so does any link to elsewhere or of the server's own pages.
  if (lien && (lien.origin !== ici || location.origin === ici || element.closest('nav,header,footer,li')))
    return;
  const tag = lien?.pathname.split('/p/')[1] ?? dataset['parvis'] ?? localName;
  if (!Object.hasOwn(widgets, tag)) return;
  if (tag !== localName) {
    if (element.closest(tags.join())) return;
    const widget = document.createElement(tag);
    const commune = lien?.pathname.match(/\/c\/([^/]+)\//)?.[1];
    if (commune) widget.setAttribute('commune', commune);
    for (const [nom, valeur] of lien?.searchParams ?? Object.entries(dataset)) {
      if (nom !== 'parvis') widget.setAttribute(nom!, valeur!);
    }
    element.replaceWith(widget);
    // What stood there stays as the fallback.
    widget.append(...(lien ? [element] : element.childNodes));
  }
  if (demandes.has(tag) || customElements.get(tag)) return;
  demandes.add(tag);
  import(new URL(widgets[tag]!, import.meta.url).href).catch((erreur: unknown) => {
    demandes.delete(tag);
    console.warn('[parvis]', tag, erreur);
  });
}

const parcourir = (racine: ParentNode): void => racine.querySelectorAll<HTMLElement>(selecteur).forEach(voir);

parcourir(document);
new MutationObserver((listes) => {
  for (const { addedNodes } of listes) {
    for (const noeud of addedNodes) {
      if (!(noeud instanceof HTMLElement)) continue;
      if (noeud.matches(selecteur)) voir(noeud);
      parcourir(noeud);
    }
  }
}).observe(document, { childList: true, subtree: true });
