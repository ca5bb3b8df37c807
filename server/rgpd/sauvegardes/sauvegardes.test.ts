import assert from 'node:assert/strict';
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import Database from 'better-sqlite3';
import { Suivi } from '#contract/schemas/demande.ts';
import { lire, ouvrirBanc, type Banc } from '../../../test/serveur/banc.ts';
import { chercherPartout, clore, MOI, ouvrirEspace, PERSONNE_RARE } from '../../../test/serveur/effacer.ts';
import { acte, terrasse } from '../../../test/serveur/reponses.ts';
import { executer } from '../../commandes.ts';
import { pdf } from '../../socle/fichiers/exemples.test-util.ts';
import { JOUR } from '../../socle/horloge/horloge.ts';

async function commander(banc: Banc, ...mots: string[]): Promise<{ code: number; dit: string }> {
  const dit: string[] = [];
  const code = await executer(mots, { PARVIS_DATA: banc.dossier }, (ligne) => dit.push(ligne));
  return { code, dit: dit.join('\n') };
}
const sauvegardes = (banc: Banc): string[] => {
  const dossier = join(banc.dossier, 'sauvegardes/port-aubier');
  return readdirSync(dossier)
    .filter((nom) => /^\d{4}-/.test(nom))
    .map((nom) => join(dossier, nom))
    .toSorted();
};
const fichiersDe = (dossier: string): string[] =>
  (readdirSync(join(dossier, 'fichiers'), { recursive: true }) as string[]).filter((nom) => nom.length > 30);

async function deposerTerrasse(banc: Banc) {
  const [plan, assurance] = [
    await banc.televerser('p.pdf', pdf('plan')),
    await banc.televerser('a.pdf', pdf()),
  ];
  const deposee = await banc.deposer('terrasse', terrasse(plan, assurance));
  await banc.jobs();
  return deposee;
}

test('a copy is made while the server works, whole, without who was signed in; the last ones are kept', async () => {
  await using banc = await ouvrirBanc();
  const espace = await ouvrirEspace(banc);
  await espace.meubler();
  await deposerTerrasse(banc);
  const { code, dit } = await commander(banc, 'sauvegarder', 'port-aubier');
  assert.equal(code, 0);
  assert.match(dit, /port-aubier: \S+\/\d{4}-\d\d-\d\dT\d{6}Z \([34] files\)/);
  const [copie] = sauvegardes(banc);
  const vive = join(banc.dossier, 'communes/port-aubier');
  assert.deepEqual(fichiersDe(copie!), fichiersDe(vive));
  assert.equal(readFileSync(join(copie!, 'secret'), 'utf8'), readFileSync(join(vive, 'secret'), 'utf8'));
  assert.equal(statSync(join(copie!, 'secret')).mode & 0o777, 0o600);
  const db = new Database(join(copie!, 'commune.db'), { readonly: true });
  const lignes = (table: string) =>
    (db.prepare(`select count(*) as n from ${table}`).get() as { n: number }).n;
  assert.deepEqual([lignes('demande'), lignes('usager'), lignes('document')], [1, 1, 1]);
  for (const table of ['session_ouverte', 'code_recu', 'connexion_oidc', 'idempotence'])
    assert.equal(lignes(table), 0);
  assert.equal(lignes(`job where instr(donnees, '@') > 0`), 0);
  db.close();

  for (let n = 0; n < 3; n++) await commander(banc, 'sauvegarder', '--garder', '2');
  assert.equal(sauvegardes(banc).length, 2);
  assert.ok(!existsSync(copie!) || sauvegardes(banc).includes(copie!));
  assert.equal((await commander(banc, 'sauvegarder', 'atlantide')).code, 1);
  assert.equal((await commander(banc, 'sauvegarder', '--garder', '0')).code, 2);
});

test('a restored town is what it was, still opens with its codes, and what was there is kept', async () => {
  const banc = await ouvrirBanc();
  try {
    const avant = await deposerTerrasse(banc);
    await commander(banc, 'sauvegarder', 'port-aubier');
    const [copie] = sauvegardes(banc);
    await banc.deposer('acte-naissance', acte());
    const refus = await commander(banc, 'restaurer', 'port-aubier', copie!);
    assert.equal(refus.code, 1);
    assert.match(refus.dit, /stop the server/);
    await banc.fermer();

    const { code, dit } = await commander(banc, 'restaurer', 'port-aubier', copie!);
    assert.equal(code, 0, dit);
    assert.match(dit, /restored, 0 erasures[^]*1 demandes read[^]*Nothing was altered/);
    assert.equal(sauvegardes(banc).length, 2, 'what was there is a backup');

    const env = { PARVIS_DATA: banc.dossier };
    await using apres = await ouvrirBanc({ communes: [], env });
    const { dossier } = await lire(Suivi, await apres.get(`demandes/${avant.numero}`, { code: avant.code }));
    assert.ok(dossier);
    assert.equal((await commander(banc, 'restaurer', 'port-aubier', banc.dossier)).code, 1, 'no backup');
  } finally {
    rmSync(banc.dossier, { recursive: true, force: true });
  }
});

test('what was erased since a copy that was taken elsewhere is erased anew when it is restored', async () => {
  const banc = await ouvrirBanc();
  const ailleurs = mkdtempSync(join(tmpdir(), 'parvis-ailleurs-'));
  try {
    const espace = await ouvrirEspace(banc);
    const { poste } = espace;
    const effacee = await banc.deposer('acte-naissance', acte(PERSONNE_RARE), { poste });
    await banc.jobs();
    await clore(banc, effacee.numero, 'traitee', 'Bon.');
    const voisine = await deposerTerrasse(banc);
    await espace.meubler();
    await commander(banc, 'sauvegarder', 'port-aubier');
    const copie = join(ailleurs, 'copie');
    cpSync(sauvegardes(banc)[0]!, copie, { recursive: true });
    // Joined to hers after the copy, which has it apart.
    const ancien = MOI.replace(/aa$/, 'a0');
    const db = new Database(join(copie, 'commune.db'));
    db.prepare(`insert into usager values (?, 1, 1, '{"nom":{"valeur":"Quimerch"}}', null)`).run(ancien);
    db.close();
    espace.ecrire(
      `insert into evenement_usager values ('e2', ?, 1, 'espaces-reunis', 'usager', null, ?)`,
      MOI,
      JSON.stringify({ de: ancien }),
    );

    banc.horloge.avancer(120 * JOUR);
    await espace.revenir();
    assert.equal((await banc.post('usager/effacement', {}, { poste })).status, 200);
    await banc.jobs();
    assert.deepEqual(await chercherPartout(banc), [], 'here, at once');
    await banc.fermer();

    const { code, dit } = await commander(banc, 'restaurer', 'port-aubier', copie);
    assert.equal(code, 0, dit);
    assert.match(
      dit,
      /[1-9] erasures made since done again[^]*1 demandes read, 1 erased[^]*Nothing was altered/,
    );
    assert.deepEqual(await chercherPartout(banc), []);
    await using apres = await ouvrirBanc({ communes: [], env: { PARVIS_DATA: banc.dossier } });
    assert.equal(
      (await apres.get(`demandes/${voisine.numero}`, { code: voisine.code })).status,
      200,
      'others stay',
    );
  } finally {
    rmSync(ailleurs, { recursive: true, force: true });
    rmSync(banc.dossier, { recursive: true, force: true });
  }
});
