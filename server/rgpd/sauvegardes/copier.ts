import { constants, copyFile, cp, link, mkdir, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { absent } from './dossier.ts';

/** The files of a commune, whose contents never change: linked where the disk can, copied elsewhere. */
export async function copierFichiers(de: string, vers: string): Promise<number> {
  let nombre = 0;
  await mkdir(vers, { recursive: true, mode: 0o700 });
  for (const rayon of await readdir(de).catch(absent([] as string[]))) {
    // Not those being received.
    if (!/^[0-9a-f]{2}$/.test(rayon)) continue;
    await mkdir(join(vers, rayon), { recursive: true, mode: 0o700 });
    for (const cle of await readdir(join(de, rayon))) {
      await lierOuCopier(join(de, rayon, cle), join(vers, rayon, cle)).catch(absent(undefined));
      nombre += 1;
    }
  }
  return nombre;
}

async function lierOuCopier(de: string, vers: string): Promise<void> {
  try {
    await link(de, vers);
  } catch (erreur) {
    const { code } = erreur as NodeJS.ErrnoException;
    if (code !== 'EXDEV' && code !== 'EPERM' && code !== 'EMLINK' && code !== 'ENOTSUP') throw erreur;
    await copyFile(de, vers, constants.COPYFILE_EXCL);
  }
}

/** To another disk too. */
export async function deplacer(de: string, vers: string): Promise<void> {
  try {
    await rename(de, vers);
  } catch (erreur) {
    if ((erreur as NodeJS.ErrnoException).code !== 'EXDEV') throw erreur;
    await cp(de, vers, { recursive: true, preserveTimestamps: true });
    await rm(de, { recursive: true });
  }
}
