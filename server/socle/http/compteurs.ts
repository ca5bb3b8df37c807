import { createHmac, randomBytes } from 'node:crypto';
import Database from 'better-sqlite3';
import type { RateLimiterAbstract } from 'rate-limiter-flexible';
import RateLimiterMemory from 'rate-limiter-flexible/lib/RateLimiterMemory.js';
import RateLimiterSQLite from 'rate-limiter-flexible/lib/RateLimiterSQLite.js';
import { HEURE, horlogeSysteme } from '../horloge/horloge.ts';

/**
 * Counts that a restart does not forget, in a small database of their own beside the communes': they are the whole
 * server's. What is counted is written by a keyed hash only, and goes within an hour of its window.
 */
export class Compteurs {
  readonly #base: Database.Database;
  readonly #sel: Uint8Array;
  readonly #tables: string[] = [];
  #purges = 0;

  constructor(chemin: string) {
    this.#base = new Database(chemin);
    this.#base.pragma('journal_mode = WAL');
    // A cut of power may forget the last second: nobody's data are here.
    this.#base.pragma('synchronous = NORMAL');
    this.#base.pragma('secure_delete = ON');
    this.#base.pragma('busy_timeout = 5000');
    this.#base.exec(
      'create table if not exists sel (un integer primary key check (un = 1), octets blob not null)',
    );
    this.#base.prepare('insert or ignore into sel values (1, ?)').run(randomBytes(32));
    this.#sel = (this.#base.prepare('select octets from sel').get() as { octets: Uint8Array }).octets;
  }

  /** @param nom of the table: letters */
  limiteur(nom: string, options: { points: number; duration: number }): RateLimiterAbstract {
    const table = `compte_${nom}`;
    this.#base.exec(
      `create table if not exists ${table} (key text primary key, points integer not null default 0, expire integer)`,
    );
    this.#tables.push(table);
    return new RateLimiterSQLite({
      ...options,
      storeClient: this.#base,
      storeType: 'better-sqlite3',
      tableName: table,
      tableCreated: true,
      // A disk that is full must not open the door, nor shut it.
      insuranceLimiter: new RateLimiterMemory(options),
    });
  }

  /** How a key is written. */
  cacher(cle: string): string {
    this.#purger();
    return createHmac('sha256', this.#sel).update(cle).digest('base64url');
  }

  fermer(): void {
    this.#base.close();
  }

  #purger(): void {
    const maintenant = horlogeSysteme.maintenant();
    if (maintenant - this.#purges < HEURE) return;
    this.#purges = maintenant;
    for (const table of this.#tables) {
      this.#base.prepare(`delete from ${table} where expire < ?`).run(maintenant);
    }
  }
}
