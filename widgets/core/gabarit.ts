const SVG = 'http://www.w3.org/2000/svg';
const HTML = 'http://www.w3.org/1999/xhtml';
const VIDES = /^(?:area|br|col|hr|img|input|source|wbr)$/;
const MORCEAU = /<!--([^]*?)-->|<\?([^>]*)>|<\/[^>]+>|<([^\s/>]+)((?:[^>"']|"[^"]*"|'[^']*')*)>|[^<]+/g;
const ATTRIBUT = /([^\s"'=/]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?/g;

/**
 * Fills the `<template>` of a Lit template without `innerHTML`, which Trusted Types refuse to a page that did not
 * list our policy. Reads what our own templates hold (every element closed, no entity), not any HTML: the suite of
 * the three engines compares it with `innerHTML` on every template of the kit.
 * The build gives it to lit-html (.config/confiance.ts).
 */
export function ecrireGabarit(gabarit: HTMLTemplateElement, source: string): void {
  const { content } = gabarit;
  const doc = content.ownerDocument;
  let parent: Node = content;
  for (const [tout, note, signe, nom, attributs] of source.matchAll(MORCEAU)) {
    if (note !== undefined || signe !== undefined) {
      parent.appendChild(doc.createComment(note ?? `?${signe}`));
    } else if (nom) {
      const espace = nom === 'svg' || (parent as Element).namespaceURI === SVG ? SVG : HTML;
      const element = doc.createElementNS(espace, nom);
      let rang = 0;
      for (const [, cle, a, b, c] of attributs!.matchAll(ATTRIBUT)) {
        // Lit knows bound attributes by their order and suffix: `@click` is no name for setAttribute.
        element.setAttribute(cle!.endsWith('.lit-') ? `a${rang++}.lit-` : cle!, a ?? b ?? c ?? '');
      }
      parent.appendChild(element);
      if (!attributs!.endsWith('/') && !VIDES.test(nom)) parent = element;
    } else if (tout.startsWith('</')) {
      parent = parent.parentNode ?? parent;
    } else {
      // Lit ends a part at the node that follows it: never a text, which a translation takes away.
      if (parent.lastChild?.nodeType === 8) parent.appendChild(doc.createComment(''));
      parent.appendChild(doc.createTextNode(tout));
    }
  }
}
