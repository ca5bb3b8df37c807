import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import Database from 'better-sqlite3';
import { PageFile } from '#contract/schemas/agent.ts';
import { Suivi } from '#contract/schemas/demande.ts';
import { MesBrouillons, MesDemandes } from '#contract/schemas/usager.ts';
import { lire, lireProbleme, ouvrirBanc, type Banc } from '../../../test/serveur/banc.ts';
import { chercherPartout, clore, MOI, ouvrirEspace, PERSONNE_RARE } from '../../../test/serveur/effacer.ts';
import { acte } from '../../../test/serveur/reponses.ts';
import { JOUR } from '../../socle/horloge/horloge.ts';

const compter = (banc: Banc, table: string): number => {
  const db = new Database(join(banc.dossier, 'communes/port-aubier/commune.db'), { readonly: true });
  const { n } = db.prepare(`select count(*) as n from ${table}`).get() as { n: number };
  db.close();
  return n;
};
/** Nights pass, with what each does. */
const passer = async (banc: Banc, jours: number): Promise<void> => {
  banc.horloge.avancer(jours * JOUR);
  await banc.jobs();
};

test('a closed file leaves the screens after 3 months, is found by its number, and goes after its time', async () => {
  await using banc = await ouvrirBanc();
  const espace = await ouvrirEspace(banc);
  const { numero, code } = await banc.deposer('acte-naissance', acte(PERSONNE_RARE), { poste: espace.poste });
  await banc.deposer('acte-naissance', acte(PERSONNE_RARE), { poste: espace.poste });
  await banc.jobs();
  await clore(banc, numero, 'traitee', 'Envoyé.');
  const chercher = async (q: string) => {
    const poste = await banc.connecter('chef@port-aubier.example');
    const page = await lire(PageFile, await banc.get(`agent/demandes?statut=closes${q}`, { poste }));
    return page.demandes.map((ligne) => ligne.numero);
  };
  await passer(banc, 80);
  assert.deepEqual(await chercher(''), [numero]);
  assert.deepEqual(await chercher('&q=Quimerch'), [numero]);
  await lire(Suivi, await banc.get(`demandes/${numero}`, { code }));

  await passer(banc, 15);
  assert.deepEqual(await chercher(''), []);
  assert.deepEqual(await chercher('&q=Quimerch'), []);
  assert.deepEqual(await chercher(`&q=${numero}`), [numero]);
  await lireProbleme(await banc.get(`demandes/${numero}`, { code }), 410, 'demande-archivee');
  await espace.revenir();
  const miennes = await lire(MesDemandes, await banc.get('usager/demandes', { poste: espace.poste }));
  assert.equal(miennes.demandes.length, 1, 'the open one');
  assert.equal(compter(banc, 'mesure'), 2, 'still in the figures');

  // Somebody takes it up again: it is back for everybody.
  const db = new Database(join(banc.dossier, 'communes/port-aubier/commune.db'));
  db.prepare('update demande set clos = 0 where numero = ?').run(numero);
  assert.deepEqual(db.prepare('select archivee_le from demande where numero = ?').get(numero), {
    archivee_le: null,
  });
  db.prepare('update demande set clos = 1 where numero = ?').run(numero);
  db.close();
  await passer(banc, 1);
  await passer(banc, 24 * 30);
  assert.deepEqual(await chercher(`&q=${numero}`), [numero], '27 months are not over');
  await passer(banc, 45);
  assert.deepEqual(await chercher(`&q=${numero}`), []);
  assert.equal(compter(banc, 'demande'), 1);
  assert.equal(compter(banc, 'demande_effacee'), 1);
  await passer(banc, 1);
  assert.equal(compter(banc, 'demande_effacee'), 1, 'once');
});

test('a draft is told of 5 days before it goes; touched again, it has its whole time again', async () => {
  await using banc = await ouvrirBanc();
  const espace = await ouvrirEspace(banc);
  const chemin = 'usager/brouillons/01990000-0000-7000-8000-0000000000ad';
  const garder = async (revision: number) => {
    await espace.revenir();
    const corps = { demarche: 'acte-naissance', version: 1, reponses: {}, etape: null, revision };
    assert.equal((await banc.appel('PUT', chemin, { corps, poste: espace.poste })).status, 200);
  };
  const avis = () => banc.boite.recus.filter(({ objet }) => /démarche commencée/.test(objet));
  await garder(0);
  await passer(banc, 24);
  assert.equal(avis().length, 0);
  await passer(banc, 2);
  assert.equal(avis().length, 1);
  assert.equal(avis()[0]!.a, espace.adresse);
  assert.match(avis()[0]!.texte, /acte de naissance[^]*effacé le 2\d décembre 2026/);
  await passer(banc, 1);
  assert.equal(avis().length, 1, 'told once');
  await garder(1);
  await passer(banc, 20);
  assert.equal(compter(banc, 'brouillon'), 1);
  await passer(banc, 6);
  assert.equal(avis().length, 2);
  await passer(banc, 4);
  assert.equal(compter(banc, 'brouillon'), 1);
  await passer(banc, 3);
  assert.equal(compter(banc, 'brouillon'), 0);
  await espace.revenir();
  const { brouillons } = await lire(
    MesBrouillons,
    await banc.get('usager/brouillons', { poste: espace.poste }),
  );
  assert.deepEqual(brouillons, []);
});

test('a draft is never erased without the notice having had its 5 days, even after a long stop', async () => {
  await using banc = await ouvrirBanc();
  const espace = await ouvrirEspace(banc);
  await espace.meubler();
  await passer(banc, 200);
  assert.equal(compter(banc, 'brouillon'), 1);
  await passer(banc, 6);
  assert.equal(compter(banc, 'brouillon'), 0);
});

test('a space that nobody opens is told of a month before it goes; its requests follow their own time', async () => {
  await using banc = await ouvrirBanc();
  const espace = await ouvrirEspace(banc);
  await espace.meubler();
  const avis = () => banc.boite.recus.filter(({ objet }) => /espace va être effacé/.test(objet));
  await passer(banc, 695);
  assert.equal(avis().length, 0);
  await passer(banc, 10);
  assert.equal(avis().length, 1);
  assert.match(avis()[0]!.texte, /2.ans sans visite[^]*effacé le \d+ \S+ 202[89]/);
  await passer(banc, 20);
  assert.equal(compter(banc, 'usager'), 1);
  await passer(banc, 12);
  assert.equal(compter(banc, 'usager'), 0);
  for (const table of ['document', 'cle_usager', 'identite', 'mandat', 'evenement_usager']) {
    assert.equal(compter(banc, table), 0, table);
  }
  assert.match(banc.boite.recus.at(-1)!.objet, /est effacé/);
});

test('a space that is opened again, or that waits for an answer of the town, stays', async () => {
  await using banc = await ouvrirBanc();
  const espace = await ouvrirEspace(banc);
  await passer(banc, 705);
  // As signing in does.
  espace.ecrire('update usager set vu_le = ?, averti_le = null where id = ?', banc.horloge.maintenant(), MOI);
  await passer(banc, 60);
  assert.equal(compter(banc, 'usager'), 1);
  await espace.revenir();
  await banc.deposer('acte-naissance', acte(PERSONNE_RARE), { poste: espace.poste });
  await passer(banc, 900);
  await passer(banc, 40);
  assert.equal(compter(banc, 'usager'), 1);
});

test('the log of a space goes after 12 months', async () => {
  await using banc = await ouvrirBanc();
  const espace = await ouvrirEspace(banc);
  await espace.meubler();
  await passer(banc, 360);
  assert.deepEqual([compter(banc, 'evenement_usager'), compter(banc, 'acces_document')], [1, 1]);
  await passer(banc, 8);
  assert.deepEqual([compter(banc, 'evenement_usager'), compter(banc, 'acces_document')], [0, 0]);
  assert.equal(compter(banc, 'usager'), 1);
});

test('what its time erased leaves the files too, in the night', async () => {
  await using banc = await ouvrirBanc();
  const { numero } = await banc.deposer('acte-naissance', acte(PERSONNE_RARE));
  await banc.jobs();
  await clore(banc, numero, 'traitee', 'Envoyé à Zéphirine Quimerch.');
  assert.notDeepEqual(await chercherPartout(banc), []);
  await passer(banc, 100);
  await passer(banc, 27 * 31);
  assert.equal(compter(banc, 'demande'), 0);
  await passer(banc, 1);
  assert.deepEqual(await chercherPartout(banc), []);
});
