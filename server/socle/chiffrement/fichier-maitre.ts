import { randomBytes } from 'node:crypto';
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** Its text, or `undefined` when there is none. */
export async function lireFichierMaitre(chemin: string): Promise<string | undefined> {
  try {
    return await readFile(chemin, 'utf8');
  } catch (erreur) {
    if ((erreur as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw new Error(`The master key cannot be read in ${chemin}: ${(erreur as Error).message}`, {
      cause: erreur,
    });
  }
}

/**
 * Written whole and durable before it has its name, readable by its owner only.
 * @param options.remplacer false: never over a file that is there
 */
export async function ecrireFichierMaitre(
  chemin: string,
  texte: string,
  options: { remplacer: boolean },
): Promise<void> {
  await mkdir(dirname(chemin), { recursive: true, mode: 0o700 });
  if (!options.remplacer) {
    await using fichier = await open(chemin, 'wx', 0o600);
    await fichier.writeFile(texte);
    await fichier.sync();
    return synchroniser(dirname(chemin));
  }
  const neuf = join(dirname(chemin), `.cle-${randomBytes(6).toString('hex')}`);
  try {
    {
      await using fichier = await open(neuf, 'wx', 0o600);
      await fichier.writeFile(texte);
      await fichier.sync();
    }
    await rename(neuf, chemin);
  } catch (erreur) {
    await rm(neuf, { force: true });
    throw erreur;
  }
  await synchroniser(dirname(chemin));
}

async function synchroniser(dossier: string): Promise<void> {
  await using poignee = await open(dossier, 'r');
  await poignee.sync();
}
