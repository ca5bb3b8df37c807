import { chmod, copyFile, mkdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import Database from 'better-sqlite3';
import type { Commune } from '../../communes/commune.ts';
import { porterSecrets } from '../../identite/oidc/secret.ts';
import { MoteurSqlite } from '../../socle/db/moteur-sqlite.ts';
import type { Migration } from '../../socle/db/migrations.ts';
import { alleger } from './alleger.ts';
import { copierFichiers, deplacer } from './copier.ts';
import { absent } from './dossier.ts';
import { lireRegistre, tenirRegistre } from './registre.ts';
import { rejouer } from './rejouer.ts';
import { nommer } from './sauvegarder.ts';

export interface Restauration {
  /** Erasures made since the backup, done again. */
  rejouees: number;
  /** Where what was there before is now, if there was anything. */
  ancienne: string | undefined;
}

/**
 * Puts a backup in the place of a commune, then erases anew what was erased since. What was there becomes a backup.
 * @throws Error when a server is using the commune, or when the folder is no backup
 */
export async function restaurer(
  { donnees, sauvegardes }: Commune['dossiers'],
  source: string,
  migrations: readonly Migration[],
  maintenant: number,
): Promise<Restauration> {
  const existe = async (chemin: string): Promise<boolean> =>
    (await stat(chemin).catch(absent(undefined))) !== undefined;
  if (!(await existe(join(source, 'commune.db'))) || !(await existe(join(source, 'secret')))) {
    throw new Error(`${source} is no backup: commune.db and secret were expected.`);
  }
  const base = join(donnees, 'commune.db');
  const enPlace = await existe(base);
  if (enPlace) exigerArret(base);
  const ailleurs = await lireRegistre(dirname(resolve(source)));
  const registre = [
    ...(enPlace ? await registreEnPlace(base, migrations, sauvegardes) : await lireRegistre(sauvegardes)),
  ];
  const connus = new Set(registre.map(({ id }) => id));
  registre.push(...ailleurs.filter(({ id }) => !connus.has(id)));

  const neuf = `${donnees}.restauration`;
  await rm(neuf, { recursive: true, force: true });
  await mkdir(neuf, { recursive: true, mode: 0o700 });
  await copyFile(join(source, 'commune.db'), join(neuf, 'commune.db'));
  await copyFile(join(source, 'secret'), join(neuf, 'secret'));
  await chmod(join(neuf, 'secret'), 0o600);
  await copierFichiers(join(source, 'fichiers'), join(neuf, 'fichiers'));
  await alleger(neuf, migrations);
  const rejouees = await rejouer(neuf, migrations, registre);

  let ancienne: string | undefined;
  if (enPlace) {
    await alleger(donnees, migrations);
    await porterSecrets(donnees, neuf);
    const enCours = join(sauvegardes, 'en-cours');
    await mkdir(sauvegardes, { recursive: true, mode: 0o700 });
    await rm(enCours, { recursive: true, force: true });
    await deplacer(donnees, enCours);
    ancienne = await nommer(sauvegardes, enCours, maintenant);
  } else await rm(donnees, { recursive: true, force: true });
  await rename(neuf, donnees);
  return { rejouees, ancienne };
}

async function registreEnPlace(base: string, migrations: readonly Migration[], sauvegardes: string) {
  const moteur = new MoteurSqlite(base, migrations);
  try {
    return await tenirRegistre(moteur, sauvegardes);
  } finally {
    await moteur.fermer();
  }
}

/** Whoever has the database open would go on writing in what is no longer there. */
function exigerArret(base: string): void {
  const db = new Database(base, { timeout: 0 });
  try {
    db.pragma('locking_mode = EXCLUSIVE');
    db.exec('BEGIN EXCLUSIVE; COMMIT');
  } catch (erreur) {
    if (!(erreur instanceof Database.SqliteError) || !erreur.code.startsWith('SQLITE_BUSY')) throw erreur;
    throw new Error('This commune is open: stop the server first.', { cause: erreur });
  } finally {
    db.close();
  }
}
