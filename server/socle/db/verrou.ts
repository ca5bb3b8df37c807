import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';

/** The folder of the data is in use in a way that does not bear what was to be done. `message` says what to do. */
export class DonneesPrises extends Error {
  override readonly name = 'DonneesPrises';
}

/**
 * Who works on a folder of data, from one process to another: many may share it (a server, the commands that run beside
 * it), or one has it alone (turning the master key, restoring). It is a lock of SQLite on an empty file, hence of the
 * system: it goes with its process, however that ends, and no file left behind ever stands for somebody who is gone.
 * @throws DonneesPrises
 */
export function prendreDonnees(dossier: string, comment: 'partage' | 'seul'): { lacher: () => void } {
  mkdirSync(dossier, { recursive: true, mode: 0o700 });
  const base = new Database(join(dossier, 'verrou'), { timeout: 0 });
  try {
    if (comment === 'seul') base.exec('BEGIN EXCLUSIVE');
    else {
      base.exec('BEGIN');
      // Nothing is locked before something is read.
      base.prepare('select count(*) from sqlite_schema').get();
    }
  } catch (erreur) {
    base.close();
    if (!(erreur instanceof Database.SqliteError) || !erreur.code.startsWith('SQLITE_BUSY')) throw erreur;
    throw new DonneesPrises(
      comment === 'seul'
        ? `${dossier} is in use, by the server or by another command: stop the server first. Nothing was changed.`
        : `A command has ${dossier} for itself (cle tourner, restaurer): wait until it ends, then start again.`,
      { cause: erreur },
    );
  }
  let pris = true;
  return {
    lacher: () => {
      if (pris) base.close();
      pris = false;
    },
  };
}
