/** Every template of the kit, built by core/gabarit.ts and by `innerHTML`: the same nodes. */
import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { test } from 'node:test';
import { build, type Plugin } from 'esbuild';
import { parseSync, Visitor } from 'oxc-parser';
import { retoucher } from '../../.config/confiance.ts';
import { page } from '../hotes/pages.ts';
import { essayer, type Contexte } from './essai.ts';

const RACINE = resolve(import.meta.dirname, '../..');

/** Strings of a tagged template; 1 for html, 2 for svg, as lit numbers them. */
interface Gabarit {
  textes: string[];
  genre: 1 | 2;
  ou: string;
}

function lireGabarits(): Gabarit[] {
  const gabarits: Gabarit[] = [];
  for (const chemin of globSync('widgets/**/*.ts', {
    cwd: RACINE,
    exclude: (nom) => nom.endsWith('.test.ts'),
  })) {
    const { program } = parseSync(chemin, readFileSync(join(RACINE, chemin), 'utf8'));
    new Visitor({
      TaggedTemplateExpression({ tag, quasi }) {
        if (tag.type !== 'Identifier' || !/^(html|svg)$/.test(tag.name)) return;
        const textes = quasi.quasis.map(({ value }) => value.cooked ?? '');
        gabarits.push({ textes, genre: tag.name === 'svg' ? 2 : 1, ou: chemin });
      },
    }).visit(program);
  }
  return gabarits;
}

/** lit-html as the build makes it, and the comparison, as one script. */
async function assemblerComparaison(): Promise<string> {
  const retouche: Plugin = {
    name: 'parvis-lit',
    setup: (b) =>
      b.onLoad({ filter: /lit-html\.js$/ }, ({ path }) => ({
        contents: `import{ecrireGabarit}from${JSON.stringify(join(RACINE, 'widgets/core/gabarit.ts'))};${retoucher(readFileSync(path, 'utf8'))}`,
      })),
  };
  const { outputFiles } = await build({
    stdin: {
      contents: `import { _$LH } from ${JSON.stringify(join(RACINE, 'node_modules/lit-html/lit-html.js'))};
        import { ecrireGabarit } from './widgets/core/gabarit.ts';
        globalThis.comparer = (liste) => liste.flatMap(({ textes, genre, ou }) => {
          const strings = Object.assign([...textes], { raw: textes });
          const source = String(_$LH.L(strings, genre)[0]);
          const [natif, notre] = [document.createElement('template'), document.createElement('template')];
          natif.innerHTML = source;
          ecrireGabarit(notre, source);
          const [a, b] = [dire(natif.content), dire(notre.content)];
          return a === b ? [] : [ou + '\\n' + a + '\\n' + b];
        });
        const dire = (noeud) => [...noeud.childNodes].map((n) => {
          if (n.nodeType === 3) return JSON.stringify(n.data);
          if (n.nodeType === 8) return n.data ? '<!' + n.data + '>' : '';
          // Young browsers read <?…> as an instruction, the others as a comment.
          if (n.nodeType === 7) return '<!?' + n.target + n.data + '>';
          let rang = 0;
          const attributs = n.getAttributeNames().map((nom) => (nom.endsWith('.lit-') ? 'lie' + rang++ : nom) + '=' + JSON.stringify(n.getAttribute(nom)));
          return '<' + n.namespaceURI.slice(-4) + ':' + n.localName + ' ' + attributs.join(' ') + '>' + dire(n) + '</>';
        }).join('');`,
      resolveDir: RACINE,
    },
    bundle: true,
    write: false,
    format: 'iife',
    plugins: [retouche],
  });
  return outputFiles[0]!.text;
}

declare global {
  var comparer: (gabarits: Gabarit[]) => string[];
}

export function declarerGabarits(contexte: Contexte): void {
  test('templates are the same with and without innerHTML', async () => {
    const gabarits = lireGabarits();
    assert.ok(gabarits.length > 100, `${gabarits.length} templates`);
    const script = await assemblerComparaison();
    await essayer(
      contexte,
      page('', { tete: `<script>${script.replaceAll('</', '<\\/')}</script>` }),
      async (fenetre) => {
        assert.deepEqual(await fenetre.evaluer((liste) => globalThis.comparer(liste), gabarits), []);
      },
    );
  });
}
