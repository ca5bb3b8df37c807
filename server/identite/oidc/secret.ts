import { open, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { RoleSession } from '#contract/schemas/session.ts';

/** Whose provider: the citizens', or that of agents and helpers. */
export type PublicConnexion = 'usagers' | 'agents';
export const PUBLICS_CONNEXION: readonly PublicConnexion[] = ['usagers', 'agents'];

export const publicDe = (role: RoleSession): PublicConnexion => (role === 'usager' ? 'usagers' : 'agents');

const cheminDe = (dossier: string, pour: PublicConnexion): string =>
  join(dossier, `connexion-${pour}.secret`);

/**
 * Takes the secrets of a commune along to the folder that replaces its own, and out of the one that is put away: they are
 * in no backup, for a backup travels, and the provider gives another to whoever lost one.
 */
export async function porterSecrets(de: string, vers: string): Promise<void> {
  for (const pour of PUBLICS_CONNEXION) {
    const secret = await lireSecret(de, pour);
    if (secret === undefined) continue;
    await ecrireSecret(vers, pour, secret);
    await rm(cheminDe(de, pour));
  }
}

/** The client secret that the operator gave, or `undefined`. Read each time: a new one serves at once. */
export async function lireSecret(dossier: string, pour: PublicConnexion): Promise<string | undefined> {
  try {
    return (await readFile(cheminDe(dossier, pour), 'utf8')).trim() || undefined;
  } catch (erreur) {
    if ((erreur as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw erreur;
  }
}

/** Writes it for its owner alone; whole or not at all. */
export async function ecrireSecret(dossier: string, pour: PublicConnexion, secret: string): Promise<void> {
  const chemin = cheminDe(dossier, pour);
  const nouveau = `${chemin}.${process.pid}`;
  {
    await using fichier = await open(nouveau, 'w', 0o600);
    await fichier.chmod(0o600);
    await fichier.writeFile(`${secret}\n`);
    await fichier.sync();
  }
  await rename(nouveau, chemin);
}
