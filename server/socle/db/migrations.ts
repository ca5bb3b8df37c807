import type { Database } from 'better-sqlite3';

/** One step of the schema. Numbers start at 1 and have no gap; a published step never changes. */
export interface Migration {
  numero: number;
  nom: string;
  sql: string;
}

/**
 * Brings the database to the last step, each in its own transaction.
 * @throws when the file comes from a newer version of the program: an old one must not write in it
 */
export function migrer(db: Database, migrations: readonly Migration[]): void {
  const faite = db.pragma('user_version', { simple: true }) as number;
  const derniere = migrations.length;
  if (faite > derniere) {
    throw new Error(`The database is at step ${faite}, this program only knows ${derniere}: update Parvis.`);
  }
  for (const [i, migration] of migrations.entries()) {
    if (migration.numero !== i + 1) throw new Error(`Migration ${migration.nom}: number ${i + 1} expected.`);
    if (migration.numero <= faite) continue;
    db.transaction(() => {
      db.exec(migration.sql);
      db.pragma(`user_version = ${migration.numero}`);
    }).immediate();
  }
}
