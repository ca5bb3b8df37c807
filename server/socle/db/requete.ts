import type { Compilable, Kysely } from 'kysely';

/** A hole in a compiled statement, filled by name at each execution. */
export class Parametre {
  readonly nom: string;
  constructor(nom: string) {
    this.nom = nom;
  }
}

/** What SQL engines take and give back. */
export type ValeurSql = string | number | null | Uint8Array;

/**
 * A typed statement: `P` names its parameters, `R` is a row of its answer. It knows no engine: each engine
 * compiles it once, with its own dialect, the first time it runs.
 */
export interface Requete<P, R> {
  readonly construire: (kysely: Kysely<unknown>) => Compilable<unknown>;
  /** Types only: never present at run time. */
  readonly _types?: { parametres: P; ligne: R };
}

/** Every property read gives the parameter of that name. */
const parametres = new Proxy({}, { get: (_cible, nom) => new Parametre(String(nom)) });

/**
 * Statements over the tables `Tables`, written with Kysely. Parameters are written as if they were values:
 *
 *     const requete = atelier<{ facture: TableFacture }>();
 *     const parId = requete((k, p: { id: string }) => k.selectFrom('facture').selectAll().where('id', '=', p.id));
 */
export function atelier<Tables>() {
  return <P extends object, R>(
    construire: (kysely: Kysely<Tables>, p: P) => Compilable<R>,
  ): Requete<P, R> => ({
    construire: (kysely) => construire(kysely as unknown as Kysely<Tables>, parametres as P),
  });
}
