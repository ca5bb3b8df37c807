import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Effacement } from '#contract/schemas/usager.ts';
import { lire, lireProbleme, ouvrirBanc } from '../../test/serveur/banc.ts';
import { acte, terrasse } from '../../test/serveur/reponses.ts';
import { executer } from '../commandes.ts';
import { pdf } from '../socle/fichiers/exemples.test-util.ts';
import { MINUTE } from '../socle/horloge/horloge.ts';
import { chercherPartout, clore, ouvrirEspace, PERSONNE_RARE } from '../../test/serveur/effacer.ts';

test('erased means erased: nothing of the person is in the database, its log, the files, the logs or the backups', async () => {
  await using banc = await ouvrirBanc();
  const espace = await ouvrirEspace(banc);
  const { poste } = espace;
  await espace.meubler();
  const plan = await banc.televerser('plan-quimerch.pdf', pdf('Croquis de Quimerch'));
  const assurance = await banc.televerser('assurance.pdf', pdf('Police Quimerch'));
  const vieille = await banc.deposer('terrasse', terrasse(plan, assurance, PERSONNE_RARE), {
    poste,
    cle: 'une-cle',
  });
  await banc.post(
    `demandes/${vieille.numero}/messages`,
    { corps: 'Ici Zéphirine Quimerch.' },
    { code: vieille.code },
  );
  const agent = await banc.connecter('chef@port-aubier.example');
  await banc.jobs();
  await banc.get(`agent/demandes?q=Quimerch`, { poste: agent });
  await clore(banc, vieille.numero, 'traitee', 'Décision pour Zéphirine Quimerch.');
  // Copies of before, of when she was there, and of much later.
  assert.equal(
    await executer(['sauvegarder', 'port-aubier'], { PARVIS_DATA: banc.dossier }, () => undefined),
    0,
  );
  assert.ok((await chercherPartout(banc)).length > 10, 'the search finds what is there');

  // A permission of terrace is kept for 60 months: the night job takes it, its owner the rest.
  banc.horloge.avancer(62 * 31 * 24 * 60 * MINUTE);
  await espace.revenir();
  const ouverte = await banc.deposer('acte-naissance', acte(PERSONNE_RARE), { poste: espace.poste });
  await banc.jobs();
  await clore(banc, ouverte.numero, 'refusee', 'Refus adressé à Zéphirine Quimerch.');
  banc.horloge.avancer(4 * 31 * 24 * 60 * MINUTE);
  await espace.revenir();
  const avant = banc.boite.recus.length;
  const fait = await lire(Effacement, await banc.post('usager/effacement', {}, { poste: espace.poste }));
  assert.deepEqual(fait.gardes, []);
  assert.ok(fait.effaces.includes('Une demande terminée, avec ses fichiers'), fait.effaces.join());
  await banc.jobs();
  const adieu = banc.boite.recus.slice(avant);
  assert.equal(adieu.length, 1);
  assert.equal(adieu[0]!.a, espace.adresse);
  assert.match(adieu[0]!.texte, /demande terminée/);
  assert.deepEqual(await chercherPartout(banc), []);
  await lireProbleme(await banc.get('usager/demandes', { poste: espace.poste }), 401, 'session-finie');
  await lireProbleme(
    await banc.get(`demandes/${vieille.numero}`, { code: vieille.code }),
    404,
    'numero-inconnu',
  );

  const dit: string[] = [];
  assert.equal(
    await executer(['verifier'], { PARVIS_DATA: banc.dossier }, (l) => dit.push(l)),
    0,
    dit.join('\n'),
  );
  assert.deepEqual(dit, ['port-aubier: 0 demandes read, 2 erased', 'Nothing was altered.']);
});
