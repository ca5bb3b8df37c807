import { MagicString } from 'magic-string';
import type { Plugin } from 'rollup';
import { isNode, walk, type Noeud } from './gabarits.ts';

/**
 * The texts of the source language in the place of `msg(…)`, and no run-time for translations: what lit-localize
 * calls its transform mode, for one language. A second language is a second build.
 */
export function ecrireTextes(): Plugin {
  return {
    name: 'parvis-textes',
    transform(code, id) {
      if (!/\/widgets\/.*\.ts$/.test(id.replaceAll('\\', '/')) || !code.includes('@lit/localize'))
        return null;
      const chaine = new MagicString(code);
      for (const noeud of walk(this.parse(code) as Noeud)) {
        if (noeud.type === 'ImportDeclaration' && noeud.source?.value === '@lit/localize')
          chaine.remove(noeud.start, noeud.end);
        // What was a template of text is one still, without its tag.
        if (noeud.type === 'TaggedTemplateExpression' && noeud.tag?.name === 'str')
          chaine.remove(noeud.tag.start, noeud.tag.end);
        if (noeud.type !== 'CallExpression' || noeud.callee?.name !== 'msg') continue;
        const [texte] = noeud.arguments ?? [];
        if (!isNode(texte)) this.error(`msg() without a text in ${id}`);
        // Parentheses stay: the text may be long, with an operator before it.
        chaine.remove(noeud.callee.start, noeud.callee.end);
        chaine.remove(texte.end, noeud.end - 1);
      }
      return { code: chaine.toString(), map: chaine.generateMap({ hires: true }) };
    },
  };
}
