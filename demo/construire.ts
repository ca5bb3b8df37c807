import { spawnSync } from 'node:child_process';
import { globSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const RACINE = fileURLToPath(new URL('..', import.meta.url));

/** Builds the widgets when a source is newer than the last build. */
export function construire(): void {
  const sources = globSync(
    [
      'widgets/**/*.ts',
      'server/contract/*.ts',
      'server/pages/integrer-*.ts',
      'rollup.config.ts',
      'package.json',
    ],
    { cwd: RACINE },
  );
  const datee = (fichier: string): number =>
    statSync(new URL(`../${fichier}`, import.meta.url), { throwIfNoEntry: false })?.mtimeMs ?? 0;
  const construit = datee('dist/parvis.js');
  if (sources.every((source) => datee(source) <= construit)) return;
  const { status } = spawnSync('npm', ['run', 'build', '--silent'], { cwd: RACINE, stdio: 'inherit' });
  if (status !== 0) throw new Error('The widgets could not be built.');
}
