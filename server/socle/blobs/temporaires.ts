import { randomBytes } from 'node:crypto';
import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { horlogeSysteme } from '../horloge/horloge.ts';

/** Older than any upload still running: a file being written keeps a fresh modification time. */
const PERIME_MS = 60 * 60 * 1000;

/** A folder of files that live for the time of one request. */
export interface Temporaires {
  /** Path of a file that does not exist yet. */
  chemin(): string;
  /** Removes the file if it is there. */
  supprimer(chemin: string): Promise<void>;
}

/**
 * Makes the folder and removes what a killed process left in it. Files under an hour old stay: another
 * process (a command beside the server) may be writing them.
 */
export async function ouvrirTemporaires(
  dossier: string,
  maintenant: () => number = () => horlogeSysteme.maintenant(),
): Promise<Temporaires> {
  await mkdir(dossier, { recursive: true, mode: 0o700 });
  const limite = maintenant() - PERIME_MS;
  for (const nom of await readdir(dossier)) {
    const chemin = join(dossier, nom);
    const infos = await stat(chemin).catch(() => undefined);
    if (infos?.isFile() && infos.mtimeMs < limite) await rm(chemin, { force: true });
  }
  return {
    chemin: () => join(dossier, randomBytes(16).toString('hex')),
    supprimer: (chemin) => rm(chemin, { force: true }),
  };
}
