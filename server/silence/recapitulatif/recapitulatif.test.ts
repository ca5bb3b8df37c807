import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { lire, ouvrirBanc, type Banc } from '../../../test/serveur/banc.ts';
import { acte } from '../../../test/serveur/reponses.ts';
import type { DossierCommune } from '../../communes/importer.ts';
import { Evenement } from '#contract/schemas/demande.ts';
import { HEURE, MINUTE } from '../../socle/horloge/horloge.ts';

async function aller(banc: Banc, instant: string): Promise<void> {
  banc.horloge.avancer(Date.parse(instant) - banc.horloge.maintenant());
  await banc.jobs();
}
/** Digests received so far, by address. */
const recapitulatifs = (banc: Banc, a = 'agent@port-aubier.example') =>
  banc.boite.recus.filter(
    (courriel) => courriel.a === a && /matin ouvré/.test(courriel.texte.replace(/\s+/g, ' ')),
  );
const texte = ({ texte: t }: { texte: string }): string => t.replace(/\s+/g, ' ');

/** Sunday 22 November 2026: a request due on Friday 22 January. */
async function avecUnActe(adapter?: (lu: DossierCommune) => DossierCommune) {
  const banc = await ouvrirBanc(adapter ? { adapter } : {});
  const { numero, code } = await banc.deposer('acte-naissance', acte());
  await banc.jobs();
  return { banc, numero, code, [Symbol.asyncDispose]: () => banc[Symbol.asyncDispose]() };
}

describe('the morning digest', () => {
  it('leaves at 7:00 with what presses, once, and says nothing when there is nothing', async () => {
    await using bac = await avecUnActe();
    const { banc, numero } = bac;
    await aller(banc, '2026-11-23T06:00:00Z');
    assert.equal(recapitulatifs(banc).length, 0, 'nothing presses in November');
    await aller(banc, '2027-01-18T05:59:00Z');
    assert.equal(recapitulatifs(banc).length, 0);
    banc.horloge.avancer(MINUTE);
    await banc.jobs();
    for (let fois = 0; fois < 3; fois++) {
      banc.horloge.avancer(HEURE);
      await banc.jobs();
    }
    const [mail, ...autres] = recapitulatifs(banc);
    assert.equal(autres.length, 0);
    assert.match(mail!.objet, / : 1 urgente$/);
    assert.match(
      texte(mail!),
      new RegExp(`${numero}, .* : à rendre dans 4 jours, le 22 janvier 2027 ; confiée à personne`),
    );
    assert.match(texte(mail!), /p\/tri-demandes/);
    // Each of those who answer for the service, for that service only.
    assert.equal(recapitulatifs(banc, 'chef@port-aubier.example').length, 1);
    assert.equal(recapitulatifs(banc, 'terrain@port-aubier.example').length, 0);
  });

  it('rests on week-ends, then tells on Monday what silence decided', async () => {
    await using bac = await avecUnActe();
    const { banc, numero, code } = bac;
    await aller(banc, '2027-01-22T06:00:00Z');
    assert.match(texte(recapitulatifs(banc).at(-1)!), /à rendre aujourd’hui/);
    const avant = recapitulatifs(banc).length;
    await aller(banc, '2027-01-23T06:00:00Z');
    await aller(banc, '2027-01-24T06:00:00Z');
    assert.equal(recapitulatifs(banc).length, avant);
    await lire(
      Evenement,
      await banc.post(`demandes/${numero}/messages`, { corps: 'Où en est-on ?' }, { code }),
      201,
    );
    await aller(banc, '2027-01-25T06:00:00Z');
    const mail = recapitulatifs(banc).at(-1)!;
    assert.equal(recapitulatifs(banc).length, avant + 1);
    assert.match(mail.objet, / : 1 en retard, 1 réponse attendue$/);
    assert.match(
      texte(mail),
      new RegExp(
        `Le silence a décidé \\(1\\).*${numero}, .* : acceptée par silence depuis le 23 janvier 2027`,
      ),
    );
    await aller(banc, '2027-01-26T06:00:00Z');
    assert.doesNotMatch(texte(recapitulatifs(banc).at(-1)!), /Le silence a décidé/);
  });

  it('rests on holidays, and never on a day that is over', async () => {
    await using bac = await avecUnActe();
    const { banc } = bac;
    // Off from 15 January to Monday 18, in the evening; Easter Monday is 29 March.
    await aller(banc, '2027-01-18T18:00:00Z');
    await aller(banc, '2027-03-29T06:00:00Z');
    assert.equal(recapitulatifs(banc).length, 0);
    await aller(banc, '2027-03-30T08:00:00Z');
    assert.equal(recapitulatifs(banc).length, 1);
  });

  it('does not go to who does not want it', async () => {
    await using bac = await avecUnActe((lu) => ({
      ...lu,
      commune: {
        ...lu.commune,
        agents: lu.commune.agents.map((a) => ({ ...a, recapitulatif: !a.courriel.startsWith('agent') })),
      },
    }));
    await aller(bac.banc, '2027-01-18T06:00:00Z');
    assert.equal(recapitulatifs(bac.banc).length, 0);
    assert.equal(recapitulatifs(bac.banc, 'chef@port-aubier.example').length, 1);
  });

  it('is let go when the mail server was down all day: the next one takes its place', async () => {
    await using bac = await avecUnActe();
    const { banc } = bac;
    banc.boite.panne = () => new Error('ECONNREFUSED');
    await aller(banc, '2027-01-18T06:00:00Z');
    await aller(banc, '2027-01-18T15:00:00Z');
    banc.boite.panne = undefined;
    await aller(banc, '2027-01-19T06:00:00Z');
    await aller(banc, '2027-01-19T12:00:00Z');
    assert.deepEqual(
      recapitulatifs(banc).map(({ objet }) => objet.replace(/^.* : /, '')),
      ['1 urgente'],
    );
    assert.match(texte(recapitulatifs(banc)[0]!), /à rendre dans 3 jours/);
  });
});
