import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** One per backup: UTC, in the order of time, e.g. `2026-11-22T093000Z`. */
const NOM = /^\d{4}-\d{2}-\d{2}T\d{6}Z(-\d+)?$/;

/** `2026-11-22T09:30:00.123Z` to `2026-11-22T093000Z`. */
export const nomDeSauvegarde = (instant: number): string =>
  `${new Date(instant).toISOString().slice(0, 19).replaceAll(':', '')}Z`;

/** Folders of the backups of a commune, oldest first. */
export async function listerSauvegardes(sauvegardes: string): Promise<string[]> {
  const entrees = await readdir(sauvegardes, { withFileTypes: true }).catch(absent([]));
  return entrees
    .filter((entree) => entree.isDirectory() && NOM.test(entree.name))
    .map(({ name }) => join(sauvegardes, name))
    .toSorted();
}

export const lireSecret = async (dossier: string): Promise<Uint8Array> =>
  Buffer.from(await readFile(join(dossier, 'secret'), 'utf8'), 'hex');

/** For `catch`: what to take instead of a file or folder that is not there. */
export const absent =
  <T>(sinon: T) =>
  (erreur: NodeJS.ErrnoException): T => {
    if (erreur.code === 'ENOENT') return sinon;
    throw erreur;
  };
