import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ouvrirBanc, URL_BANC, type Banc } from '../../test/serveur/banc.ts';
import { acte, PERSONNE } from '../../test/serveur/reponses.ts';
import { MINUTE, SECONDE } from '../socle/horloge/horloge.ts';
import { ErreurEnvoi } from '../socle/mail/mail.ts';

/** The measures as a monitoring tool reads them: `name{labels}` to its value. */
async function mesures(banc: Banc): Promise<Record<string, number>> {
  const texte = await (await banc.app.request(`${URL_BANC}/metrics`)).text();
  for (const valeur of Object.values(PERSONNE)) assert.ok(!texte.includes(String(valeur)));
  const lignes = texte.split('\n').filter((ligne) => /^parvis_(jobs|courriels)/.test(ligne));
  return Object.fromEntries(
    lignes.map((ligne) => [ligne.slice(0, ligne.lastIndexOf(' ')), Number(ligne.split(' ').at(-1))]),
  );
}
const courriels = (lues: Record<string, number>): number[] =>
  ['attente', 'reprise', 'morte'].map(
    (etat) => lues[`parvis_courriels{commune="port-aubier",etat="${etat}"}`]!,
  );
const accuses = (etat: string): string => `parvis_jobs{commune="port-aubier",type="courriel",etat="${etat}"}`;

describe('the measures of what waits', () => {
  it('show a mail that waits, fails, is given up, and is no more', async () => {
    await using banc = await ouvrirBanc();
    await banc.commune();
    assert.deepEqual(courriels(await mesures(banc)), [0, 0, 0]);

    await banc.deposer('acte-naissance', acte());
    assert.deepEqual(courriels(await mesures(banc)), [1, 0, 0]);

    banc.boite.panne = () => new Error('ECONNREFUSED');
    await banc.jobs();
    const enPanne = await mesures(banc);
    assert.deepEqual(courriels(enPanne), [0, 1, 0]);
    assert.equal(enPanne[accuses('reprise')], 1);
    assert.equal(enPanne['parvis_jobs_retard_secondes{commune="port-aubier"}'], 0, 'not due before its time');

    // Nothing runs for ten minutes: the mail should have left after thirty seconds.
    banc.horloge.avancer(10 * MINUTE);
    const retard = (await mesures(banc))['parvis_jobs_retard_secondes{commune="port-aubier"}']!;
    assert.equal(retard, (10 * MINUTE - 30 * SECONDE) / 1000);

    banc.boite.panne = () => new ErreurEnvoi('Refusée', { definitif: true });
    await banc.jobs();
    assert.deepEqual(courriels(await mesures(banc)), [0, 0, 1]);

    banc.boite.panne = undefined;
    await banc.deposer('acte-naissance', acte());
    await banc.jobs();
    assert.deepEqual(courriels(await mesures(banc)), [0, 0, 1], 'what was sent is no more counted');
  });

  it('count what waits by itself apart from mails', async () => {
    await using banc = await ouvrirBanc({ communes: ['port-aubier', 'anse-vanille'] });
    await banc.commune();
    const lues = await mesures(banc);
    assert.equal(lues['parvis_jobs{commune="port-aubier",type="echeances",etat="attente"}'], 1);
    assert.ok(!Object.keys(lues).some((cle) => cle.includes('anse-vanille')), 'nobody opened it');
    await banc.commune('anse-vanille');
    assert.equal(
      (await mesures(banc))['parvis_jobs{commune="anse-vanille",type="echeances",etat="attente"}'],
      1,
    );
  });
});
