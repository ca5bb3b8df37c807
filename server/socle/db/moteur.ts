import type { Requete } from './requete.ts';

/** One write of a commit. */
export interface Instruction {
  readonly requete: Requete<never, unknown>;
  readonly parametres: Readonly<Record<string, unknown>>;
  /** A guard: the number of rows that must change, else the whole commit is undone with `GardeManquee`. */
  readonly lignes?: number;
}

/** Any number of rows may change. */
export function ecrire<P extends object>(requete: Requete<P, unknown>, parametres: P): Instruction {
  return { requete: requete as Requete<never, unknown>, parametres: parametres as Record<string, unknown> };
}

/** Exactly `lignes` rows must change: the optimistic lock (`where version = …`) or a claim. */
export function garder<P extends object>(
  requete: Requete<P, unknown>,
  parametres: P,
  lignes = 1,
): Instruction {
  return { ...ecrire(requete, parametres), lignes };
}

/** A guard did not find what it expected: somebody was faster. Nothing of the commit was kept. */
export class GardeManquee extends Error {
  override name = 'GardeManquee';
}

/** A unique key is already taken. `contrainte` holds the engine's words, e.g. `demande.numero`. */
export class DejaPris extends Error {
  override name = 'DejaPris';
  readonly contrainte: string;
  constructor(contrainte: string) {
    super(`Already taken: ${contrainte}`);
    this.contrainte = contrainte;
  }
}

/**
 * An engine: reads now, writes by whole lists. The seam for another database.
 */
export interface Moteur {
  lire<P extends object, R>(requete: Requete<P, R>, parametres: P): Promise<R[]>;
  lireUn<P extends object, R>(requete: Requete<P, R>, parametres: P): Promise<R | undefined>;
  /**
   * All of the list or none of it; resolves once it is on the disk.
   * @returns the rows answered by each instruction (`returning`), in order.
   * @throws GardeManquee, DejaPris
   */
  commit(liste: readonly Instruction[]): Promise<unknown[][]>;
  /** Bytes that the database takes. */
  octets(): Promise<number>;
  /**
   * Writes the database anew: once it resolves, nothing that was deleted can be read in its files, logs included.
   * Everybody waits for as long as it takes, some seconds a gigabyte.
   */
  assainir(): Promise<void>;
  /** Copies the database as it stands to a new file, while it is in use. */
  copier(chemin: string): Promise<void>;
  /** Finishes what was accepted, then closes. */
  fermer(): Promise<void>;
}
