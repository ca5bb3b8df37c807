import { sql, type SqlBool } from 'kysely';
import { STATUTS_CLOS } from '#contract/transitions.ts';
import type { TableDemande } from '../demandes/tables.ts';
import { atelier } from '../socle/db/requete.ts';

const requete = atelier<{ demande: TableDemande }>();

/** Where a reading of the requests that are due stopped. */
export interface CurseurEcheance {
  echeance: string;
  id: string;
}

/**
 * Requests whose last day is before `avant`, on which silence has not decided, in the order of their days.
 * The conditions of the index `demande_a_echoir` stand as literals: it is partial, and SQLite uses it only so.
 * A closed request on which the citizen wrote again is open in the queue, but it has had its answer.
 */
export const demandesEchues = requete(
  (k, p: { avant: string; apresEcheance: string; apresId: string; limite: number }) =>
    k
      .selectFrom('demande')
      .selectAll()
      .where(sql<SqlBool>`demande.clos = 0 and demande.implicite is null`)
      .where('echeance', '<', p.avant)
      .where((eb) => eb(eb.refTuple('echeance', 'id'), '>', eb.tuple(p.apresEcheance, p.apresId)))
      .where('statut', 'not in', STATUTS_CLOS)
      .orderBy('echeance')
      .orderBy('id')
      .limit(p.limite),
);
