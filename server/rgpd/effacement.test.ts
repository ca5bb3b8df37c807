import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import Database from 'better-sqlite3';
import { Effacement, MesDemandes } from '#contract/schemas/usager.ts';
import { lire, lireProbleme, ouvrirBanc, type Banc } from '../../test/serveur/banc.ts';
import {
  AIGUILLES,
  chercherPartout,
  clore,
  MOI,
  ouvrirEspace,
  PERSONNE_RARE,
} from '../../test/serveur/effacer.ts';
import { entrer } from '../../test/serveur/entrer.ts';
import { acte, terrasse } from '../../test/serveur/reponses.ts';
import { executer } from '../commandes.ts';
import type { DossierCommune } from '../communes/importer.ts';
import { pdf } from '../socle/fichiers/exemples.test-util.ts';
import { JOUR, MINUTE } from '../socle/horloge/horloge.ts';

const MOIS = 31 * JOUR;
const base = (banc: Banc) => new Database(join(banc.dossier, 'communes/port-aubier/commune.db'));

async function commander(banc: Banc, ...mots: string[]): Promise<{ code: number; dit: string[] }> {
  const dit: string[] = [];
  return { code: await executer(mots, { PARVIS_DATA: banc.dossier }, (ligne) => dit.push(ligne)), dit };
}

/** Rows that hold something of hers, table by table; `recherche` is read by its files only. */
function lignesQuiRestent(banc: Banc): string[] {
  const db = base(banc);
  const tables = db
    .prepare(`select name from sqlite_schema where type = 'table' and name not like 'recherche%'`)
    .all() as { name: string }[];
  const restes = tables.flatMap(({ name }) =>
    (db.prepare(`select * from "${name}"`).all() as object[])
      .map((ligne) => JSON.stringify(ligne))
      .filter((ligne) => AIGUILLES.some((aiguille) => aiguille.test(ligne)) || ligne.includes(MOI))
      .map(() => name),
  );
  db.close();
  return [...new Set(restes)].toSorted();
}

/** A terrace is kept for one month only, so that it may go with its space. */
const breve = (lu: DossierCommune): DossierCommune => ({
  ...lu,
  demarches: lu.demarches.map((demarche) =>
    demarche.code === 'terrasse'
      ? { ...demarche, donnees: { ...demarche.donnees, conservationMois: 1 } }
      : demarche,
  ),
});

test('erased means erased: nothing of the person is in the database, its log, the files, the logs or the backups', async () => {
  await using banc = await ouvrirBanc({ adapter: breve });
  const espace = await ouvrirEspace(banc);
  const plan = await banc.televerser('plan-quimerch.pdf', pdf('Croquis de Quimerch'));
  const assurance = await banc.televerser('assurance.pdf', pdf('Police Quimerch'));
  const reponses = terrasse(plan, assurance, PERSONNE_RARE);
  const { poste } = espace;
  const { numero, code } = await banc.deposer('terrasse', reponses, { poste, cle: 'une-cle' });
  await banc.post(`demandes/${numero}/messages`, { corps: 'Ici Zéphirine Quimerch.' }, { code });
  await banc.jobs();
  const agent = await banc.connecter('chef@port-aubier.example');
  assert.match(await (await banc.get(`agent/demandes?q=Quimerch`, { poste: agent })).text(), /Quimerch/);
  await clore(banc, numero, 'refusee', 'Madame Zéphirine Quimerch, la voie est trop étroite.');
  await espace.meubler();
  assert.equal((await commander(banc, 'sauvegarder', 'port-aubier')).code, 0);
  banc.horloge.avancer(MOIS + JOUR);
  await espace.revenir();

  const avant = (await chercherPartout(banc)).join('\n');
  for (const ou of [
    /communes\/port-aubier\/commune\.db/,
    /fichiers\/[0-9a-f]{2}\//,
    /sauvegardes.*commune\.db/,
    /sauvegardes.*fichiers/,
    /compressed/,
  ])
    assert.match(avant, ou, 'the search finds what is there');
  const tables = [
    'acces_document',
    'brouillon',
    'cle_usager',
    'code_recu',
    'connexion_oidc',
    'demande',
    'document',
    'evenement',
    'evenement_usager',
    'identite',
    'job',
    'mandat',
    'piece',
    'session_ouverte',
    'usager',
  ];
  assert.deepEqual(
    tables.filter((table) => !lignesQuiRestent(banc).includes(table)),
    [],
  );

  const recus = banc.boite.recus.length;
  const fait = await lire(Effacement, await banc.post('usager/effacement', {}, { poste }));
  assert.deepEqual(fait.gardes, []);
  assert.deepEqual(fait.effaces, [
    'Votre compte, vos moyens de connexion et votre profil',
    'Vos connexions ouvertes, sur tous vos appareils',
    // Hers, and the letter that the town put there.
    'Vos 2 documents',
    'Votre démarche commencée',
    'L’accord donné à un aidant',
    'Une demande terminée, avec ses fichiers',
  ]);
  // At once: only the last mail still holds the address, and the trace the id that she had.
  assert.deepEqual(lignesQuiRestent(banc), ['effacement', 'job']);

  await banc.jobs();
  const adieu = banc.boite.recus.slice(recus);
  assert.deepEqual(
    adieu.map(({ a, objet }) => [a, objet]),
    [[espace.adresse, 'Votre espace est effacé – Port-Aubier']],
  );
  assert.match(adieu[0]!.texte, /Une demande terminée/);
  assert.deepEqual(lignesQuiRestent(banc), ['effacement']);
  assert.deepEqual(await chercherPartout(banc), []);
  await lireProbleme(await banc.get('usager/demandes', { poste }), 401, 'session-finie');
  await lireProbleme(await banc.get(`demandes/${numero}`, { code }), 404, 'numero-inconnu');
  assert.deepEqual(await commander(banc, 'verifier'), {
    code: 0,
    dit: ['port-aubier: 0 demandes read, 1 erased', 'Nothing was altered.'],
  });
});

test('what the law makes the town keep stays, out of the space, and each is said with its reason and its date', async () => {
  await using banc = await ouvrirBanc();
  const espace = await ouvrirEspace(banc);
  const { poste } = espace;
  const [plan, assurance] = [await banc.televerser('p.pdf', pdf('p')), await banc.televerser('a.pdf', pdf())];
  const terminee = await banc.deposer('terrasse', terrasse(plan, assurance, PERSONNE_RARE), { poste });
  const ouverte = await banc.deposer('acte-naissance', acte(PERSONNE_RARE), { poste });
  await banc.jobs();
  await clore(banc, terminee.numero, 'traitee', 'Bon.');
  await espace.revenir();
  const { gardes } = await lire(Effacement, await banc.post('usager/effacement', {}, { poste }));
  const raison = (numero: string) => gardes.find((garde) => garde.numero === numero)!.raison;
  assert.equal(gardes.length, 2);
  assert.match(raison(terminee.numero), /jusqu’au 22 novembre 2031/);
  assert.match(raison(ouverte.numero), /en cours.*3.mois après sa fin/);
  await banc.jobs();
  const adieu = banc.boite.recus.at(-1)!;
  assert.ok(adieu.texte.includes(ouverte.numero) && adieu.texte.includes('22 novembre 2031'));

  // The agent goes on; the space does not have them any more, even opened again with the same address.
  await clore(banc, ouverte.numero, 'traitee', 'Voici.');
  const db = base(banc);
  assert.deepEqual(db.prepare('select distinct usager, mandat from demande').all(), [
    { usager: null, mandat: null },
  ]);
  db.close();
  const suivante = await entrer(banc, PERSONNE_RARE['demandeur-courriel']);
  const vide = await lire(MesDemandes, await banc.get('usager/demandes', { poste: suivante }));
  assert.deepEqual([vide.demandes, vide.offertes], [[], []]);
  // Its 3 months over, it goes: sooner than the 27 months of what nobody asked to erase.
  banc.horloge.avancer(4 * MOIS);
  await banc.jobs();
  await lireProbleme(
    await banc.get(`demandes/${ouverte.numero}`, { code: ouverte.code }),
    404,
    'numero-inconnu',
  );
  await lireProbleme(
    await banc.get(`demandes/${terminee.numero}`, { code: terminee.code }),
    410,
    'demande-archivee',
  );
});

test('needs a fresh proof, and its own citizen', async () => {
  await using banc = await ouvrirBanc();
  const espace = await ouvrirEspace(banc);
  banc.horloge.avancer(9 * MINUTE);
  assert.equal((await banc.get('usager/export', { poste: espace.poste })).status, 200);
  await espace.revenir();
  const db = base(banc);
  db.prepare('update session_ouverte set prouvee_le = prouvee_le - ?').run(11 * MINUTE);
  db.close();
  for (const refus of [
    await banc.post('usager/effacement', {}, { poste: espace.poste }),
    await banc.get('usager/export', { poste: espace.poste }),
  ]) {
    await lireProbleme(refus, 403, 'preuve-fraiche');
  }
  await lireProbleme(await banc.post('usager/effacement', {}), 401, 'session-requise');
  await lire(MesDemandes, await banc.get('usager/demandes', { poste: espace.poste }));
});

test('two devices that erase at once erase once, and say it once', async () => {
  await using banc = await ouvrirBanc();
  const { poste } = await ouvrirEspace(banc);
  await banc.deposer('acte-naissance', acte(PERSONNE_RARE), { poste });
  await banc.jobs();
  const recus = banc.boite.recus.length;
  const reponses = await Promise.all([1, 2].map(() => banc.post('usager/effacement', {}, { poste })));
  assert.deepEqual(reponses.map(({ status }) => status).toSorted(), [200, 401]);
  await banc.jobs();
  assert.equal(banc.boite.recus.length, recus + 1);
});

test('a mail that cannot leave does not keep the address', async () => {
  await using banc = await ouvrirBanc();
  const { poste, adresse } = await ouvrirEspace(banc);
  banc.boite.panne = () => new Error(`550 <${adresse}> unknown`);
  await banc.post('usager/effacement', {}, { poste });
  for (let essai = 0; essai < 8; essai++) {
    await banc.jobs();
    banc.horloge.avancer(2 * 60 * MINUTE + MINUTE);
  }
  assert.deepEqual(lignesQuiRestent(banc), ['effacement']);
  assert.deepEqual(await chercherPartout(banc), [], 'in the log neither');
  assert.match(banc.lignes.join('\n'), /550 <\[masqué\]> unknown/);
});

test('a demande that goes without a trace is a theft; a trace that is changed, too', async () => {
  await using banc = await ouvrirBanc();
  const { numero } = await banc.deposer('acte-naissance', acte());
  await banc.deposer('acte-naissance', acte());
  await banc.jobs();
  assert.equal((await commander(banc, 'verifier')).code, 0);
  const db = base(banc);
  const { id } = db.prepare('select id from demande where numero = ?').get(numero) as { id: string };
  assert.throws(() => db.prepare('delete from evenement where demande_id = ?').run(id), /leave a trace/);
  db.exec('drop trigger evenement_efface');
  for (const table of ['evenement', 'mesure'])
    db.prepare(`delete from ${table} where demande_id = ?`).run(id);
  db.prepare('delete from demande where id = ?').run(id);
  const vol = await commander(banc, 'verifier');
  assert.deepEqual([vol.code, vol.dit[0]], [1, 'port-aubier –: 1 demandes are gone without a trace']);
  // A trace made by whoever has the database only.
  db.prepare(`insert into demande_effacee values (1, ?, ?, 1, 1, 1, 'conservation', 1, 'x', 1, ?)`).run(
    id,
    numero,
    'f'.repeat(64),
  );
  const faux = await commander(banc, 'verifier');
  assert.deepEqual([faux.code, faux.dit[0]], [1, `port-aubier ${numero}: its trace of erasure was altered`]);
  assert.throws(() => db.exec('delete from demande_effacee'), /never go/);
  db.close();
});
