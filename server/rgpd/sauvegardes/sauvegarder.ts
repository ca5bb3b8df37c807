import { chmod, copyFile, mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Commune } from '../../communes/commune.ts';
import type { Migration } from '../../socle/db/migrations.ts';
import { alleger } from './alleger.ts';
import { copierFichiers } from './copier.ts';
import { listerSauvegardes, nomDeSauvegarde } from './dossier.ts';
import { tenirRegistre } from './registre.ts';

export interface Sauvegarde {
  dossier: string;
  fichiers: number;
  /** Older ones that were removed. */
  supprimees: number;
}

/**
 * Copies a commune while it works: its database, then its files (which never change), and its secret.
 * @param garder how many to keep, this one included
 */
export async function sauvegarder(
  { moteur, dossiers: { donnees, sauvegardes }, horloge }: Pick<Commune, 'moteur' | 'dossiers' | 'horloge'>,
  migrations: readonly Migration[],
  garder: number,
): Promise<Sauvegarde> {
  await mkdir(sauvegardes, { recursive: true, mode: 0o700 });
  await tenirRegistre(moteur, sauvegardes);
  const enCours = join(sauvegardes, 'en-cours');
  // Of a backup that was cut short.
  await rm(enCours, { recursive: true, force: true });
  await mkdir(enCours, { mode: 0o700 });
  await moteur.copier(join(enCours, 'commune.db'));
  await alleger(enCours, migrations);
  const fichiers = await copierFichiers(join(donnees, 'fichiers'), join(enCours, 'fichiers'));
  await copyFile(join(donnees, 'secret'), join(enCours, 'secret'));
  await chmod(join(enCours, 'secret'), 0o600);
  const dossier = await nommer(sauvegardes, enCours, horloge.maintenant());
  const vieilles = (await listerSauvegardes(sauvegardes)).slice(0, -garder);
  for (const vieille of vieilles) await rm(vieille, { recursive: true });
  return { dossier, fichiers, supprimees: vieilles.length };
}

/** Its name tells when; it has one only once it is whole. */
export async function nommer(sauvegardes: string, enCours: string, maintenant: number): Promise<string> {
  const pris = new Set(await listerSauvegardes(sauvegardes));
  const nom = join(sauvegardes, nomDeSauvegarde(maintenant));
  let dossier = nom;
  for (let n = 2; pris.has(dossier); n++) dossier = `${nom}-${n}`;
  await rename(enCours, dossier);
  return dossier;
}
