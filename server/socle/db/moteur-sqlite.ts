import Database from 'better-sqlite3';
import {
  DummyDriver,
  Kysely,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
  type CompiledQuery,
} from 'kysely';
import { migrer, type Migration } from './migrations.ts';
import { DejaPris, GardeManquee, type Instruction, type Moteur } from './moteur.ts';
import { Parametre, type Requete } from './requete.ts';

/** Kysely as a compiler only: it builds the SQL once, better-sqlite3 runs it. */
const compilateur = new Kysely<unknown>({
  dialect: {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  },
});

interface Preparee {
  lit: boolean;
  statement: Database.Statement;
  /** Each value in its place, holes included. */
  parametres: readonly unknown[];
}

interface EnAttente {
  liste: readonly Instruction[];
  resoudre: (lignes: unknown[][]) => void;
  refuser: (erreur: unknown) => void;
}

type Requise = Requete<never, unknown>;

/**
 * SQLite with `synchronous=FULL`: what was answered is on the disk. The commits of one turn of the event
 * loop share one transaction, so one fsync; each has its own savepoint, so that a bad one falls alone.
 */
export class MoteurSqlite implements Moteur {
  readonly #db: Database.Database;
  readonly #preparees = new Map<Requise, Preparee>();
  readonly #ordres: Record<'savepoint' | 'release', Database.Statement>;
  #file: EnAttente[] = [];
  #fermeture: Promise<void> | undefined;

  /** @param chemin a file, or `:memory:` */
  constructor(chemin: string, migrations: readonly Migration[]) {
    this.#db = new Database(chemin);
    this.#db.pragma('journal_mode = WAL');
    this.#db.pragma('synchronous = FULL');
    this.#db.pragma('foreign_keys = ON');
    this.#db.pragma('busy_timeout = 5000');
    this.#db.pragma('cache_size = -8000');
    this.#db.pragma('temp_store = MEMORY');
    // What is deleted is overwritten: a copy of the file does not bring it back.
    this.#db.pragma('secure_delete = ON');
    try {
      migrer(this.#db, migrations);
    } catch (erreur) {
      this.#db.close();
      throw erreur;
    }
    this.#ordres = {
      savepoint: this.#db.prepare('SAVEPOINT commit_unitaire'),
      release: this.#db.prepare('RELEASE commit_unitaire'),
    };
  }

  async lire<P extends object, R>(requete: Requete<P, R>, parametres: P): Promise<R[]> {
    const preparee = this.#preparer(requete as unknown as Requise);
    return preparee.statement.all(valeurs(preparee, parametres)) as R[];
  }

  async lireUn<P extends object, R>(requete: Requete<P, R>, parametres: P): Promise<R | undefined> {
    const preparee = this.#preparer(requete as unknown as Requise);
    return preparee.statement.get(valeurs(preparee, parametres)) as R | undefined;
  }

  commit(liste: readonly Instruction[]): Promise<unknown[][]> {
    if (this.#fermeture) return Promise.reject(new Error('The database is closed.'));
    return new Promise((resoudre, refuser) => {
      this.#file.push({ liste, resoudre, refuser });
      if (this.#file.length === 1) setImmediate(() => this.#vider());
    });
  }

  async octets(): Promise<number> {
    const pragma = (nom: string): number => this.#db.pragma(nom, { simple: true }) as number;
    return pragma('page_count') * pragma('page_size');
  }

  async assainir(): Promise<void> {
    this.#vider();
    // Overwriting leaves shreds of rows that pages moved; a new file has none. Its draft is not for the memory.
    this.#db.pragma('temp_store = FILE');
    try {
      this.#db.exec('VACUUM');
    } finally {
      this.#db.pragma('temp_store = MEMORY');
    }
    const [{ busy }] = this.#db.pragma('wal_checkpoint(TRUNCATE)') as [{ busy: number }];
    if (busy) throw new Error('Somebody reads the database: its log could not be emptied.');
  }

  async copier(chemin: string): Promise<void> {
    this.#vider();
    // In one step: one that others interrupt by writing begins again, for ever on a busy day.
    await this.#db.backup(chemin, { progress: () => 0x7fff_ffff });
  }

  fermer(): Promise<void> {
    this.#fermeture ??= new Promise((resoudre) => {
      setImmediate(() => {
        this.#vider();
        this.#db.close();
        resoudre();
      });
    });
    return this.#fermeture;
  }

  #preparer(requete: Requise): Preparee {
    let preparee = this.#preparees.get(requete);
    if (!preparee) {
      const compilee: CompiledQuery = requete.construire(compilateur).compile();
      const statement = this.#db.prepare(compilee.sql);
      preparee = { statement, lit: statement.reader, parametres: compilee.parameters };
      this.#preparees.set(requete, preparee);
    }
    return preparee;
  }

  #vider(): void {
    const lot = this.#file;
    if (lot.length === 0) return;
    this.#file = [];
    const reponses: (unknown[][] | undefined)[] = [];
    try {
      this.#db.exec('BEGIN IMMEDIATE');
      for (const [i, attente] of lot.entries()) reponses[i] = this.#essayer(attente, lot.length > 1);
      if (this.#db.inTransaction) this.#db.exec('COMMIT');
    } catch (erreur) {
      if (this.#db.inTransaction) this.#db.exec('ROLLBACK');
      for (const attente of lot) attente.refuser(erreur);
      return;
    }
    for (const [i, attente] of lot.entries()) {
      const reponse = reponses[i];
      if (reponse) attente.resoudre(reponse);
    }
  }

  /** Runs one commit of the shared transaction; a failure undoes and refuses this one only. */
  #essayer(attente: EnAttente, partagee: boolean): unknown[][] | undefined {
    if (partagee) this.#ordres.savepoint.run();
    try {
      const reponse = attente.liste.map((instruction) => this.#executer(instruction));
      if (partagee) this.#ordres.release.run();
      return reponse;
    } catch (erreur) {
      // A full disk or a failing one ends the whole transaction: nobody's commit was kept.
      if (!this.#db.inTransaction) throw erreur;
      this.#db.exec(partagee ? 'ROLLBACK TO commit_unitaire' : 'ROLLBACK');
      if (partagee) this.#ordres.release.run();
      attente.refuser(traduire(erreur));
      return undefined;
    }
  }

  #executer(instruction: Instruction): unknown[] {
    const preparee = this.#preparer(instruction.requete);
    const arguments_ = valeurs(preparee, instruction.parametres);
    if (preparee.lit) {
      const lignes = preparee.statement.all(arguments_);
      if (instruction.lignes !== undefined && lignes.length !== instruction.lignes) throw new GardeManquee();
      return lignes;
    }
    const { changes } = preparee.statement.run(arguments_);
    if (instruction.lignes !== undefined && changes !== instruction.lignes) throw new GardeManquee();
    return [];
  }
}

function valeurs(preparee: Preparee, parametres: object): unknown[] {
  return preparee.parametres.map((parametre) =>
    parametre instanceof Parametre ? (parametres as Record<string, unknown>)[parametre.nom] : parametre,
  );
}

function traduire(erreur: unknown): unknown {
  if (erreur instanceof Database.SqliteError && /^SQLITE_CONSTRAINT_(UNIQUE|PRIMARYKEY)$/.test(erreur.code)) {
    return new DejaPris(erreur.message.replace('UNIQUE constraint failed: ', ''));
  }
  return erreur;
}
