import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it, mock } from 'node:test';
import Database from 'better-sqlite3';
import { migrer } from './migrations.ts';
import { MoteurSqlite } from './moteur-sqlite.ts';
import { MIGRATIONS_SUITE, suiteMoteur } from './suite-moteur.test-util.ts';

const dossier = await mkdtemp(join(tmpdir(), 'parvis-moteur-'));
after(() => rm(dossier, { recursive: true, force: true }));
let rang = 0;
const fichier = () => join(dossier, `${++rang}.db`);

const exec = mock.method(Database.prototype, 'exec');
const commits = () => exec.mock.calls.filter((appel) => appel.arguments[0] === 'COMMIT').length;

suiteMoteur('SQLite in memory', async () => {
  const avant = commits();
  return { moteur: new MoteurSqlite(':memory:', MIGRATIONS_SUITE), transactions: () => commits() - avant };
});

suiteMoteur('SQLite on file', async () => {
  const chemin = fichier();
  return {
    moteur: new MoteurSqlite(chemin, MIGRATIONS_SUITE),
    transactions: () => transactionsDuJournal(`${chemin}-wal`),
    rouvrir: async () => new MoteurSqlite(chemin, MIGRATIONS_SUITE),
  };
});

/** Commit frames of a write-ahead log: those that give the size of the database. Each cost one fsync. */
function transactionsDuJournal(chemin: string): number {
  if (!existsSync(chemin)) return 0;
  const octets = readFileSync(chemin);
  if (octets.length < 32) return 0;
  const cadre = 24 + octets.readUInt32BE(8);
  let nombre = 0;
  for (let position = 32; position + cadre <= octets.length; position += cadre) {
    const deCeJournal = octets.compare(octets, 16, 24, position + 8, position + 16) === 0;
    if (deCeJournal && octets.readUInt32BE(position + 4) !== 0) nombre += 1;
  }
  return nombre;
}

describe('SQLite: durability', () => {
  it('writes ahead and waits for the disk', async (t) => {
    const pragma = t.mock.method(Database.prototype, 'pragma');
    const moteur = new MoteurSqlite(fichier(), []);
    const poses = pragma.mock.calls.map((appel) => appel.arguments[0]);
    await moteur.fermer();
    assert.ok(poses.includes('journal_mode = WAL') && poses.includes('synchronous = FULL'));
  });
});

describe('migrations', () => {
  const etape = (numero: number, sql: string) => ({ numero, nom: `etape-${numero}`, sql });
  const base = (chemin = ':memory:') => new Database(chemin);
  const tables = (db: Database.Database) =>
    db.prepare(`select name from sqlite_schema where type = 'table' order by name`).pluck().all();

  it('run once each, in order, and number the file', () => {
    const db = base();
    const une = etape(1, 'create table a (x)');
    migrer(db, [une]);
    migrer(db, [une, etape(2, 'create table b (x); create table c (x)')]);
    assert.deepEqual(tables(db), ['a', 'b', 'c']);
    assert.equal(db.pragma('user_version', { simple: true }), 2);
  });

  it('keep nothing of a step that fails', () => {
    const db = base();
    assert.throws(() => migrer(db, [etape(1, 'create table a (x)'), etape(2, 'create table b (x); oops')]));
    assert.deepEqual(tables(db), ['a']);
    assert.equal(db.pragma('user_version', { simple: true }), 1);
  });

  it('refuse a hole in the numbers', () => {
    assert.throws(() => migrer(base(), [etape(2, 'create table a (x)')]), /number 1 expected/);
  });

  it('refuse a file of a newer program, and leave it as it is', () => {
    const chemin = fichier();
    const db = base(chemin);
    db.pragma('user_version = 9');
    db.close();
    assert.throws(() => new MoteurSqlite(chemin, MIGRATIONS_SUITE), /step 9.*only knows 1.*update/s);
    const relue = base(chemin);
    assert.deepEqual(tables(relue), []);
    relue.close();
  });
});
