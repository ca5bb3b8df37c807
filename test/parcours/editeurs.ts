/**
 * What the editors of CMSs do to what is pasted in them (EMBED.md §8), as far as it matters to a snippet. Each takes
 * the line as the webmaster pastes it and gives the HTML of the published article.
 */
const BLOCS = 'p|div|ul|ol|li|h[1-6]|table|section|blockquote|figure|pre|form';

/** WordPress' and SPIP's automatic paragraphs: a blank line ends one, a line break is a `<br>`, blocks stay alone. */
export function paragraphes(texte: string): string {
  const entoures = texte
    .trim()
    .replaceAll(new RegExp(`(<(?:${BLOCS})\\b[^>]*>)`, 'g'), '\n\n$1')
    .replaceAll(new RegExp(`(</(?:${BLOCS})>)`, 'g'), '$1\n\n');
  return entoures
    .split(/\n\s*\n/)
    .map((morceau) => morceau.trim())
    .filter(Boolean)
    .map((morceau) =>
      new RegExp(`^</?(?:${BLOCS})\\b`).test(morceau) || new RegExp(`</(?:${BLOCS})>$`).test(morceau)
        ? morceau
        : `<p>${morceau.replaceAll('\n', '<br />\n')}</p>`,
    )
    .join('\n');
}

/** Removes the tags that are not allowed and keeps what they hold; of the others, only the allowed attributes. */
function ecarter(texte: string, permises: Readonly<Record<string, RegExp>>): string {
  return texte.replaceAll(
    /<(\/?)([a-z][\w-]*)((?:\s[^>]*)?)>/g,
    (_tout, fin: string, nom: string, reste: string) => {
      const attributs = permises[nom];
      if (!attributs) return '';
      if (fin) return `</${nom}>`;
      const gardes = [...reste.matchAll(/\s([\w-]+)(="[^"]*")?/g)].filter(([, un]) => attributs.test(un!));
      return `<${nom}${gardes.map(([tout]) => tout).join('')}>`;
    },
  );
}

const COURANTES = { p: /^(id|class)$/, br: /^$/, strong: /^$/, em: /^$/, a: /^(href|title)$/ };

/** Name of the CMS on the page « Intégrer » → its editor. */
export const EDITEURS: Readonly<Record<string, (colle: string) => string>> = {
  html: (colle) => colle,
  wordpress: paragraphes,
  'wordpress-auteur': (colle) => paragraphes(ecarter(colle, { ...COURANTES, div: /^(id|class|data-.*)$/ })),
  // French spaces, in the text only.
  spip: (colle) =>
    paragraphes(colle.replaceAll(/>[^<]*</g, (texte) => texte.replaceAll(/ ([:;!?])/g, '&nbsp;$1'))),
  drupal: paragraphes,
  'drupal-base': (colle) => paragraphes(ecarter(colle, { ...COURANTES, a: /^(href|hreflang)$/ })),
  typo3: (colle) => {
    const permises = /^\/?(p|div|a|br|strong|em|span|ul|ol|li)$/;
    return colle
      .replaceAll(/<(\/?[a-z][\w-]*)([^>]*)>/g, (tout, nom: string, reste: string) =>
        permises.test(nom) ? tout : `&lt;${nom}${reste}&gt;`,
      )
      .split('\n')
      .map((ligne) => (/^<(p|div|ul|ol)\b/.test(ligne) ? ligne : `<p>${ligne}</p>`))
      .join('\n');
  },
  joomla: (colle) => {
    const propre = ecarter(colle, { ...COURANTES, div: /^(id|class|data-.*)$/, span: /^class$/ });
    return /^<(p|div|ul|ol)\b/.test(propre) ? propre : `<p>${propre}</p>`;
  },
};
