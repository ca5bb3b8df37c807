/**
 * `npm run bench [-- --million]`: Parvis against a bare server of the same SQL, its growth and its memory, next to
 * the gates of DESIGN.md §6. It prints ratios and fails nothing: machines differ, and are shared.
 */
import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { comparer } from './comparer.ts';
import { mesurerCroissance } from './croissance.ts';
import { lancerGenerateur, lancerServeur, partager } from './processus.ts';
import { baseDe, semer } from './semis.ts';

const { values: options } = parseArgs({
  options: { million: { type: 'boolean', default: false }, rapide: { type: 'boolean', default: false } },
});
const grand = options.million ? 1_000_000 : 100_000;

const racine = await mkdtemp(join(tmpdir(), 'parvis-bench-'));
partager(racine);
const generateur = lancerGenerateur();
try {
  const petit = await semer(join(racine, 'petit'), 1000);
  const nue = join(racine, 'nue.db');
  await copyFile(baseDe(petit.dossier), nue);
  // A first start, so that the measured one finds its modules compiled, as any but the first ever does.
  await (await lancerServeur('notre.ts', petit.dossier)).finir();
  await comparer(generateur, petit, nue);
  if (!options.rapide) {
    console.log(`\nSeeding ${grand.toLocaleString('en')} demandes…`);
    const debut = performance.now();
    const gros = await semer(join(racine, 'gros'), grand);
    console.log(`Seeded in ${((performance.now() - debut) / 1000).toFixed(0)} s.\n`);
    const temoin = await semer(join(racine, 'temoin'), 1000);
    await mesurerCroissance(generateur, temoin, gros, grand);
  }
} finally {
  generateur.finir();
  await rm(racine, { recursive: true, force: true });
}
