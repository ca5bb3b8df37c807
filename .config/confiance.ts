import type { Plugin } from 'rollup';

/**
 * Two lines of lit-html that a host page can break, rewritten at build time.
 *
 * - Trusted Types: lit-html makes a policy when it loads, which throws when the page lists other policies (or when
 *   two copies of lit-html load), and then fills `innerHTML`. Asking for any policy is reported as a violation by a
 *   page that did not list it: so no policy at all, and templates are built node by node (core/gabarit.ts).
 * - Browser translation puts `<font>` where lit's text node was: `.data` of an element changes nothing on screen.
 */
const RETOUCHES: readonly (readonly [RegExp, string])[] = [
  [/(\w+)=(\w+)\?\2\.createPolicy\("lit-html",\{createHTML:\w+=>\w+\}\):void 0/, '$1=void 0'],
  // The marks of bound attributes must be names that setAttribute takes in every engine.
  [/(\w+)="\$lit\$"/, '$1=".lit-"'],
  [/`lit\$(\$\{Math\.random\(\)[^}]*\})\$`/, '`lit-$1-`'],
  [/return (\w+)\.innerHTML=(\w+),\1\}/, 'return ecrireGabarit($1,$2),$1}'],
  [
    /this\._\$AH!==(\w+)&&(\w+)\(this\._\$AH\)\?this\._\$AA\.nextSibling\.data=/,
    'this._$AH!==$1&&$2(this._$AH)&&3===this._$AA.nextSibling?.nodeType?this._$AA.nextSibling.data=',
  ],
];

/** @param gabarit absolute path of core/gabarit.ts */
export function retoucherLit(gabarit: string): Plugin {
  return {
    name: 'parvis-lit',
    transform(code, id) {
      if (!id.replaceAll('\\', '/').endsWith('/node_modules/lit-html/lit-html.js')) return null;
      return { code: `import{ecrireGabarit}from${JSON.stringify(gabarit)};\n${retoucher(code)}`, map: null };
    },
  };
}

/** @throws Error when lit-html no longer has one of these lines: a new version must be read again */
export function retoucher(code: string): string {
  return RETOUCHES.reduce((texte, [avant, apres]) => {
    const lus = texte.split(avant).length;
    if (lus === 1) throw new Error(`lit-html changed: ${avant} is not there any more`);
    return texte.replace(avant, apres);
  }, code);
}
