import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { describe, it } from 'node:test';
import { DemandeDeposee, Evenement, Televersement } from '#contract/schemas/demande.ts';
import { PageFile } from '#contract/schemas/agent.ts';
import { lire, lireProbleme, ouvrirBanc, type Banc } from '../../../test/serveur/banc.ts';
import type { Poste } from '../../../test/serveur/poste.ts';
import { acte, voirie } from '../../../test/serveur/reponses.ts';
import { pdf } from '../fichiers/exemples.test-util.ts';
import { JOUR } from '../horloge/horloge.ts';

const corps = { demarche: 'acte-naissance', version: 1, reponses: acte() };
const nombreDeDemandes = async (banc: Banc, poste: Poste) =>
  (await lire(PageFile, await banc.get('agent/demandes?limite=100', { poste }))).demandes.length;

describe('Idempotency-Key', () => {
  for (const clics of [2, 20]) {
    it(`${clics} clicks in one turn make one demande and get one answer, code included`, async () => {
      await using banc = await ouvrirBanc();
      const cle = randomUUID();
      const reponses = await Promise.all(
        Array.from({ length: clics }, () => banc.post('demandes', corps, { cle })),
      );
      const accuses = await Promise.all(reponses.map((reponse) => lire(DemandeDeposee, reponse, 201)));
      for (const accuse of accuses) assert.deepEqual(accuse, accuses[0]);
      await banc.jobs();
      assert.equal(banc.boite.recus.length, 1, 'one receipt');
      const poste = await banc.connecter('agent@port-aubier.example');
      assert.equal(await nombreDeDemandes(banc, poste), 1);
    });
  }

  it('gives the answer that was lost, even a day later and after the file moved on', async () => {
    await using banc = await ouvrirBanc();
    const cle = randomUUID();
    const perdue = await lire(DemandeDeposee, await banc.post('demandes', corps, { cle }), 201);
    await banc.post(`demandes/${perdue.numero}/messages`, { corps: 'Bonjour' }, { code: perdue.code });
    banc.horloge.avancer(JOUR);
    assert.deepEqual(await lire(DemandeDeposee, await banc.post('demandes', corps, { cle }), 201), perdue);
  });

  it('refuses a key that came with another request', async () => {
    await using banc = await ouvrirBanc();
    const cle = randomUUID();
    await banc.post('demandes', corps, { cle });
    const autre = { ...corps, reponses: acte({ exemplaires: 3 }) };
    await lireProbleme(await banc.post('demandes', autre, { cle }), 422, 'cle-reutilisee');
  });

  it('keeps nothing of a refused request: the same key serves for the corrected one', async () => {
    await using banc = await ouvrirBanc();
    const cle = randomUUID();
    const faux = { ...corps, reponses: acte({ exemplaires: 99 }) };
    await lireProbleme(await banc.post('demandes', faux, { cle }), 422, 'saisie-invalide');
    await lire(DemandeDeposee, await banc.post('demandes', corps, { cle }), 201);
  });

  it('is one per commune, and per key', async () => {
    await using banc = await ouvrirBanc({ communes: ['port-aubier', 'anse-vanille'] });
    const cle = randomUUID();
    const ici = await banc.deposer('signaler-voirie', voirie(), { cle });
    const labas = await banc.deposer('signaler-voirie', voirie(), { cle, slug: 'anse-vanille' });
    const encore = await banc.deposer('signaler-voirie', voirie(), { cle: randomUUID() });
    assert.equal(new Set([ici.numero, labas.numero, encore.numero]).size, 3);
  });

  it('holds for messages, notes and files too', async () => {
    await using banc = await ouvrirBanc();
    const { numero, code } = await banc.deposer('acte-naissance', acte());
    const poste = await banc.connecter('agent@port-aubier.example');
    const cle = randomUUID();
    const actes: [string, object, object][] = [
      [`demandes/${numero}/messages`, { corps: 'Un mot' }, { code }],
      [`agent/demandes/${numero}/messages`, { corps: 'Un mot' }, { poste }],
      [`agent/demandes/${numero}/notes`, { corps: 'Une note' }, { poste }],
    ];
    for (const [chemin, mot, qui] of actes) {
      const deux = await Promise.all([1, 2].map(() => banc.post(chemin, mot, { ...qui, cle: cle + chemin })));
      const [un, autre] = await Promise.all(deux.map((reponse) => lire(Evenement, reponse, 201)));
      assert.deepEqual(un, autre);
      assert.deepEqual(
        await lire(Evenement, await banc.post(chemin, mot, { ...qui, cle: cle + chemin }), 201),
        un,
      );
    }
    const envois = await Promise.all([1, 2].map(() => banc.envoyerFichier('a.pdf', pdf(), { cle })));
    const [un, deux] = await Promise.all(envois.map((reponse) => lire(Televersement, reponse, 201)));
    assert.deepEqual(un, deux);
    const { blobs } = await banc.commune();
    let gardes = 0;
    for await (const _ of blobs.lister()) gardes += 1;
    assert.equal(gardes, 1, 'the second copy is gone');
  });
});
