/** An older Parvis, really built: other sources, other chunks, other words, and one element that it did not know. */
import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';

const RACINE = resolve(import.meta.dirname, '../..');

/** Its number: the server that keeps its files gives them under `/v0.0.9/`. */
export const ANCIENNE = '0.0.9';

/** What changed since: file → what is written now, what was written then. */
const AVANT: Record<string, [maintenant: string, avant: string]> = {
  'widgets/signaler-probleme/choix.ts': ['Que voulez-vous signaler', 'Que souhaitez-vous signaler'],
  // In the form, so that its chunk is another as well.
  'widgets/ui/formulaire/etape.ts': ['sur ${total}`', 'sur ${total} en tout`'],
};
/** Came with a later version. */
const PAS_ENCORE = 'widgets/mes-demarches';

/** Builds it, and puts `parvis.js` and `w/*.js` in that folder. */
export async function poserAncienne(dossier: string): Promise<void> {
  const atelier = await mkdtemp(join(tmpdir(), 'parvis-ancienne-'));
  try {
    for (const nom of [
      'widgets',
      'server/contract',
      '.config',
      'rollup.config.ts',
      'tsconfig.json',
      'package.json',
    ])
      await cp(join(RACINE, nom), join(atelier, nom), { recursive: true });
    await symlink(join(RACINE, 'node_modules'), join(atelier, 'node_modules'));
    await rm(join(atelier, PAS_ENCORE), { recursive: true });
    for (const [chemin, [maintenant, avant]] of Object.entries(AVANT)) {
      const source = await readFile(join(atelier, chemin), 'utf8');
      if (!source.includes(maintenant)) throw new Error(`${chemin} does not say « ${maintenant} » any more`);
      await writeFile(join(atelier, chemin), source.replaceAll(maintenant, avant));
    }
    const rollup = join(RACINE, 'node_modules/rollup/dist/bin/rollup');
    await promisify(execFile)(process.execPath, [rollup, '-c', 'rollup.config.ts', '--silent'], {
      cwd: atelier,
    });
    await mkdir(join(dossier, '..'), { recursive: true });
    await cp(join(atelier, 'dist'), dossier, { recursive: true });
  } finally {
    await rm(atelier, { recursive: true, force: true });
  }
}
