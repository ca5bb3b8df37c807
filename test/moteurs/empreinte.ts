/** Element by element, what a page's style sheet could have changed. */
export type Empreinte = string[];

/** Runs in the page: computed styles of all that is drawn in shadow roots. */
export function empreinte(): Empreinte {
  const NOMS = [
    'display',
    'visibility',
    'float',
    'boxSizing',
    'fontSize',
    'fontStyle',
    'fontWeight',
    'letterSpacing',
    'wordSpacing',
    'lineHeight',
    'textTransform',
    'textAlign',
    'textIndent',
    'whiteSpace',
    'textShadow',
    'color',
    'backgroundColor',
    'paddingTop',
    'paddingLeft',
    'marginTop',
    'marginLeft',
    'borderTopWidth',
    'borderTopColor',
    'listStyleType',
    'cursor',
    'direction',
  ] as const;
  const lignes: string[] = [];
  for (const hote of __t.tous('*')) {
    if (!hote.shadowRoot) continue;
    for (const element of hote.shadowRoot.querySelectorAll('*')) {
      if (element.closest('svg') && element.localName !== 'svg') continue;
      const calcule = getComputedStyle(element);
      lignes.push(
        `${element.localName}.${element.getAttribute('class') ?? ''} ${NOMS.map((nom) => `${nom}:${calcule[nom]}`).join(';')}`,
      );
    }
  }
  return lignes;
}
