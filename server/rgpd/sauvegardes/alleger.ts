import { sql, type SqlBool } from 'kysely';
import { join } from 'node:path';
import { ecrire } from '../../socle/db/moteur.ts';
import { MoteurSqlite } from '../../socle/db/moteur-sqlite.ts';
import type { Migration } from '../../socle/db/migrations.ts';
import { atelier } from '../../socle/db/requete.ts';
import type { TableJob } from '../../socle/jobs/tables.ts';

/** Of a moment: nobody stays signed in in a copy, and nothing of it serves once restored. */
const PASSAGERES = ['code_recu', 'connexion_oidc', 'session_ouverte', 'idempotence'];

const requete = atelier<{ job: TableJob; [table: string]: object }>();
const VIDER = PASSAGERES.map((table) => requete((k, _p: object) => k.deleteFrom(table as never)));
/** Mails that hold their address leave from the original. */
const oublierAdresses = requete((k, _p: object) =>
  k.deleteFrom('job').where(sql<SqlBool>`instr(donnees, '@') > 0`),
);

/** Takes out of a copy what must not be kept. */
export async function alleger(dossier: string, migrations: readonly Migration[]): Promise<void> {
  const moteur = new MoteurSqlite(join(dossier, 'commune.db'), migrations);
  try {
    await moteur.commit([...VIDER, oublierAdresses].map((vider) => ecrire(vider, {})));
    await moteur.assainir();
  } finally {
    await moteur.fermer();
  }
}
