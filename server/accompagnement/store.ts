import { sql, type SqlBool } from 'kysely';
import type { TableDemande } from '../demandes/tables.ts';
import { atelier } from '../socle/db/requete.ts';

const requete = atelier<{ demande: TableDemande }>();

/** `mandats` is a JSON array of ids; the newest first. */
export const demandesSousMandats = requete((k, p: { mandats: string; limite: number }) =>
  k
    .selectFrom('demande')
    .selectAll()
    .where('archivee_le', 'is', null)
    .where(sql<SqlBool>`demande.mandat in (select value from json_each(${p.mandats}))`)
    .orderBy('id', 'desc')
    .limit(p.limite),
);
