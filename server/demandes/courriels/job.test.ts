import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { DemandeAgent } from '#contract/schemas/agent.ts';
import { lire, ouvrirBanc, type Banc } from '../../../test/serveur/banc.ts';
import { acte } from '../../../test/serveur/reponses.ts';
import { MINUTE } from '../../socle/horloge/horloge.ts';

const types = async (banc: Banc, numero: string) => {
  const poste = await banc.connecter('agent@port-aubier.example');
  const { evenements } = await lire(DemandeAgent, await banc.get(`agent/demandes/${numero}`, { poste }));
  return evenements.map(({ type }) => type);
};

describe('the mail of a demande', () => {
  it('leaves once when somebody writes in the file while it is being sent', async () => {
    await using banc = await ouvrirBanc();
    const { numero, code } = await banc.deposer('acte-naissance', acte());
    const { moteur } = await banc.commune();
    const commit = moteur.commit.bind(moteur);
    let essais = 0;
    moteur.commit = async (liste) => {
      // The mail has left and its event is ready: somebody is faster, twice.
      if (banc.boite.recus.length === 1 && liste.length === 3 && essais++ < 2) {
        const faite = moteur.commit;
        moteur.commit = commit;
        await banc.post(`demandes/${numero}/messages`, { corps: 'Un mot' }, { code });
        moteur.commit = faite;
      }
      return commit(liste);
    };
    await banc.jobs();
    assert.equal(essais, 3);
    assert.equal(banc.boite.recus.length, 1);
    assert.deepEqual(await types(banc, numero), ['depot', 'message', 'message', 'courriel']);
  });

  it('is the same mail, by its id, when the server died before it wrote that it was sent', async () => {
    await using banc = await ouvrirBanc();
    const { numero } = await banc.deposer('acte-naissance', acte());
    const { moteur } = await banc.commune();
    const commit = moteur.commit.bind(moteur);
    moteur.commit = (liste) =>
      banc.boite.recus.length === 1 ? Promise.reject(new Error('power cut')) : commit(liste);
    await assert.rejects(banc.jobs(), /power cut/);
    moteur.commit = commit;
    banc.horloge.avancer(2 * MINUTE);
    await banc.jobs();
    const [un, deux] = banc.boite.recus;
    assert.equal(banc.boite.recus.length, 2);
    assert.deepEqual(un, deux);
    assert.deepEqual(await types(banc, numero), ['depot', 'courriel']);
  });
});
