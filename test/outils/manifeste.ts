/**
 * `npm run manifest` writes widgets/custom-elements.json from the JSDoc of the tags, and from it what editors read to
 * complete a tag (VS Code: HTML and CSS custom data; JetBrains: web-types), in French. With `--check`, nothing is
 * written and a stale file is an error.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';

import { format, resolveConfig } from 'prettier';

import { editorFiles } from './editeurs.ts';

const RACINE = resolve(import.meta.dirname, '../..');

/** The manifest as it should be now. Throws with the analyzer's words when it cannot be made. */
function analyze(): string {
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
    return readFileSync(fichier, 'utf8');
  } finally {
    rmSync(dossier, { recursive: true, force: true });
  }
}

const manifeste = analyze();
const fichiers = { 'custom-elements.json': manifeste, ...editorFiles(manifeste) };
for (const [nom, texte] of Object.entries(fichiers)) {
  const chemin = join(RACINE, 'widgets', nom);
  const frais = await format(texte, { ...(await resolveConfig(chemin)), parser: 'json' });
  const actuel = existsSync(chemin) ? readFileSync(chemin, 'utf8') : '';
  if (!process.argv.includes('--check')) writeFileSync(chemin, frais);
  else if (actuel !== frais) {
    console.error(`widgets/${nom} is stale: run \`npm run manifest\` and commit it.`);
    process.exitCode = 1;
  }
}
