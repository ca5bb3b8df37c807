import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ecrire, garder, type Moteur } from '../db/moteur.ts';
import { MoteurSqlite } from '../db/moteur-sqlite.ts';
import { atelier } from '../db/requete.ts';
import { HEURE, HorlogeReglable, MINUTE, SECONDE } from '../horloge/horloge.ts';
import { creerIdentifiants } from '../horloge/identifiants.ts';
import { delaiAvantEssai, EchecDefinitif, Executant, type TypeDeJob } from './executant.ts';
import { compterJobs, jobParId, jobsMorts, relancerJob } from './store.ts';
import { SQL_JOBS, type TableJob } from './tables.ts';

const requete = atelier<{ fait: { nom: string; rang: number }; job: TableJob }>();
const noter = requete((k, p: { nom: string; rang: number }) =>
  k.insertInto('fait').values({ nom: p.nom, rang: p.rang }),
);
const avancer = requete((k, p: { nom: string; rang: number }) =>
  k
    .updateTable('fait')
    .set((eb) => ({ rang: eb('rang', '+', 1) }))
    .where('nom', '=', p.nom)
    .where('rang', '=', p.rang),
);
const monter = requete((k, p: { nom: string }) =>
  k
    .updateTable('fait')
    .set((eb) => ({ rang: eb('rang', '+', 1) }))
    .where('nom', '=', p.nom),
);
const faits = requete((k, _p: object) => k.selectFrom('fait').selectAll().orderBy('nom'));

function ouvrir(types: Record<string, TypeDeJob>, moteurVu: (moteur: Moteur) => Moteur = (m) => m) {
  const horloge = new HorlogeReglable('2026-11-22T09:30:00Z');
  const moteur = new MoteurSqlite(':memory:', [
    { numero: 1, nom: 'jobs', sql: `${SQL_JOBS} create table fait (nom text primary key, rang integer);` },
  ]);
  const echecs: { type: string; essai: number; mort: boolean; cause: string }[] = [];
  const reglages = {
    moteur: moteurVu(moteur),
    horloge,
    identifiants: creerIdentifiants(horloge),
    types,
    signaler: (echec: (typeof echecs)[number]) => void echecs.push(echec),
  };
  const jobs = new Executant(reglages);
  return {
    horloge,
    moteur,
    jobs,
    echecs,
    /** Another process on the same database. */
    autre: () => new Executant(reglages),
    planifier: (type: string, donnees: object = {}, dans = 0) =>
      moteur.commit([jobs.planifier(type, donnees, { dans })]),
    faits: () => moteur.lire(faits, {}),
    nombres: async () =>
      Object.fromEntries((await moteur.lire(compterJobs, {})).map(({ etat, nombre }) => [etat, nombre])),
  };
}

describe('jobs', () => {
  it('run with what they were planned with, and go', async () => {
    const vus: unknown[] = [];
    const banc = ouvrir({ saluer: { faire: async (donnees) => void vus.push(donnees) } });
    await banc.planifier('saluer', { nom: 'Léa' });
    assert.equal(await banc.jobs.runUntilEmpty(), 1);
    assert.deepEqual(vus, [{ nom: 'Léa' }]);
    assert.deepEqual(await banc.nombres(), {});
  });

  it('wait for their time', async () => {
    const banc = ouvrir({ saluer: { faire: async () => undefined } });
    await banc.planifier('saluer', {}, HEURE);
    assert.equal(await banc.jobs.runUntilEmpty(), 0);
    banc.horloge.avancer(HEURE);
    assert.equal(await banc.jobs.runUntilEmpty(), 1);
  });

  it('may plan others: until empty means empty', async () => {
    let fois = 0;
    const banc = ouvrir({
      suite: {
        faire: async () => {
          fois += 1;
          return async () => (fois < 12 ? [banc.jobs.planifier('suite', {})] : []);
        },
      },
    });
    await banc.planifier('suite');
    assert.equal(await banc.jobs.runUntilEmpty(), 12);
  });

  it('are tried again after 30 s, 2 min, 8 min, … and stop waiting once they succeed', async () => {
    let pannes = 3;
    const banc = ouvrir({
      envoi: {
        faire: async () => {
          if (pannes-- > 0) throw new Error('pas de réseau');
        },
      },
    });
    await banc.planifier('envoi');
    for (const attente of [30 * SECONDE, 2 * MINUTE, 8 * MINUTE]) {
      assert.equal(await banc.jobs.runUntilEmpty(), 1);
      banc.horloge.avancer(attente - 1);
      assert.equal(await banc.jobs.runUntilEmpty(), 0, 'not before its time');
      banc.horloge.avancer(1);
    }
    assert.equal(await banc.jobs.runUntilEmpty(), 1);
    assert.deepEqual(await banc.nombres(), {});
    assert.deepEqual(
      banc.echecs.map(({ essai, mort }) => [essai, mort]),
      [
        [1, false],
        [2, false],
        [3, false],
      ],
    );
    assert.equal(delaiAvantEssai(12), 2 * HEURE);
  });

  it('die in sight after the last try, and can be started again from the first', async () => {
    const banc = ouvrir({
      envoi: {
        essaisMax: 2,
        faire: async () => {
          throw new Error('refus');
        },
        abandonner: ({ nom }: { nom: string }, _job, cause) => {
          return async () => [ecrire(noter, { nom: `${nom} ${cause}`, rang: 0 })];
        },
      },
    });
    await banc.planifier('envoi', { nom: 'reçu' });
    await banc.jobs.runUntilEmpty();
    banc.horloge.avancer(HEURE);
    await banc.jobs.runUntilEmpty();
    assert.deepEqual(await banc.nombres(), { mort: 1 });
    assert.deepEqual(await banc.faits(), [{ nom: 'reçu refus', rang: 0 }]);
    const [mort] = await banc.moteur.lire(jobsMorts, { limite: 10 });
    assert.equal(mort?.erreur, 'refus');
    assert.equal(mort.essais, 2);
    assert.equal(banc.echecs.at(-1)?.mort, true);

    banc.horloge.avancer(24 * HEURE);
    assert.equal(await banc.jobs.runUntilEmpty(), 0, 'a dead job rests');
    await banc.moteur.commit([
      garder(relancerJob, { id: mort.id, disponible_le: banc.horloge.maintenant() }),
    ]);
    await banc.jobs.runUntilEmpty();
    assert.equal((await banc.moteur.lireUn(jobParId, { id: mort.id }))?.essais, 1);
  });

  it('die at once when trying again is useless, or when nobody knows them', async () => {
    const banc = ouvrir({
      envoi: {
        faire: async () => {
          throw new EchecDefinitif('adresse inconnue', { cause: new Error('550 no such user') });
        },
      },
    });
    await banc.planifier('envoi');
    await banc.planifier('inconnu');
    await banc.jobs.runUntilEmpty();
    assert.deepEqual(await banc.nombres(), { mort: 2 });
    assert.deepEqual(banc.echecs.map(({ cause }) => cause).toSorted(), [
      'Unknown type of job: inconnu',
      'adresse inconnue (550 no such user)',
    ]);
    const morts = await banc.moteur.lire(jobsMorts, { limite: 10 });
    assert.ok(
      morts.some(({ erreur }) => erreur === 'adresse inconnue'),
      'agents read the phrase alone',
    );
  });

  it('have at most one waiting of a key', async () => {
    let fois = 0;
    const banc = ouvrir({ menage: { faire: async () => void (fois += 1) } });
    for (let i = 0; i < 3; i++) await banc.moteur.commit([banc.jobs.planifierUnique('menage', 'menage', {})]);
    await banc.jobs.runUntilEmpty();
    assert.equal(fois, 1);
    await banc.moteur.commit([banc.jobs.planifierUnique('menage', 'menage', {})]);
    await banc.jobs.runUntilEmpty();
    assert.equal(fois, 2, 'once it is done, it can be planned again');
  });

  it('plan themselves again under their own key', async () => {
    const banc = ouvrir({
      menage: { faire: async () => async () => [banc.jobs.planifierUnique('menage', 'menage', {}, HEURE)] },
    });
    await banc.moteur.commit([banc.jobs.planifierUnique('menage', 'menage', {})]);
    await banc.jobs.runUntilEmpty();
    assert.deepEqual(await banc.nombres(), { attente: 1 });
  });
});

describe('jobs: the lease', () => {
  it('keeps a running job from another process, until it runs out', async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    const commence = Promise.withResolvers<void>();
    let fois = 0;
    const banc = ouvrir({
      lent: {
        faire: async () => {
          fois += 1;
          commence.resolve();
          if (fois === 1) await promise;
          const rang = fois;
          return async () => [ecrire(noter, { nom: `essai ${rang}`, rang })];
        },
      },
    });
    await banc.planifier('lent');
    const premier = banc.jobs.runUntilEmpty();
    await commence.promise;
    assert.equal(await banc.autre().runUntilEmpty(), 0);

    banc.horloge.avancer(2 * MINUTE);
    assert.equal(await banc.autre().runUntilEmpty(), 1);
    resolve();
    await premier;
    // The first one came back too late: what it did is not written a second time.
    assert.deepEqual(await banc.faits(), [{ nom: 'essai 2', rang: 2 }]);
    assert.deepEqual(await banc.nombres(), {});
  });

  it('gives the same job again after a crash between the act and its commit', async () => {
    const ids: string[] = [];
    let coupe = true;
    const banc = ouvrir({ envoi: { faire: async (_donnees, job) => void ids.push(job.id) } }, (moteur) => ({
      lire: (requete_, p) => moteur.lire(requete_, p),
      lireUn: (requete_, p) => moteur.lireUn(requete_, p),
      octets: () => moteur.octets(),
      assainir: () => moteur.assainir(),
      copier: (chemin) => moteur.copier(chemin),
      fermer: () => moteur.fermer(),
      commit: (liste) => {
        // The machine stops right after the act: its end is never written.
        if (ids.length === 1 && coupe) return Promise.reject(new Error('power cut'));
        return moteur.commit(liste);
      },
    }));
    await banc.planifier('envoi');
    await assert.rejects(banc.jobs.runUntilEmpty(), /power cut/);
    coupe = false;
    banc.horloge.avancer(2 * MINUTE);
    await banc.autre().runUntilEmpty();
    assert.equal(ids.length, 2);
    assert.equal(ids[0], ids[1]);
    assert.deepEqual(await banc.nombres(), {});
  });

  it('builds what follows again when a guard misses, without doing the act again', async () => {
    let actes = 0;
    let suites = 0;
    const banc = ouvrir({
      envoi: {
        faire: async () => {
          actes += 1;
          return async () => {
            suites += 1;
            const [compteur] = await banc.moteur.lire(faits, {});
            // Somebody is faster, the first two times.
            if (suites < 3) await banc.moteur.commit([ecrire(monter, { nom: 'compteur' })]);
            return [garder(avancer, compteur!)];
          };
        },
      },
    });
    await banc.moteur.commit([ecrire(noter, { nom: 'compteur', rang: 0 })]);
    await banc.planifier('envoi');
    await banc.jobs.runUntilEmpty();
    assert.equal(actes, 1);
    assert.equal(suites, 3);
    assert.deepEqual(await banc.faits(), [{ nom: 'compteur', rang: 3 }]);
  });
});

describe('jobs: by themselves', () => {
  it('start when woken, and stopping waits for what runs and takes nothing more', async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    const commence = Promise.withResolvers<void>();
    let finis = 0;
    const banc = ouvrir({
      lent: {
        faire: async () => {
          commence.resolve();
          await promise;
          finis += 1;
        },
      },
    });
    await banc.planifier('lent');
    banc.jobs.reveiller();
    await commence.promise;
    await banc.planifier('lent');
    banc.jobs.reveiller();
    let arrete = false;
    const arret = banc.jobs.arreter().then(() => (arrete = true));
    await banc.moteur.commit([]);
    assert.equal(arrete, false);
    resolve();
    await arret;
    assert.equal(finis, 1);
    assert.deepEqual(await banc.nombres(), { attente: 1 });
    banc.jobs.reveiller();
    await banc.moteur.commit([]);
    assert.equal(finis, 1);
  });
});
