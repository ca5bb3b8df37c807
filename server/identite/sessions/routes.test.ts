import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { MesSessions, Session } from '#contract/schemas/session.ts';
import { lire, lireProbleme, ouvrirBanc, type Banc } from '../../../test/serveur/banc.ts';
import { AIDANT, avecAidant, entrer, LOU } from '../../../test/serveur/entrer.ts';
import { Poste } from '../../../test/serveur/poste.ts';
import { HEURE, JOUR, MINUTE, SECONDE } from '../../socle/horloge/horloge.ts';
import { nommerAppareil } from './appareil.ts';

const FIREFOX = 'Mozilla/5.0 (Android 15; Mobile; rv:145.0) Gecko/145.0 Firefox/145.0';
const lister = async (banc: Banc, poste: Poste, role = 'usager') =>
  (await lire(MesSessions, await banc.get(`${role}/sessions`, { poste }))).sessions;
const renouveler = (banc: Banc, poste: Poste, jeton = poste.session!.rafraichissement, role = 'usager') =>
  banc.post(`${role}/sessions/renouvellement`, { rafraichissement: jeton }, { poste });
const finie = async (banc: Banc, poste: Poste, role = 'usager') =>
  lireProbleme(await banc.get(`${role}/sessions`, { poste }), 401, 'session-finie');

describe('my sessions', () => {
  it('are listed, the newest first, by device, and nothing more of it is kept', async () => {
    await using banc = await ouvrirBanc();
    const tel = await entrer(banc, LOU, { agent: FIREFOX, rester: true });
    banc.horloge.avancer(MINUTE);
    const poste = await entrer(banc);
    await entrer(banc, 'autre@exemple.fr');
    const [une, deux, ...autres] = await lister(banc, poste);
    assert.deepEqual(autres, []);
    assert.deepEqual(
      [une!.courante, une!.appareil, deux!.courante, deux!.appareil, deux!.rester, deux!.moyen],
      [true, 'Appareil inconnu', false, 'Firefox sur Android', true, 'courriel'],
    );
    assert.equal(deux!.vueLe, '2026-11-22T09:30:00.000Z');
    tel.session = await lire(Session, await renouveler(banc, tel));
    assert.equal((await lister(banc, poste))[1]!.vueLe, '2026-11-22T09:31:00.000Z');
  });

  it('end here, on one device, or everywhere', async () => {
    await using banc = await ouvrirBanc();
    const [a, b, c, d] = await Promise.all(
      // One after the other: each needs the last code.
      await [1, 2, 3, 4].reduce<Promise<Poste[]>>(
        async (avant) => [...(await avant), await entrer(banc)],
        Promise.resolve([]),
      ),
    );
    const autre = await entrer(banc, 'autre@exemple.fr');
    assert.equal((await banc.appel('DELETE', 'usager/sessions/courante', { poste: a! })).status, 204);
    await finie(banc, a!);
    await lireProbleme(await renouveler(banc, a!), 401, 'session-finie');
    const chemin = `usager/sessions/${b!.session!.id}`;
    await lireProbleme(await banc.appel('DELETE', chemin, { poste: autre }), 404, 'introuvable');
    assert.equal((await lister(banc, b!)).length, 3);
    assert.equal((await banc.appel('DELETE', chemin, { poste: c! })).status, 204);
    await finie(banc, b!);
    await lireProbleme(await banc.appel('DELETE', chemin, { poste: c! }), 404, 'introuvable');
    assert.equal((await banc.appel('DELETE', 'usager/sessions', { poste: c! })).status, 204);
    await finie(banc, c!);
    await finie(banc, d!);
    assert.equal((await lister(banc, autre)).length, 1);
  });

  it('of one role open nothing of another', async () => {
    await using banc = await ouvrirBanc({ adapter: avecAidant });
    const aidant = await entrer(banc, AIDANT, { role: 'aidant' });
    const usager = await entrer(banc);
    await finie(banc, aidant, 'usager');
    await finie(banc, usager, 'aidant');
    const { rafraichissement } = aidant.session!;
    await lireProbleme(await renouveler(banc, aidant, rafraichissement, 'usager'), 401, 'session-finie');
    // The wrong door changes nothing.
    await lire(Session, await renouveler(banc, aidant, rafraichissement, 'aidant'));
    for (const chemin of ['usager/moi', 'usager/demandes', 'agent/moi']) {
      assert.equal((await banc.get(chemin, { poste: aidant })).status, 401, chemin);
    }
    await lireProbleme(
      await banc.appel('DELETE', `aidant/sessions/${usager.session!.id}`, { poste: aidant }),
      404,
      'introuvable',
    );
    assert.equal((await lister(banc, usager)).length, 1);
  });

  it('of one commune open nothing in another', async () => {
    await using banc = await ouvrirBanc({ communes: ['port-aubier', 'anse-vanille'] });
    const poste = await entrer(banc);
    const la = { poste, slug: 'anse-vanille' as const };
    await lireProbleme(await banc.get('usager/moi', la), 401, 'session-finie');
    const corps = { rafraichissement: poste.session!.rafraichissement };
    await lireProbleme(await banc.post('usager/sessions/renouvellement', corps, la), 401, 'session-finie');
    assert.equal((await lister(banc, poste)).length, 1);
  });

  it('are never answered into a cache', async () => {
    await using banc = await ouvrirBanc();
    const poste = await entrer(banc);
    for (const reponse of [
      await banc.get('usager/sessions', { poste }),
      await renouveler(banc, poste),
      await banc.get('usager/moi', { poste }),
      await banc.post('usager/sessions', { courriel: LOU, code: '000000' }, { poste }),
    ]) {
      assert.equal(reponse.headers.get('Cache-Control'), 'no-store', String(reponse.status));
    }
  });
});

describe('a token', () => {
  it('stolen and played again ends the session; without its key, too', async () => {
    await using banc = await ouvrirBanc();
    const poste = await entrer(banc);
    const vole = poste.session!.rafraichissement;
    poste.session = await lire(Session, await renouveler(banc, poste));
    banc.horloge.avancer(31 * SECONDE);
    await lireProbleme(await renouveler(banc, poste, vole), 401, 'session-finie');
    await finie(banc, poste);

    const autre = await entrer(banc);
    const voleur = await Poste.nouveau(banc.horloge);
    await lireProbleme(await renouveler(banc, voleur, autre.session!.rafraichissement), 401, 'session-finie');
    await finie(banc, autre);
    await lireProbleme(await renouveler(banc, voleur, 'x'.repeat(80)), 401, 'session-finie');
  });

  it('lost on a bad network, or asked by two tabs at once, is given again', async () => {
    await using banc = await ouvrirBanc();
    const poste = await entrer(banc);
    const [a, b] = await Promise.all([renouveler(banc, poste), renouveler(banc, poste)]);
    const sessions = [await lire(Session, a), await lire(Session, b)];
    assert.equal(sessions[0]!.rafraichissement, sessions[1]!.rafraichissement);
    assert.equal((await lister(banc, poste)).length, 1);
  });

  it('lives as long as its session: an hour unused, thirty days for who stays in', async () => {
    await using banc = await ouvrirBanc({ adapter: avecAidant });
    const [bref, long] = [await entrer(banc), await entrer(banc, LOU, { rester: true })];
    const aidant = await entrer(banc, AIDANT, { role: 'aidant', rester: true });
    banc.horloge.avancer(20 * MINUTE);
    await lireProbleme(
      await renouveler(banc, aidant, aidant.session!.rafraichissement, 'aidant'),
      401,
      'session-finie',
    );
    banc.horloge.avancer(HEURE);
    await lireProbleme(await renouveler(banc, bref), 401, 'session-finie');
    banc.horloge.avancer(29 * JOUR);
    long.session = await lire(Session, await renouveler(banc, long));
    banc.horloge.avancer(30 * JOUR);
    await lireProbleme(await renouveler(banc, long), 401, 'session-finie');
  });
});

describe('the same routes for agents', () => {
  it('mail a code to those of the list, and open a session of theirs, never for long', async () => {
    await using banc = await ouvrirBanc();
    const courriel = 'agent@port-aubier.example';
    assert.equal((await banc.post('agent/connexion', { courriel: LOU })).status, 202);
    const poste = await entrer(banc, courriel, { role: 'agent', rester: true });
    assert.deepEqual(
      banc.boite.recus.map(({ a }) => a),
      [courriel],
    );
    assert.deepEqual([poste.session!.role, poste.session!.rester], ['agent', false]);
    assert.equal((await lister(banc, poste, 'agent')).length, 1);
    await finie(banc, poste);
    assert.equal((await banc.appel('DELETE', 'agent/sessions/courante', { poste })).status, 204);
    await finie(banc, poste, 'agent');
  });
});

it('a device is named by its browser and its system', () => {
  const WEBKIT = 'AppleWebKit/537.36 (KHTML, like Gecko)';
  for (const [agent, nom] of [
    [FIREFOX, 'Firefox sur Android'],
    [
      `Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${WEBKIT} Chrome/142.0.0.0 Safari/537.36`,
      'Chrome sur Windows',
    ],
    [
      `Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${WEBKIT} Chrome/142.0.0.0 Safari/537.36 Edg/142.0.0.0`,
      'Edge sur Windows',
    ],
    [
      'Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 Mobile/15E148 Safari/604.1',
      'Safari sur iPhone',
    ],
    [
      'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 Safari/605.1.15',
      'Safari sur Mac',
    ],
    [
      `Mozilla/5.0 (Linux; Android 14; SAMSUNG SM-A546B) ${WEBKIT} SamsungBrowser/28.0 Chrome/130.0.0.0 Mobile Safari/537.36`,
      'Samsung Internet sur Android',
    ],
    ['Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0', 'Firefox sur Linux'],
    ['<script>alert(1)</script>', 'Appareil inconnu'],
    ['curl/8.5 Linux', 'Navigateur sur Linux'],
  ] as const) {
    assert.equal(nommerAppareil(agent), nom);
  }
  assert.equal(nommerAppareil(), 'Appareil inconnu');
});
