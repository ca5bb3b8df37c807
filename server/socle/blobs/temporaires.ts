import { randomBytes } from 'node:crypto';
import { chmod, lstat, mkdir, readdir, rm, stat } from 'node:fs/promises';
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
 * @throws Error when the folder is somebody else's: he could read and change what is put there
 * @param options.seul only servers write here: what a process that is no more left goes at once, however young
 */
export async function ouvrirTemporaires(
  dossier: string,
  options: { maintenant?: (() => number) | undefined; seul?: boolean } = {},
): Promise<Temporaires> {
  const { maintenant = () => horlogeSysteme.maintenant(), seul = false } = options;
  await mkdir(dossier, { recursive: true, mode: 0o700 });
  await fermerAuxAutres(dossier);
  const limite = maintenant() - PERIME_MS;
  for (const nom of await readdir(dossier)) {
    const chemin = join(dossier, nom);
    const infos = await stat(chemin).catch(() => undefined);
    const perime = infos?.isFile() && (infos.mtimeMs < limite || (seul && estOrphelin(nom)));
    if (perime) await rm(chemin, { force: true });
  }
  return {
    chemin: () => join(dossier, `${process.pid}-${randomBytes(16).toString('hex')}`),
    supprimer: (chemin) => rm(chemin, { force: true }),
  };
}

/** It may have been there: made by hand with the machine's habits, or by somebody who waited for us in a shared place. */
async function fermerAuxAutres(dossier: string): Promise<void> {
  const infos = await lstat(dossier);
  const moi = process.getuid?.();
  if (!infos.isDirectory() || (moi !== undefined && infos.uid !== moi)) {
    throw new Error(`${dossier} is not a folder of this user: files in clear must not be put there.`);
  }
  if ((infos.mode & 0o077) !== 0) await chmod(dossier, 0o700);
}

/** Its name begins with the number of the process that wrote it. */
function estOrphelin(nom: string): boolean {
  const pid = Number(/^(\d+)-/.exec(nom)?.[1]);
  if (!pid) return true;
  // In a container each server has the same number: this process has written nothing yet.
  if (pid === process.pid) return true;
  try {
    process.kill(pid, 0);
    return false;
  } catch (erreur) {
    return (erreur as NodeJS.ErrnoException).code === 'ESRCH';
  }
}
