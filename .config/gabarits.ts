import { MagicString } from 'magic-string';
import type { Plugin } from 'rollup';

/** What rollup's parser gives, as far as this file cares. */
export interface Noeud {
  type: string;
  start: number;
  end: number;
  name?: string;
  tag?: Noeud;
  quasi?: { quasis: Noeud[] };
  source?: { value: string };
  callee?: Noeud;
  arguments?: Noeud[];
}

export const isNode = (valeur: unknown): valeur is Noeud =>
  typeof valeur === 'object' && valeur !== null && typeof (valeur as Noeud).type === 'string';

export function* walk(noeud: Noeud): Generator<Noeud> {
  yield noeud;
  for (const valeur of Object.values(noeud))
    for (const enfant of Array.isArray(valeur) ? valeur : [valeur]) if (isNode(enfant)) yield* walk(enfant);
}

/**
 * Comments, spaces that CSS ignores, the last `;` of a block, the 0 of `0.5em`. Quoted texts are kept; a space before
 * `:` or around `+` has a meaning.
 */
export function shrinkCss(texte: string): string {
  return texte.replaceAll(
    /("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')|\s*\/\*[^]*?\*\/\s*|(?:\s*;)?\s*(\})\s*|\s*([{;,])\s*|(:)\s+|\s+|(?<![\w.#-])(0)(?=\.\d)/g,
    (_tout, cite?: string, fin?: string, signe?: string, deuxPoints?: string, zero?: string) =>
      cite ?? fin ?? signe ?? deuxPoints ?? (zero ? '' : ' '),
  );
}

/**
 * Indentation becomes one space, which draws the same thing outside `pre` and `textarea`, and nothing at the end of a
 * tag, nor of a button, where a flex container would give it a gap; a value of one word needs no quotes.
 */
export function shrinkHtml(texte: string): string {
  return texte
    .replaceAll(/\s*\n\s*(>?)/g, (_tout, fin: string) => fin || ' ')
    .replaceAll(' </button>', '</button>')
    .replaceAll(/(?<=\s[a-z-]+=)"([\w-]+)"(?=[\s>])/g, '$1');
}

const OUTILS: Record<string, (texte: string) => string> = {
  css: shrinkCss,
  html: shrinkHtml,
  svg: shrinkHtml,
};

/** Takes the layout of the sources out of css`…`, html`…` and svg`…`, which no minifier of JavaScript touches. */
export function shrinkTemplates(): Plugin {
  return {
    name: 'parvis-templates',
    transform(code, id) {
      if (!/\/widgets\/.*\.ts$/.test(id.replaceAll('\\', '/')) || !/\b(css|html|svg)`/.test(code))
        return null;
      const chaine = new MagicString(code);
      for (const noeud of walk(this.parse(code) as Noeud)) {
        const shrink = OUTILS[noeud.tag?.name ?? ''];
        if (noeud.type !== 'TaggedTemplateExpression' || !shrink || !noeud.quasi) continue;
        const { quasis } = noeud.quasi;
        if (quasis.some(({ start, end }) => /<(pre|textarea)\b/i.test(code.slice(start, end)))) continue;
        for (const { start, end } of quasis)
          if (end > start) chaine.update(start, end, shrink(code.slice(start, end)) || ' ');
      }
      return { code: chaine.toString(), map: chaine.generateMap({ hires: true }) };
    },
  };
}
