import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Agent, DemandeAgent, PageFile } from '#contract/schemas/agent.ts';
import { lire, lireProbleme, ouvrirBanc, sourceDe } from '../../test/serveur/banc.ts';
import { acte, voirie } from '../../test/serveur/reponses.ts';
import { HEURE, MINUTE, SECONDE } from '../socle/horloge/horloge.ts';

const AGENT = 'agent@port-aubier.example';

describe('signing in', () => {
  it('gives a session that tells who I am, my services and my colleagues', async () => {
    await using banc = await ouvrirBanc();
    const poste = await banc.connecter(AGENT);
    assert.deepEqual([poste.session!.role, poste.session!.finLe], ['agent', '2026-11-22T21:30:00.000Z']);
    const moi = await lire(Agent, await banc.get('agent/moi', { poste }));
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
});

describe('a session', () => {
  const PRIVES = ['agent/moi', 'agent/demandes', 'agent/incidents', 'agent/flux'];

  it('is asked for everywhere behind the door', async () => {
    await using banc = await ouvrirBanc();
    const { numero } = await banc.deposer('acte-naissance', acte());
    const id = '01890000-0000-7000-8000-000000000000';
    const lectures = [...PRIVES, `agent/demandes/${numero}`, `agent/demandes/${numero}/pieces/${id}`];
    const faux = { entetes: { Authorization: `Bearer ${'x'.repeat(43)}` } };
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

  it('ends after an hour without a renewal, or when the agent leaves', async () => {
    await using banc = await ouvrirBanc();
    const poste = await banc.connecter(AGENT);
    const autre = await banc.connecter(AGENT);
    assert.equal((await banc.appel('DELETE', 'agent/sessions/courante', { poste })).status, 204);
    await lireProbleme(await banc.get('agent/moi', { poste }), 401, 'session-finie');
    await lire(Agent, await banc.get('agent/moi', { poste: autre }));
    banc.horloge.avancer(HEURE);
    await lireProbleme(await banc.get('agent/moi', { poste: autre }), 401, 'session-finie');
  });

  it('of an agent removed from the commune’s list opens nothing any more', async () => {
    await using banc = await ouvrirBanc();
    const poste = await banc.connecter(AGENT);
    banc.horloge.avancer(MINUTE);
    await banc.importer(sourceDe('port-aubier'), (lu) => ({
      ...lu,
      commune: { ...lu.commune, agents: lu.commune.agents.filter(({ courriel }) => courriel !== AGENT) },
    }));
    banc.horloge.avancer(3 * SECONDE);
    for (const chemin of PRIVES) {
      await lireProbleme(await banc.get(chemin, { poste }), 401, 'session-finie');
    }
  });

  it('of one commune opens nothing in another', async () => {
    await using banc = await ouvrirBanc({ communes: ['port-aubier', 'anse-vanille'] });
    const poste = await banc.connecter(AGENT);
    await lireProbleme(await banc.get('agent/moi', { poste, slug: 'anse-vanille' }), 401, 'session-finie');
  });
});

describe('an agent sees his services only', () => {
  it('in the queue, in a search, file by file, and for every act', async () => {
    await using banc = await ouvrirBanc();
    const mien = await banc.deposer('acte-naissance', acte());
    const autre = await banc.deposer('signaler-voirie', voirie({ description: 'Kermarrec aussi' }));
    const poste = await banc.connecter(AGENT);
    const numeros = async (suite: string) =>
      (await lire(PageFile, await banc.get(`agent/demandes${suite}`, { poste }))).demandes.map(
        ({ numero }) => numero,
      );
    assert.deepEqual(await numeros(''), [mien.numero]);
    assert.deepEqual(await numeros('?q=kermarrec'), [mien.numero]);
    assert.deepEqual(await numeros(`?q=${autre.numero}`), []);
    await lireProbleme(await banc.get('agent/demandes?service=voirie', { poste }), 403, 'acces-refuse');

    const la = `agent/demandes/${autre.numero}`;
    const id = '01890000-0000-7000-8000-000000000000';
    const corps = { version: 1, statut: 'traitee' };
    for (const refus of [
      await banc.get(la, { poste }),
      await banc.get(`${la}/pieces/${id}`, { poste }),
      await banc.appel('PATCH', la, { corps, poste }),
      await banc.post(`${la}/messages`, { corps: 'x' }, { poste }),
      await banc.post(`${la}/notes`, { corps: 'x' }, { poste }),
    ]) {
      await lireProbleme(refus, 404, 'numero-inconnu');
    }
    const chef = await banc.connecter('chef@port-aubier.example');
    await lire(DemandeAgent, await banc.get(la, { poste: chef }));
  });

  it('and a file of another demande is not served through his own', async () => {
    await using banc = await ouvrirBanc();
    const { pdf } = await import('../socle/fichiers/exemples.test-util.ts');
    const un = await banc.deposer('acte-naissance', acte());
    const deux = await banc.deposer('signaler-voirie', voirie());
    const { id } = await banc.televerser('a.pdf', pdf());
    await banc.post(`demandes/${deux.numero}/messages`, { corps: 'x', pieces: [id] }, { code: deux.code });
    const poste = await banc.connecter(AGENT);
    await lireProbleme(
      await banc.get(`agent/demandes/${un.numero}/pieces/${id}`, { poste }),
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
