/** What every engine must do. A new engine runs this suite unchanged. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Migration } from './migrations.ts';
import { DejaPris, ecrire, garder, GardeManquee, type Moteur } from './moteur.ts';
import { atelier } from './requete.ts';

export const MIGRATIONS_SUITE: readonly Migration[] = [
  {
    numero: 1,
    nom: 'caisses',
    sql: `create table caisse (id text primary key, nom text not null unique, solde integer not null, version integer not null);`,
  },
];

interface Caisse {
  id: string;
  nom: string;
  solde: number;
  version: number;
}
const requete = atelier<{ caisse: Caisse }>();
const inserer = requete((k, p: { id: string; nom: string }) =>
  k.insertInto('caisse').values({ id: p.id, nom: p.nom, solde: 0, version: 1 }),
);
const verser = requete((k, p: { id: string; solde: number; version: number }) =>
  k
    .updateTable('caisse')
    .set((eb) => ({ solde: p.solde, version: eb('version', '+', 1) }))
    .where('id', '=', p.id)
    .where('version', '=', p.version)
    .returning(['id', 'version']),
);
const vider = requete((k, p: { solde: number }) =>
  k.updateTable('caisse').set({ solde: 0 }).where('solde', '>', p.solde),
);
const toutes = requete((k, _p: object) => k.selectFrom('caisse').selectAll().orderBy('id'));
const parId = requete((k, p: { id: string }) => k.selectFrom('caisse').selectAll().where('id', '=', p.id));

/** An engine on an empty database at `MIGRATIONS_SUITE`; `transactions` counts those that wrote since it opened. */
export interface MoteurEssaye {
  moteur: Moteur;
  transactions(): number;
  /** The same database, after `moteur` was closed; `undefined` when it lives and dies with the engine. */
  rouvrir?(): Promise<Moteur>;
}

export function suiteMoteur(nom: string, creer: () => Promise<MoteurEssaye>): void {
  const ouvrir = async () => {
    const essaye = await creer();
    const { moteur } = essaye;
    await moteur.commit([
      ecrire(inserer, { id: 'a', nom: 'Alpha' }),
      ecrire(inserer, { id: 'b', nom: 'Bêta' }),
    ]);
    const noms = async () => (await moteur.lire(toutes, {})).map((caisse) => caisse.nom);
    return { ...essaye, noms, [Symbol.asyncDispose]: () => moteur.fermer() };
  };

  describe(`${nom}: commit`, () => {
    it('keeps all of a list', async () => {
      await using banc = await ouvrir();
      assert.deepEqual(await banc.noms(), ['Alpha', 'Bêta']);
      assert.equal((await banc.moteur.lireUn(parId, { id: 'b' }))?.nom, 'Bêta');
      assert.equal(await banc.moteur.lireUn(parId, { id: 'z' }), undefined);
    });

    it('keeps nothing of a list whose guard misses, wherever the guard stands', async () => {
      await using banc = await ouvrir();
      const perime = garder(verser, { id: 'a', solde: 9, version: 7 });
      const nouvelle = ecrire(inserer, { id: 'c', nom: 'Gamma' });
      for (const liste of [
        [perime, nouvelle],
        [nouvelle, perime],
      ]) {
        await assert.rejects(banc.moteur.commit(liste), GardeManquee);
        assert.deepEqual(await banc.noms(), ['Alpha', 'Bêta']);
      }
    });

    it('counts the rows of a guard that answers none, and refuses too many as well as too few', async () => {
      await using banc = await ouvrir();
      await assert.rejects(banc.moteur.commit([garder(vider, { solde: -1 })]), GardeManquee);
      await banc.moteur.commit([garder(vider, { solde: -1 }, 2)]);
      await assert.rejects(banc.moteur.commit([garder(vider, { solde: 5 }, 2)]), GardeManquee);
    });

    it('tells a unique key that is taken, by its name', async () => {
      await using banc = await ouvrir();
      const nouvelle = ecrire(inserer, { id: 'c', nom: 'Gamma' });
      const [resultat] = await Promise.allSettled([
        banc.moteur.commit([nouvelle, ecrire(inserer, { id: 'd', nom: 'Alpha' })]),
      ]);
      assert.ok(resultat.status === 'rejected' && resultat.reason instanceof DejaPris);
      assert.match(resultat.reason.contrainte, /caisse\.nom/);
      await assert.rejects(banc.moteur.commit([ecrire(inserer, { id: 'a', nom: 'Autre' })]), DejaPris);
      assert.deepEqual(await banc.noms(), ['Alpha', 'Bêta']);
    });

    it('answers the rows of each instruction, in order', async () => {
      await using banc = await ouvrir();
      const rendu = await banc.moteur.commit([
        garder(verser, { id: 'b', solde: 5, version: 1 }),
        ecrire(inserer, { id: 'c', nom: 'Gamma' }),
        garder(verser, { id: 'a', solde: 6, version: 1 }),
      ]);
      assert.deepEqual(rendu, [[{ id: 'b', version: 2 }], [], [{ id: 'a', version: 2 }]]);
    });

    it('shares one transaction between the commits of a turn', async () => {
      await using banc = await ouvrir();
      const avant = banc.transactions();
      const ids = Array.from({ length: 50 }, (_, i) => `n${i}`);
      await Promise.all(ids.map((id) => banc.moteur.commit([ecrire(inserer, { id, nom: id })])));
      assert.equal(banc.transactions() - avant, 1);
      await banc.moteur.commit([ecrire(inserer, { id: 'apres', nom: 'après' })]);
      assert.equal(banc.transactions() - avant, 2);
    });

    it('lets a bad commit fall alone among those of its turn', async () => {
      await using banc = await ouvrir();
      const avant = banc.transactions();
      const issues = await Promise.allSettled([
        banc.moteur.commit([ecrire(inserer, { id: 'c', nom: 'Gamma' })]),
        banc.moteur.commit([
          ecrire(inserer, { id: 'd', nom: 'Delta' }),
          ecrire(inserer, { id: 'e', nom: 'Alpha' }),
        ]),
        banc.moteur.commit([garder(verser, { id: 'a', solde: 1, version: 4 })]),
        banc.moteur.commit([ecrire(inserer, { id: 'f', nom: 'Phi' })]),
      ]);
      assert.deepEqual(
        issues.map(({ status }) => status),
        ['fulfilled', 'rejected', 'rejected', 'fulfilled'],
      );
      assert.deepEqual(await banc.noms(), ['Alpha', 'Bêta', 'Gamma', 'Phi']);
      assert.equal(banc.transactions() - avant, 1);
    });

    it('lets one of two that hold the same version win', async () => {
      await using banc = await ouvrir();
      const issues = await Promise.allSettled(
        [10, 20].map((solde) => banc.moteur.commit([garder(verser, { id: 'a', solde, version: 1 })])),
      );
      assert.deepEqual(
        issues.map(({ status }) => status),
        ['fulfilled', 'rejected'],
      );
      assert.deepEqual(await banc.moteur.lireUn(parId, { id: 'a' }), {
        id: 'a',
        nom: 'Alpha',
        solde: 10,
        version: 2,
      });
    });

    it('takes an empty list', async () => {
      await using banc = await ouvrir();
      assert.deepEqual(await banc.moteur.commit([]), []);
    });
  });

  describe(`${nom}: closing`, () => {
    it('finishes what was accepted, refuses what comes after, and may be asked twice', async () => {
      const { moteur, rouvrir } = await ouvrir();
      const acceptes = ['c', 'd'].map((id) => moteur.commit([ecrire(inserer, { id, nom: id })]));
      const fin = moteur.fermer();
      await assert.rejects(moteur.commit([ecrire(inserer, { id: 'tard', nom: 'tard' })]), /closed/);
      await Promise.all([...acceptes, fin, moteur.fermer()]);
      if (!rouvrir) return;
      const rouvert = await rouvrir();
      assert.deepEqual(
        (await rouvert.lire(toutes, {})).map(({ id }) => id),
        ['a', 'b', 'c', 'd'],
      );
      await rouvert.fermer();
    });
  });
}
