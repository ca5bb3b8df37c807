import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, test } from 'node:test';

import { findBreaches, readImports } from './outils/etages.ts';

const RACINE = resolve(import.meta.dirname, '..');

function breaches(fichiers: Record<string, string>): string[] {
  return findBreaches(new Map(Object.entries(fichiers))).map(({ regle, phrase }) => `${regle}: ${phrase}`);
}

describe('the house keeps its floors', () => {
  const chemins = globSync('{server,widgets,stories,demo,test}/**/*.ts', { cwd: RACINE });
  const sources = new Map(chemins.map((chemin) => [chemin, readFileSync(join(RACINE, chemin), 'utf8')]));

  test('no import climbs, no circle, nothing but plain contract files in widgets at run time', () => {
    assert.ok(sources.size > 10, 'the sources were not found');
    assert.deepEqual(
      findBreaches(sources).map(({ regle, phrase }) => `${regle}: ${phrase}`),
      [],
    );
  });
});

describe('a breach is caught', () => {
  const cas: [string, Record<string, string>, string | RegExp][] = [
    [
      'socle importing a domain',
      { 'server/socle/db.ts': "import { a } from '../demandes/a.ts';" },
      'climbs: server/socle/db.ts imports server/demandes/a.ts',
    ],
    [
      'socle importing even a type of a domain',
      { 'server/socle/db.ts': "import type { A } from '../demandes/a.ts';" },
      'climbs: server/socle/db.ts imports server/demandes/a.ts',
    ],
    [
      'the contract importing the socle',
      { 'server/contract/a.ts': "import { a } from '../socle/ids.ts';" },
      'climbs: server/contract/a.ts imports server/socle/ids.ts',
    ],
    [
      'a domain importing app.ts',
      { 'server/demandes/a.ts': "import { a } from '../app.ts';" },
      'climbs: server/demandes/a.ts imports server/app.ts',
    ],
    [
      'the server importing a test helper',
      { 'server/demandes/a.ts': "export * from '../../test/outils/x.ts';" },
      'climbs: server/demandes/a.ts imports test/outils/x.ts',
    ],
    [
      'the server importing the demo',
      { 'server/main.ts': "await import('../demo/x.ts');" },
      'climbs: server/main.ts imports demo/x.ts',
    ],
    [
      'a widget importing a domain',
      { 'widgets/core/a.ts': "import type { A } from '../../server/demandes/a.ts';" },
      'climbs: widgets/core/a.ts imports server/demandes/a.ts',
    ],
    [
      'core importing ui',
      { 'widgets/core/a.ts': "import '../ui/b.ts';" },
      'climbs: widgets/core/a.ts imports widgets/ui/b.ts',
    ],
    [
      'ui importing a widget',
      { 'widgets/ui/a.ts': "import '../mes-demarches/b.ts';" },
      'climbs: widgets/ui/a.ts imports widgets/mes-demarches/b.ts',
    ],
    [
      'a widget importing another widget',
      { 'widgets/suivi-demande/a.ts': "import('../mes-demarches/b.ts');" },
      'climbs: widgets/suivi-demande/a.ts imports widgets/mes-demarches/b.ts',
    ],
    [
      'a circle of files',
      { 'server/demandes/a.ts': "import './b.ts';", 'server/demandes/b.ts': "export { a } from './a.ts';" },
      'circle: server/demandes/a.ts → server/demandes/b.ts → server/demandes/a.ts',
    ],
    [
      'a circle of domains, by types',
      {
        'server/agents/a.ts': "import type { B } from '../demandes/b.ts';",
        'server/demandes/c.ts': "import type { A } from '../agents/a.ts';",
      },
      'circle: server/agents → server/demandes → server/agents',
    ],
    [
      'zod reached through a contract file',
      {
        'widgets/core/a.ts': "import { b } from '#contract/b.ts';",
        'server/contract/b.ts': "import * as z from 'zod';",
      },
      'runtime-contract: widgets/core/a.ts → server/contract/b.ts → zod: zod',
    ],
    [
      'a schema imported as a value',
      { 'widgets/core/a.ts': "import { type B } from '#contract/schemas/b.ts';" },
      /^runtime-contract: .*subfolder/,
    ],
    ['a file that does not parse', { 'server/app.ts': 'import {' }, /^syntax: /],
  ];
  for (const [nom, fichiers, attendu] of cas)
    test(nom, () => {
      const trouves = breaches(fichiers);
      assert.equal(trouves.length, 1, trouves.join('\n'));
      if (typeof attendu === 'string') assert.equal(trouves[0], attendu);
      else assert.match(trouves[0] ?? '', attendu);
    });
});

test('what the house does every day is allowed', () => {
  assert.deepEqual(
    breaches({
      'server/contract/schemas/a.ts': "import * as z from 'zod'; import { b } from '../b.ts';",
      'server/socle/db.ts': "import { a } from '../contract/a.ts'; import Database from 'better-sqlite3';",
      'server/demandes/a.ts': "import '../socle/db.ts'; import { c } from '../communes/c.ts';",
      'server/demandes/a.test.ts': "import '../app.ts'; import '../../test/outils/x.ts';",
      'server/app.ts': "import './demandes/a.ts'; import './socle/db.ts';",
      'widgets/core/a.ts':
        "import type { A } from '#contract/schemas/a.ts'; import type { B } from './b.ts';",
      'widgets/core/b.ts': "import type { A } from './a.ts'; import { v } from '#contract/valider.ts';",
      'widgets/mes-demarches/mes-demarches.ts':
        "import { html } from 'lit'; import '../ui/x.ts'; import('./y.ts');",
      'widgets/parvis.ts': "import './core/a.ts';",
      'demo/demarrer.ts': "import '../server/app.ts'; import '../widgets/core/a.ts';",
    }),
    [],
  );
});

test('every form of import is read', () => {
  const source = `import type { A } from './a.ts'; import { type B } from './b.ts'; import type from './c.ts';
    export * from './d.ts'; export type { E } from './e.ts'; const f = import('./f.ts'); class G { @h() accessor i = 1 }`;
  assert.deepEqual(
    readImports('server/x/y.ts', source).map(({ cible, type }) => `${type ? 'type ' : ''}${cible}`),
    [
      'type server/x/a.ts',
      'server/x/b.ts',
      'server/x/c.ts',
      'server/x/d.ts',
      'type server/x/e.ts',
      'server/x/f.ts',
    ],
  );
});
