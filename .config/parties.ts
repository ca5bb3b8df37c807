import { MagicString } from 'magic-string';
import type { Plugin } from 'rollup';
import { walk, type Noeud } from './gabarits.ts';

/**
 * What `::part()` names beside `root`, and how the templates tell it: by a class of the kit, or by a heading. A template
 * writes its class as always; the build publishes the part, so that no button is forgotten and none is named twice.
 */
const CLASSES: readonly (readonly [part: string, oui: RegExp, non?: RegExp])[] = [
  ['button', /\bbouton\b/, /\blien\b/],
  ['primary', /\bprincipal\b/],
  ['card', /\bcarte\b/],
  ['field', /\bchamp\b/],
];
const TITRE = /^h[1-6]$/;

/** Every name that a part of a nested element may have: each passes them on to the one around it. */
export const PARTIES = ['title', ...CLASSES.map(([part]) => part)] as const;

/** Parts of an element, by its name and what its class says before any expression. */
function partiesDe(nom: string, classes: string): string[] {
  if (/\bcache\b/.test(classes)) return [];
  const parts = CLASSES.filter(([, oui, non]) => oui.test(classes) && !non?.test(classes));
  return [...(TITRE.test(nom) ? ['title'] : []), ...parts.map(([part]) => part)];
}

/** One literal text of a template, with its parts. Tags that an expression cuts are whole up to it. */
export function publier(texte: string): string {
  return texte.replaceAll(
    /<([a-z][a-z\d-]*)((?:\s+[^\s<>"=]+(?:="[^"]*("|$))?)*)/g,
    (tout, nom: string, reste: string) => {
      if (nom.startsWith('parvis-')) return `<${nom} exportparts="${PARTIES.join()}"${reste}`;
      if (/\spart="/.test(reste)) return tout;
      const parts = partiesDe(nom, /\sclass="([^"]*)/.exec(reste)?.[1] ?? '');
      if (parts.length === 0) return tout;
      const fin = / class="[^"]*"/.exec(reste);
      if (fin) return `<${nom}${reste.replace(fin[0], `${fin[0]} part="${parts.join(' ')}"`)}`;
      return `<${nom} part="${parts.join(' ')}"${reste}`;
    },
  );
}

/** Publishes the parts of every html`…` of the widgets. */
export function publierParties(): Plugin {
  return {
    name: 'parvis-parties',
    transform(code, id) {
      if (!/\/widgets\/.*\.ts$/.test(id.replaceAll('\\', '/')) || !code.includes('html`')) return null;
      const chaine = new MagicString(code);
      for (const noeud of walk(this.parse(code) as unknown as Noeud)) {
        if (noeud.type !== 'TaggedTemplateExpression' || noeud.tag?.name !== 'html') continue;
        for (const { start, end } of noeud.quasi?.quasis ?? [])
          if (end > start) chaine.update(start, end, publier(code.slice(start, end)) || ' ');
      }
      return { code: chaine.toString(), map: chaine.generateMap({ hires: true }) };
    },
  };
}
