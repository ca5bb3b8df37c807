/**
 * `npm run manifest` writes widgets/custom-elements.json from the JSDoc of the tags; with `--check`, nothing is
 * written and a stale file is an error.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';

import { format, resolveConfig } from 'prettier';

const RACINE = resolve(import.meta.dirname, '../..');
const MANIFESTE = join(RACINE, 'widgets/custom-elements.json');

/** The manifest as it should be now. Throws with the analyzer's words when it cannot be made. */
async function generate(): Promise<string> {
  // The analyzer writes under its own working directory only.
  const dossier = mkdtempSync(join(RACINE, 'node_modules/.parvis-manifeste-'));
  try {
    const cem = join(RACINE, 'node_modules/@custom-elements-manifest/analyzer/cem.js');
    const args = [
      'analyze',
      '--config',
      '.config/cem.config.js',
      '--outdir',
      relative(RACINE, dossier),
      '--quiet',
    ];
    const { status, stdout, stderr } = spawnSync(process.execPath, [cem, ...args], {
      cwd: RACINE,
      encoding: 'utf8',
    });
    const fichier = join(dossier, 'custom-elements.json');
    if (status !== 0 || !existsSync(fichier))
      throw new Error(`the manifest was not made:\n${stdout}${stderr}`);
    const options = await resolveConfig(MANIFESTE);
    return await format(readFileSync(fichier, 'utf8'), { ...options, parser: 'json' });
  } finally {
    rmSync(dossier, { recursive: true, force: true });
  }
}

const frais = await generate();
const actuel = existsSync(MANIFESTE) ? readFileSync(MANIFESTE, 'utf8') : '';
if (!process.argv.includes('--check')) writeFileSync(MANIFESTE, frais);
else if (actuel !== frais) {
  console.error('widgets/custom-elements.json is stale: run `npm run manifest` and commit it.');
  process.exitCode = 1;
}
