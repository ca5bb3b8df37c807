/**
 * `npm run check`: everything that can be known without running a test. Each step runs whatever the others say, so
 * that one call shows all there is to mend.
 */
import { spawnSync } from 'node:child_process';
import { join, resolve } from 'node:path';

const RACINE = resolve(import.meta.dirname, '../..');
const bin = (chemin: string) => join(RACINE, 'node_modules', chemin);

const ETAPES: [nom: string, args: string[]][] = [
  [
    'format',
    [
      bin('prettier/bin/prettier.cjs'),
      '--ignore-path',
      '.config/prettierignore',
      '--check',
      '--log-level',
      'warn',
      '.',
    ],
  ],
  ['types', [bin('typescript/bin/tsc'), '-p', '.']],
  ['lint', [bin('oxlint/bin/oxlint'), '-c', '.config/oxlint.json', '--deny-warnings']],
  ['floors', ['--test', '--test-reporter=dot', 'test/etages.test.ts']],
  ['manifest', ['test/outils/manifeste.ts', '--check']],
  ['build', [bin('rollup/dist/bin/rollup'), '-c', 'rollup.config.ts', '--silent']],
  ['sizes', ['test/outils/poids.ts']],
];

const rates: string[] = [];
for (const [nom, args] of ETAPES) {
  console.log(`── ${nom}`);
  const debut = performance.now();
  const { status } = spawnSync(process.execPath, args, {
    cwd: RACINE,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  if (status !== 0) rates.push(nom);
  console.log(
    `── ${nom}: ${status === 0 ? 'ok' : 'FAILED'}, ${((performance.now() - debut) / 1000).toFixed(1)} s`,
  );
}
console.log(rates.length === 0 ? '\ncheck: all is well' : `\ncheck: to mend: ${rates.join(', ')}`);
process.exitCode = rates.length === 0 ? 0 : 1;
