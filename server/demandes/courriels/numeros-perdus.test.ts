import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { lireProbleme, ouvrirBanc, type Banc } from '../../../test/serveur/banc.ts';
import { acte } from '../../../test/serveur/reponses.ts';
import { MINUTE } from '../../socle/horloge/horloge.ts';

const CONNUE = 'eloise.kermarrec@exemple.fr';
const perdre = (banc: Banc, courriel: string) => banc.post('numeros-perdus', { courriel });
const objets = (banc: Banc) => banc.boite.recus.filter(({ objet }) => /numéros/.test(objet));

describe('« J’ai perdu mon numéro »', () => {
  it('sends all that was filed with an address to that address, newest first, and nothing else', async () => {
    await using banc = await ouvrirBanc();
    const un = await banc.deposer('acte-naissance', acte());
    banc.horloge.avancer(MINUTE);
    const deux = await banc.deposer('acte-naissance', acte());
    const autre = await banc.deposer('acte-naissance', acte({ 'demandeur-courriel': 'autre@exemple.fr' }));
    assert.equal((await perdre(banc, CONNUE)).status, 202);
    await banc.jobs();
    const [mail, ...reste] = objets(banc);
    assert.deepEqual(reste, []);
    assert.equal(mail!.a, CONNUE);
    for (const dit of [un.numero, un.code, deux.numero, deux.code, '22 novembre 2026', 'Reçue'])
      for (const partie of [mail!.texte, mail!.html]) assert.ok(partie.includes(dit), dit);
    assert.ok(mail!.texte.indexOf(deux.numero) < mail!.texte.indexOf(un.numero));
    assert.ok(!mail!.texte.includes(autre.numero));
  });

  it('answers the same, and does the same, whether the address is known or not; a stranger gets no mail', async () => {
    await using banc = await ouvrirBanc();
    await banc.deposer('acte-naissance', acte());
    await banc.jobs();
    const reponses = [];
    const faits: number[] = [];
    for (const courriel of [CONNUE, 'inconnue@exemple.fr']) {
      const reponse = await perdre(banc, courriel);
      reponses.push([reponse.status, await reponse.text(), [...reponse.headers.keys()].toSorted()]);
      faits.push(await banc.jobs());
    }
    assert.deepEqual(reponses[0], reponses[1]);
    assert.equal(reponses[0]![1], '{}');
    assert.deepEqual(faits, [1, 1]);
    assert.deepEqual(
      objets(banc).map(({ a }) => a),
      [CONNUE],
    );
  });

  it('writes to an address once in a while, without saying so, whatever its case', async () => {
    await using banc = await ouvrirBanc();
    await banc.deposer('acte-naissance', acte());
    for (const courriel of [CONNUE, CONNUE, CONNUE.toUpperCase()]) {
      assert.equal((await perdre(banc, courriel)).status, 202);
      await banc.jobs();
    }
    assert.equal(objets(banc).length, 1);
  });

  it('tires of a caller', async () => {
    await using banc = await ouvrirBanc({ limites: { pertes: { points: 2, secondes: 60 } } });
    for (const nom of ['a', 'b']) assert.equal((await perdre(banc, `${nom}@exemple.fr`)).status, 202);
    await lireProbleme(await perdre(banc, 'c@exemple.fr'), 429, 'trop-de-tentatives');
    await lireProbleme(
      await banc.post('numeros-perdus', { courriel: 'pas une adresse' }),
      422,
      'saisie-invalide',
    );
  });

  it('writes to nobody for a town where nothing was filed', async () => {
    await using banc = await ouvrirBanc({ communes: ['port-aubier', 'anse-vanille'] });
    await banc.deposer('acte-naissance', acte());
    await banc.post('numeros-perdus', { courriel: CONNUE }, { slug: 'anse-vanille' });
    await banc.jobs('anse-vanille');
    assert.deepEqual(objets(banc), []);
  });
});
