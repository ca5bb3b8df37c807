import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Agent, DemandeAgent, PageFile, SessionAgent } from '#contract/schemas/agent.ts';
import { codeRecu, lire, lireProbleme, ouvrirBanc, sourceDe, type Banc } from '../../test/serveur/banc.ts';
import { acte, voirie } from '../../test/serveur/reponses.ts';
import { HEURE, MINUTE, SECONDE } from '../socle/horloge/horloge.ts';
import { ErreurEnvoi } from '../socle/mail/mail.ts';

const AGENT = 'agent@port-aubier.example';
const demander = (banc: Banc, courriel: string) => banc.post('agent/connexion', { courriel });
const entrer = (banc: Banc, code: string, courriel = AGENT) =>
  banc.post('agent/sessions', { courriel, code });
const autreCode = (code: string): string => String((Number(code) + 1) % 1_000_000).padStart(6, '0');

async function recevoirCode(banc: Banc): Promise<string> {
  await demander(banc, AGENT);
  await banc.jobs();
  return codeRecu(banc.boite.recus.at(-1));
}

describe('signing in', () => {
  it('gives a session that tells who I am, my services and my colleagues', async () => {
    await using banc = await ouvrirBanc();
    await demander(banc, ' Agent@Port-Aubier.EXAMPLE'.trim());
    await banc.jobs();
    const code = codeRecu(banc.boite.recus[0]);
    assert.equal(banc.boite.recus[0]!.a, AGENT);
    const session = await lire(SessionAgent, await entrer(banc, code), 201);
    assert.equal(session.expireLe, '2026-11-22T17:30:00.000Z');
    const moi = await lire(Agent, await banc.get('agent/moi', { jeton: session.jeton }));
    assert.deepEqual(moi, session.agent);
    assert.deepEqual(
      moi.services.map(({ code: c }) => c),
      ['etat-civil', 'education', 'accueil'],
    );
    const { config } = await banc.commune();
    assert.deepEqual(
      moi.tousServices.map(({ code: c }) => c).toSorted(),
      config.services.map(({ code: c }) => c).toSorted(),
    );
    assert.deepEqual(
      moi.collegues.map(({ courriel }) => courriel),
      [AGENT, 'chef@port-aubier.example'],
    );
  });

  it('answers an unknown address in the same words, by the same work, and mails nobody', async () => {
    await using banc = await ouvrirBanc();
    const { moteur } = await banc.commune();
    const commit = moteur.commit.bind(moteur);
    const listes: number[] = [];
    moteur.commit = (liste) => (listes.push(liste.length), commit(liste));
    const reponses = [await demander(banc, AGENT), await demander(banc, 'inconnu@exemple.fr')];
    const [connu, inconnu] = await Promise.all(
      reponses.map(async (r) => [r.status, await r.text(), [...r.headers].toSorted()]),
    );
    assert.equal(connu![0], 202);
    assert.deepEqual(connu, inconnu);
    assert.deepEqual(listes, [1, 1]);
    await banc.jobs();
    assert.deepEqual(
      banc.boite.recus.map(({ a }) => a),
      [AGENT],
    );
    await lireProbleme(await entrer(banc, '123456', 'inconnu@exemple.fr'), 403, 'code-faux');
  });

  it('takes five tries, then even the right code is wrong', async () => {
    await using banc = await ouvrirBanc();
    const code = await recevoirCode(banc);
    for (let essai = 1; essai <= 5; essai++) {
      await lireProbleme(await entrer(banc, autreCode(code)), 403, 'code-faux');
    }
    await lireProbleme(await entrer(banc, code), 403, 'code-faux');
    await lire(SessionAgent, await entrer(banc, await recevoirCode(banc)), 201);
  });

  it('the fifth try may be the right one', async () => {
    await using banc = await ouvrirBanc();
    const code = await recevoirCode(banc);
    for (let essai = 1; essai <= 4; essai++) await entrer(banc, autreCode(code));
    await lire(SessionAgent, await entrer(banc, code), 201);
  });

  it('a code lives ten minutes', async () => {
    await using banc = await ouvrirBanc();
    const code = await recevoirCode(banc);
    banc.horloge.avancer(10 * MINUTE);
    await lireProbleme(await entrer(banc, code), 403, 'code-faux');
    const autre = await recevoirCode(banc);
    banc.horloge.avancer(10 * MINUTE - SECONDE);
    await lire(SessionAgent, await entrer(banc, autre), 201);
  });

  it('a code serves once, even twice at once; a newer one replaces it', async () => {
    await using banc = await ouvrirBanc();
    const code = await recevoirCode(banc);
    const deux = await Promise.all([entrer(banc, code), entrer(banc, code)]);
    assert.deepEqual(deux.map(({ status }) => status).toSorted(), [201, 403]);
    await lireProbleme(await entrer(banc, code), 403, 'code-faux');
    const ancien = await recevoirCode(banc);
    const nouveau = await recevoirCode(banc);
    if (ancien !== nouveau) await lireProbleme(await entrer(banc, ancien), 403, 'code-faux');
    await lire(SessionAgent, await entrer(banc, nouveau), 201);
  });

  it('a code is never in the database in clear', async () => {
    await using banc = await ouvrirBanc();
    const code = await recevoirCode(banc);
    const { default: Database } = await import('better-sqlite3');
    const db = new Database(`${banc.dossier}/communes/port-aubier/commune.db`, { readonly: true });
    const contenu = JSON.stringify([
      db.prepare('select * from code_connexion').all(),
      db.prepare('select * from job').all(),
    ]);
    db.close();
    assert.ok(contenu.includes(AGENT) && !contenu.includes(code));
  });

  it('stops mailing a code that came too late to serve', async () => {
    await using banc = await ouvrirBanc();
    await demander(banc, AGENT);
    banc.horloge.avancer(11 * MINUTE);
    await banc.jobs();
    assert.equal(banc.boite.recus.length, 0);
  });

  it('brakes by address, for codes asked and for codes tried', async () => {
    await using banc = await ouvrirBanc({ limites: { connexions: { points: 3, secondes: 600 } } });
    for (let i = 0; i < 3; i++) assert.equal((await demander(banc, `a${i}@exemple.fr`)).status, 202);
    const refus = await demander(banc, 'b@exemple.fr');
    assert.ok(Number(refus.headers.get('Retry-After')) > 0);
    await lireProbleme(refus, 429, 'trop-de-tentatives');
    for (let i = 0; i < 3; i++) assert.equal((await entrer(banc, '000000')).status, 403);
    await lireProbleme(await entrer(banc, '000000'), 429, 'trop-de-tentatives');
  });

  it('a mail that is refused is an incident', async () => {
    await using banc = await ouvrirBanc();
    const jeton = await banc.connecter('chef@port-aubier.example');
    banc.boite.panne = () => new ErreurEnvoi('Refusé.', { definitif: true });
    await demander(banc, AGENT);
    await banc.jobs();
    const { incidents } = (await (await banc.get('agent/incidents', { jeton })).json()) as {
      incidents: object[];
    };
    assert.equal(incidents.length, 1);
    assert.match(JSON.stringify(incidents), /"code-connexion".*Refusé\./);
  });
});

describe('a session', () => {
  const PRIVES = ['agent/moi', 'agent/demandes', 'agent/incidents', 'agent/flux'];

  it('is asked for everywhere behind the door', async () => {
    await using banc = await ouvrirBanc();
    const { numero } = await banc.deposer('acte-naissance', acte());
    const id = '01890000-0000-7000-8000-000000000000';
    const lectures = [...PRIVES, `agent/demandes/${numero}`, `agent/demandes/${numero}/pieces/${id}`];
    const faux = { jeton: 'x'.repeat(43) };
    for (const chemin of lectures) {
      await lireProbleme(await banc.get(chemin), 401, 'session-requise');
      await lireProbleme(await banc.get(chemin, faux), 401, 'session-requise');
    }
    for (const chemin of [
      'agent/demandes',
      `agent/demandes/${numero}/messages`,
      `agent/demandes/${numero}/notes`,
      `agent/incidents/${id}/relance`,
    ]) {
      await lireProbleme(await banc.post(chemin, {}), 401, 'session-requise');
    }
    const corps = { version: 1, statut: 'traitee' };
    await lireProbleme(
      await banc.appel('PATCH', `agent/demandes/${numero}`, { corps }),
      401,
      'session-requise',
    );
    await lireProbleme(await banc.appel('DELETE', 'agent/sessions/courante'), 401, 'session-requise');
  });

  it('ends after eight hours, or when the agent leaves', async () => {
    await using banc = await ouvrirBanc();
    const jeton = await banc.connecter(AGENT);
    const autre = await banc.connecter(AGENT);
    assert.equal((await banc.appel('DELETE', 'agent/sessions/courante', { jeton })).status, 204);
    await lireProbleme(await banc.get('agent/moi', { jeton }), 401, 'session-requise');
    banc.horloge.avancer(8 * HEURE - SECONDE);
    await lire(Agent, await banc.get('agent/moi', { jeton: autre }));
    banc.horloge.avancer(SECONDE);
    await lireProbleme(await banc.get('agent/moi', { jeton: autre }), 401, 'session-requise');
  });

  it('of an agent removed from the commune’s list opens nothing any more', async () => {
    await using banc = await ouvrirBanc();
    const jeton = await banc.connecter(AGENT);
    banc.horloge.avancer(MINUTE);
    await banc.importer(sourceDe('port-aubier'), (lu) => ({
      ...lu,
      commune: { ...lu.commune, agents: lu.commune.agents.filter(({ courriel }) => courriel !== AGENT) },
    }));
    banc.horloge.avancer(3 * SECONDE);
    for (const chemin of PRIVES) {
      await lireProbleme(await banc.get(chemin, { jeton }), 401, 'session-requise');
    }
  });

  it('of one commune opens nothing in another', async () => {
    await using banc = await ouvrirBanc({ communes: ['port-aubier', 'anse-vanille'] });
    const jeton = await banc.connecter(AGENT);
    await lireProbleme(await banc.get('agent/moi', { jeton, slug: 'anse-vanille' }), 401, 'session-requise');
  });
});

describe('an agent sees his services only', () => {
  it('in the queue, in a search, file by file, and for every act', async () => {
    await using banc = await ouvrirBanc();
    const mien = await banc.deposer('acte-naissance', acte());
    const autre = await banc.deposer('signaler-voirie', voirie({ description: 'Kermarrec aussi' }));
    const jeton = await banc.connecter(AGENT);
    const numeros = async (suite: string) =>
      (await lire(PageFile, await banc.get(`agent/demandes${suite}`, { jeton }))).demandes.map(
        ({ numero }) => numero,
      );
    assert.deepEqual(await numeros(''), [mien.numero]);
    assert.deepEqual(await numeros('?q=kermarrec'), [mien.numero]);
    assert.deepEqual(await numeros(`?q=${autre.numero}`), []);
    await lireProbleme(await banc.get('agent/demandes?service=voirie', { jeton }), 403, 'acces-refuse');

    const la = `agent/demandes/${autre.numero}`;
    const id = '01890000-0000-7000-8000-000000000000';
    const corps = { version: 1, statut: 'traitee' };
    for (const refus of [
      await banc.get(la, { jeton }),
      await banc.get(`${la}/pieces/${id}`, { jeton }),
      await banc.appel('PATCH', la, { corps, jeton }),
      await banc.post(`${la}/messages`, { corps: 'x' }, { jeton }),
      await banc.post(`${la}/notes`, { corps: 'x' }, { jeton }),
    ]) {
      await lireProbleme(refus, 404, 'numero-inconnu');
    }
    const chef = await banc.connecter('chef@port-aubier.example');
    await lire(DemandeAgent, await banc.get(la, { jeton: chef }));
  });

  it('and a file of another demande is not served through his own', async () => {
    await using banc = await ouvrirBanc();
    const { pdf } = await import('../socle/fichiers/exemples.test-util.ts');
    const un = await banc.deposer('acte-naissance', acte());
    const deux = await banc.deposer('signaler-voirie', voirie());
    const { id } = await banc.televerser('a.pdf', pdf());
    await banc.post(`demandes/${deux.numero}/messages`, { corps: 'x', pieces: [id] }, { code: deux.code });
    const jeton = await banc.connecter(AGENT);
    await lireProbleme(
      await banc.get(`agent/demandes/${un.numero}/pieces/${id}`, { jeton }),
      404,
      'introuvable',
    );
    await lireProbleme(
      await banc.get(`demandes/${un.numero}/pieces/${id}`, { code: un.code }),
      404,
      'introuvable',
    );
  });
});
