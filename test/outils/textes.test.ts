import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseAst } from 'rollup/parseAst';
import { ecrireTextes } from '../../.config/textes.ts';

function transformer(code: string): string {
  const { transform } = ecrireTextes() as unknown as {
    transform: (this: object, code: string, id: string) => { code: string } | null;
  };
  const contexte = {
    parse: parseAst,
    error: (phrase: string) => {
      throw new Error(phrase);
    },
  };
  return transform.call(contexte, code, '/depot/widgets/ui/a.ts')?.code ?? code;
}

const ENTREE = `import { msg, str } from '@lit/localize';\n`;

test('texts take the place of msg(), templates keep their values, and nothing of the library stays', () => {
  const code = `${ENTREE}a(msg('Bonjour'));b=x+msg(str\`\${n} jours\`);c=msg(html\`<b>\${msg("Non")}</b>\`,);`;
  assert.equal(transformer(code), '\na((\'Bonjour\'));b=x+(`${n} jours`);c=(html`<b>${("Non")}</b>`);');
});

test('a module without texts is left alone, and a call without text stops the build', () => {
  assert.equal(transformer('msg(1)'), 'msg(1)');
  assert.throws(() => transformer(`${ENTREE}msg();`), /without a text/);
});
