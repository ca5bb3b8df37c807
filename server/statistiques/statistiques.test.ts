import assert from 'node:assert/strict';
import { describe, it, test } from 'node:test';
import { Temporal } from 'temporal-polyfill';
import { DemandeAgent } from '#contract/schemas/agent.ts';
import { Statistiques } from '#contract/schemas/statistiques.ts';
import { lire, lireProbleme, ouvrirBanc, type Banc } from '../../test/serveur/banc.ts';
import type { Poste } from '../../test/serveur/poste.ts';
import { acte, voirie } from '../../test/serveur/reponses.ts';
import { JOUR } from '../socle/horloge/horloge.ts';
import { centile } from './chiffrer.ts';
import { celluleDe } from './compter.ts';
import { periodePublique } from './publier.ts';

const CHEF = 'chef@port-aubier.example';
const chiffres = async (banc: Banc, poste: Poste, requete = ''): Promise<Statistiques> =>
  lire(Statistiques, await banc.get(`agent/statistiques${requete}`, { poste }));

async function changer(banc: Banc, poste: Poste, numero: string, modification: object): Promise<void> {
  const { ligne } = await lire(DemandeAgent, await banc.get(`agent/demandes/${numero}`, { poste }));
  const corps = { version: ligne.version, ...modification };
  await lire(DemandeAgent, await banc.appel('PATCH', `agent/demandes/${numero}`, { corps, poste }));
}

/** Moves the clock to an instant (UTC), and does what is due. */
async function aller(banc: Banc, instant: string): Promise<void> {
  banc.horloge.avancer(Date.parse(instant) - banc.horloge.maintenant());
  await banc.jobs();
}

describe('figures of the town', () => {
  it('follow every change of a request, there and back', async () => {
    await using banc = await ouvrirBanc();
    const poste = await banc.connecter(CHEF);
    const { numero } = await banc.deposer('acte-naissance', acte());
    await banc.deposer('signaler-voirie', voirie());
    const tete = async () => {
      const { recues, repondues, aTemps, horsDelai, retirees, mediane } = (await chiffres(banc, poste)).total;
      return [recues, repondues, aTemps, horsDelai, retirees, mediane];
    };
    assert.deepEqual(await tete(), [2, 0, 0, 0, 0, null]);
    banc.horloge.avancer(3 * JOUR);
    const session = await banc.connecter(CHEF);
    await changer(banc, session, numero, { statut: 'traitee' });
    const apres = async () => {
      const { recues, repondues, aTemps, retirees, mediane } = (await chiffres(banc, session)).total;
      return [recues, repondues, aTemps, retirees, mediane];
    };
    assert.deepEqual(await apres(), [2, 1, 1, 0, 3]);
    await changer(banc, session, numero, { statut: 'en-cours' });
    assert.deepEqual(await apres(), [2, 0, 0, 0, null], 'taken up again, it is not answered');
    await changer(banc, session, numero, { service: 'accueil' });
    const { parService } = await chiffres(banc, session);
    assert.deepEqual(
      parService.map(({ code, chiffres: { recues } }) => [code, recues]),
      [
        ['accueil', 1],
        ['voirie', 1],
      ],
    );
  });

  it('are those of before when a change is taken back, whatever the change', async () => {
    await using banc = await ouvrirBanc();
    const { numero } = await banc.deposer('acte-naissance', acte());
    banc.horloge.avancer(3 * JOUR);
    let poste = await banc.connecter(CHEF);
    const total = async () => {
      const { recues, repondues, aTemps, horsDelai, mediane } = (await chiffres(banc, poste)).total;
      return [recues, repondues, aTemps, horsDelai, mediane];
    };
    const annuler = async () => {
      const { ligne } = await lire(DemandeAgent, await banc.get(`agent/demandes/${numero}`, { poste }));
      const chemin = `agent/demandes/${numero}/annulation`;
      await lire(DemandeAgent, await banc.post(chemin, { version: ligne.version }, { poste }));
    };
    await changer(banc, poste, numero, { statut: 'traitee' });
    await annuler();
    assert.deepEqual(await total(), [1, 0, 0, 0, null], 'an answer that was taken back');

    await changer(banc, poste, numero, { statut: 'traitee' });
    const repondue = await total();
    assert.deepEqual(repondue, [1, 1, 1, 0, 3]);
    // Months later somebody opens it by mistake, and takes that back at once.
    await banc.apresLaMinute();
    await aller(banc, '2027-04-01T08:00:00Z');
    poste = await banc.connecter(CHEF);
    await changer(banc, poste, numero, { statut: 'en-cours' });
    assert.deepEqual(await total(), [1, 0, 0, 0, null]);
    await annuler();
    assert.deepEqual(await total(), repondue, 'it was answered in three days, and in time');
  });

  it('of a request answered in time, reopened and answered again: in time, in all the days it took', async () => {
    await using banc = await ouvrirBanc();
    const { numero } = await banc.deposer('acte-naissance', acte());
    banc.horloge.avancer(3 * JOUR);
    let poste = await banc.connecter(CHEF);
    await changer(banc, poste, numero, { statut: 'traitee' });
    await banc.apresLaMinute();
    await aller(banc, '2027-03-02T09:30:00Z');
    poste = await banc.connecter(CHEF);
    await changer(banc, poste, numero, { statut: 'en-cours' });
    await banc.apresLaMinute();
    await changer(banc, poste, numero, { statut: 'traitee' });
    const { repondues, aTemps, horsDelai, mediane } = (await chiffres(banc, poste)).total;
    assert.deepEqual([repondues, aTemps, horsDelai, mediane], [1, 1, 0, 100]);
  });

  it('of a transfer to another administration: neither answered nor late here', async () => {
    await using banc = await ouvrirBanc();
    const { numero } = await banc.deposer('acte-naissance', acte());
    let poste = await banc.connecter(CHEF);
    const { ligne } = await lire(DemandeAgent, await banc.get(`agent/demandes/${numero}`, { poste }));
    const decision = {
      version: ligne.version,
      sens: 'transmission',
      texte: 'Cet acte est gardé à Caen.',
      organisme: 'Mairie de Caen',
      competente: true,
    };
    await lire(DemandeAgent, await banc.post(`agent/demandes/${numero}/decisions`, decision, { poste }));
    await banc.apresLaMinute();
    await aller(banc, '2027-05-01T08:00:00Z');
    poste = await banc.connecter(CHEF);
    const { recues, repondues, horsDelai } = (await chiffres(banc, poste)).total;
    assert.deepEqual([recues, repondues, horsDelai], [1, 0, 0]);
  });

  it('counts a withdrawal apart, and each channel, démarche and month', async () => {
    await using banc = await ouvrirBanc();
    const { numero, code } = await banc.deposer('acte-naissance', acte());
    assert.equal((await banc.post(`demandes/${numero}/retrait`, {}, { code })).status, 200);
    banc.horloge.avancer(15 * JOUR);
    const poste = await banc.connecter(CHEF);
    const saisie = {
      demarche: 'signaler-voirie',
      version: 1,
      reponses: voirie(),
      canal: 'telephone',
      recueLe: '2026-10-31',
    };
    assert.equal((await banc.post('agent/demandes', saisie, { poste })).status, 201);
    const { total, parMois, parCanal, parDemarche, de, a } = await chiffres(banc, poste);
    assert.deepEqual([de, a, parMois.length], ['2026-01', '2026-12', 12]);
    assert.deepEqual([total.recues, total.retirees, total.repondues], [2, 1, 0]);
    assert.deepEqual(
      parMois.filter(({ chiffres: c }) => c.recues).map(({ code: mois, libelle }) => [mois, libelle]),
      [
        ['2026-10', 'octobre 2026'],
        ['2026-11', 'novembre 2026'],
      ],
    );
    assert.deepEqual(parCanal.map(({ libelle }) => libelle).toSorted(), ['En ligne', 'Par téléphone']);
    assert.deepEqual(parDemarche.map(({ code: c }) => c).toSorted(), ['acte-naissance', 'signaler-voirie']);
    const filtrees = await chiffres(banc, poste, '?canal=telephone&de=2026-10&a=2026-10');
    assert.deepEqual([filtrees.total.recues, filtrees.parMois.length], [1, 1]);
  });

  it('shows an agent the services he works for, and nobody else anything', async () => {
    await using banc = await ouvrirBanc();
    await banc.deposer('signaler-voirie', voirie());
    const poste = await banc.connecter('agent@port-aubier.example');
    const { total, parService } = await chiffres(banc, poste);
    assert.deepEqual([total.recues, parService], [0, []]);
    assert.equal((await chiffres(banc, poste, '?service=voirie')).total.recues, 0);
    await lireProbleme(await banc.get('agent/statistiques'), 401, 'session-requise');
    await lireProbleme(
      await banc.get('agent/statistiques?de=2026-12&a=2026-01', { poste }),
      422,
      'saisie-invalide',
    );
    await lireProbleme(await banc.get('agent/statistiques?de=2026', { poste }), 422, 'saisie-invalide');
  });

  it('publishes nothing unless the town says so, and then whole months with small numbers hidden', async () => {
    await using prive = await ouvrirBanc({
      adapter: (lu) => ({ ...lu, commune: { ...lu.commune, statistiquesPubliques: false } }),
    });
    await lireProbleme(await prive.get('statistiques'), 404, 'chiffres-non-publies');

    await using banc = await ouvrirBanc({
      adapter: (lu) => ({ ...lu, commune: { ...lu.commune, statistiquesPubliques: true } }),
    });
    for (let i = 0; i < 6; i++) await banc.deposer('acte-naissance', acte());
    await banc.deposer('signaler-voirie', voirie());
    const maintenant = await lire(Statistiques, await banc.get('statistiques'));
    assert.deepEqual([maintenant.de, maintenant.a], ['2026-01', '2026-06']);
    assert.deepEqual([maintenant.total.recues, maintenant.publiques], [0, true]);
    // The half-year of November is published two months after its end.
    await aller(banc, '2027-02-28T22:00:00Z');
    assert.equal((await lire(Statistiques, await banc.get('statistiques'))).de, '2026-01');
    await aller(banc, '2027-03-01T00:00:00Z');
    const ensuite = await lire(Statistiques, await banc.get('statistiques'));
    assert.deepEqual([ensuite.de, ensuite.a, ensuite.parMois.length], ['2026-07', '2026-12', 6]);
    assert.equal(ensuite.total.recues, 7);
    assert.deepEqual(
      ensuite.parDemarche.map(({ code, chiffres: { recues } }) => [code, recues]),
      [
        ['acte-naissance', null],
        ['signaler-voirie', null],
      ],
    );
  });

  it('publishes a period once: what comes after changes no word of it, so nothing is learnt by comparing', async () => {
    await using banc = await ouvrirBanc({
      adapter: (lu) => ({ ...lu, commune: { ...lu.commune, statistiquesPubliques: true } }),
    });
    const numeros: string[] = [];
    for (let i = 0; i < 8; i++) numeros.push((await banc.deposer('acte-naissance', acte())).numero);
    await aller(banc, '2027-03-02T08:00:00Z');
    const lues = async () => lire(Statistiques, await banc.get('statistiques'));
    const avant = await lues();
    assert.equal(avant.total.recues, 8);
    const poste = await banc.connecter(CHEF);
    await changer(banc, poste, numeros[0]!, { statut: 'traitee' });
    await changer(banc, poste, numeros[1]!, { service: 'accueil' });
    banc.horloge.avancer(JOUR);
    assert.deepEqual(await lues(), avant);
    // Another process, or the next start, reads the same; so does the export.
    await banc.registre.fermer();
    assert.deepEqual(await lues(), avant);
    const csv = await (await banc.get('statistiques?format=csv')).text();
    for (const { chiffres: c } of [...avant.parService, ...avant.parDemarche])
      assert.equal(c.recues, 8, 'one service and one démarche: nothing small, nothing hidden');
    assert.match(csv, /\ntotal;;2026-07 à 2026-12;8;/);
  });

  it('exports a table that a spreadsheet opens', async () => {
    await using banc = await ouvrirBanc({
      adapter: (lu) => {
        const copie = structuredClone(lu);
        copie.demarches.find(({ code }) => code === 'signaler-voirie')!.titre = '=SOMME(A1); "trou"';
        return copie;
      },
    });
    await banc.deposer('signaler-voirie', voirie());
    const poste = await banc.connecter(CHEF);
    const reponse = await banc.get('agent/statistiques?format=csv', { poste });
    assert.match(reponse.headers.get('content-type')!, /^text\/csv/);
    assert.match(reponse.headers.get('content-disposition')!, /filename="chiffres-2025-12-2026-11\.csv"/);
    const octets = new Uint8Array(await reponse.arrayBuffer());
    assert.deepEqual([...octets.subarray(0, 3)], [0xef, 0xbb, 0xbf]);
    const texte = new TextDecoder().decode(octets);
    assert.match(texte, /^tableau;code;libellé;reçues;/);
    assert.match(texte, /démarche;signaler-voirie;"'=SOMME\(A1\); ""trou""";1;0;/);
  });
});

test('a request counts in the month of the town, and in time until the last second of its deadline', () => {
  const etat = {
    recue_le: Date.parse('2026-01-31T21:30:00Z'),
    service: 's',
    demarche: 'd',
    canal: 'web' as const,
    statut: 'traitee' as const,
    echeance: '2026-04-01',
    implicite: null,
  };
  const mayotte = (le: string) => {
    const instant = Date.parse(le);
    return celluleDe(etat, { le: instant, premiere: instant, echeance: '2026-04-01' }, 'Indian/Mayotte');
  };
  assert.deepEqual(
    [mayotte('2026-04-01T20:59:59Z').mois, mayotte('2026-04-01T20:59:59Z').delai],
    ['2026-02', 'a-temps'],
  );
  assert.equal(mayotte('2026-04-01T21:00:00Z').delai, 'hors-delai');
  assert.equal(mayotte('2026-02-03T10:00:00Z').jours, 2);
  assert.equal(celluleDe({ ...etat, implicite: 'refus' }, undefined, 'Indian/Mayotte').delai, 'hors-delai');
});

test('half and nine tenths of the answers', () => {
  const jours = (...liste: number[]) => liste.map((j) => ({ jours: j, n: 1 }));
  assert.equal(centile(jours(5, 1, 3), 0.5), 3);
  assert.equal(centile(jours(1, 2, 3, 4, 5, 6, 7, 8, 9, 10), 0.9), 9);
  assert.equal(
    centile(
      [
        { jours: 4, n: 99 },
        { jours: 90, n: 1 },
      ],
      0.9,
    ),
    4,
  );
  assert.equal(centile([], 0.5), null);
});

test('public periods never overlap, whatever the month they are read in', () => {
  const vues = new Map<string, string>();
  const couverts = new Set<string>();
  let mois = Temporal.PlainYearMonth.from('2024-01');
  for (let i = 0; i < 60; i++, mois = mois.add({ months: 1 })) {
    const { de, a } = periodePublique(mois);
    assert.ok(Temporal.PlainYearMonth.from(a).until(mois).months >= 3, 'two whole months have passed since');
    if (vues.get(de) === a) continue;
    assert.ok(!vues.has(de));
    vues.set(de, a);
    for (let m = Temporal.PlainYearMonth.from(de); m.toString() <= a; m = m.add({ months: 1 })) {
      assert.ok(!couverts.has(m.toString()), `${m.toString()} is published twice`);
      couverts.add(m.toString());
    }
  }
  assert.deepEqual([...vues].slice(0, 3), [
    ['2023-01', '2023-06'],
    ['2023-07', '2023-12'],
    ['2024-01', '2024-06'],
  ]);
  assert.equal(couverts.size, 6 * vues.size);
});
