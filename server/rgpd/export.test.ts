import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { Document } from '#contract/schemas/document.ts';
import { lire, lireProbleme, ouvrirBanc, type Banc } from '../../test/serveur/banc.ts';
import { clore, ouvrirEspace, PERSONNE_RARE } from '../../test/serveur/effacer.ts';
import type { Poste } from '../../test/serveur/poste.ts';
import { acte, terrasse } from '../../test/serveur/reponses.ts';
import { pdf } from '../socle/fichiers/exemples.test-util.ts';

/** The archive as everybody opens it: path → bytes. */
async function exporter(banc: Banc, poste: Poste): Promise<Map<string, Buffer>> {
  const reponse = await banc.get('usager/export', { poste });
  assert.equal(reponse.status, 200);
  assert.equal(reponse.headers.get('Content-Type'), 'application/zip');
  assert.match(
    reponse.headers.get('Content-Disposition')!,
    /attachment; filename="mes-donnees-port-aubier\.zip"/,
  );
  assert.equal(reponse.headers.get('Cache-Control'), 'no-store');
  const dossier = mkdtempSync(join(tmpdir(), 'parvis-export-'));
  try {
    writeFileSync(join(dossier, 'a.zip'), new Uint8Array(await reponse.arrayBuffer()));
    const ouvrir =
      'import sys, zipfile; z = zipfile.ZipFile(sys.argv[1]); assert z.testzip() is None; z.extractall(sys.argv[2])';
    execFileSync('python3', ['-c', ouvrir, join(dossier, 'a.zip'), join(dossier, 'a')]);
    const noms = readdirSync(join(dossier, 'a'), { recursive: true, withFileTypes: true });
    return new Map(
      noms
        .filter((nom) => nom.isFile())
        .map((nom) => {
          const chemin = join(nom.parentPath, nom.name);
          return [chemin.slice(dossier.length + 3), readFileSync(chemin)];
        }),
    );
  } finally {
    rmSync(dossier, { recursive: true });
  }
}

test('the archive holds everything of its citizen, readable, and nothing of others or of the agents’ own', async () => {
  await using banc = await ouvrirBanc();
  const { poste, revenir } = await ouvrirEspace(banc);
  const [plan, assurance] = [
    await banc.televerser('plan.pdf', pdf('plan')),
    await banc.televerser('a.pdf', pdf()),
  ];
  const { numero, code } = await banc.deposer('terrasse', terrasse(plan, assurance, PERSONNE_RARE), {
    poste,
  });
  await banc.deposer('acte-naissance', acte());
  await banc.post(`demandes/${numero}/messages`, { corps: 'Un mot.' }, { code });
  await banc.jobs();
  const agent = await banc.connecter('chef@port-aubier.example');
  await banc.post(`agent/demandes/${numero}/notes`, { texte: 'Note interne secrète' }, { poste: agent });
  await clore(banc, numero, 'refusee', 'Voie étroite.');
  const brut = new Blob([pdf('Passeport') as Uint8Array<ArrayBuffer>]);
  const entetes = { 'Content-Type': 'application/octet-stream' };
  const envoi = await banc.appel('POST', 'usager/documents?nom=passeport.pdf&genre=identite', {
    poste,
    brut,
    entetes,
  });
  await lire(Document, envoi, 201);
  const corps = {
    demarche: 'acte-naissance',
    version: 1,
    reponses: { nature: 'integrale' },
    etape: null,
    revision: 0,
  };
  const brouillon = 'usager/brouillons/01990000-0000-7000-8000-0000000000ad';
  assert.equal((await banc.appel('PUT', brouillon, { corps, poste })).status, 200);
  await revenir();

  const archive = await exporter(banc, poste);
  const texte = (nom: string) => archive.get(nom)!.toString('utf8');
  const json = (nom: string) => JSON.parse(texte(nom)) as Record<string, unknown>;
  const noms = [...archive.keys()].map((nom) => nom.replace(/accuse.*|.*decision.*/i, 'papier'));
  for (const nom of [
    'LISEZ-MOI.txt',
    'compte.json',
    'connexions.json',
    'journal.json',
    'aidants.json',
    'documents/documents.json',
    'documents/passeport.pdf',
    `demandes/${numero}/demande.json`,
    `demandes/${numero}/fichiers/plan.pdf`,
  ]) {
    assert.ok(archive.has(nom), `${nom}: ${noms.join(', ')}`);
  }
  assert.ok(archive.get('documents/passeport.pdf')!.equals(pdf('Passeport')), 'in clear');
  assert.ok(archive.get(`demandes/${numero}/fichiers/plan.pdf`)!.equals(pdf('plan')));
  assert.match(texte('compte.json'), /zephirine@quimerch\.example[^]*Quimerch/);
  assert.match(texte('connexions.json'), /Firefox de Quimerch/);
  const demande = json(`demandes/${numero}/demande.json`);
  assert.equal(demande['statut'], 'refusee');
  assert.match(JSON.stringify(demande['evenements']), /Un mot\.[^]*Voie étroite/);
  assert.match(JSON.stringify(demande['reponsesEnMots']), /7 venelle des Cormorans/);
  const brouillons = [...archive.keys()].filter((nom) => nom.startsWith('demarches-commencees/'));
  assert.equal(brouillons.length, 1);
  assert.match(texte(brouillons[0]!), /integrale/);
  assert.match(texte('LISEZ-MOI.txt'), /Le maire de Port-Aubier[^]*cnil\.fr/);
  for (const [nom, octets] of archive) {
    assert.doesNotMatch(octets.toString('latin1'), /secr.{1,2}te|Kermarrec/, nom);
  }
  assert.equal([...archive.keys()].filter((nom) => nom.endsWith('demande.json')).length, 1);
});

test('an empty space is exported too; asking again and again is refused', async () => {
  await using banc = await ouvrirBanc({ limites: { exports: { points: 2, secondes: 3600 } } });
  const { poste } = await ouvrirEspace(banc);
  assert.ok((await exporter(banc, poste)).has('LISEZ-MOI.txt'));
  await exporter(banc, poste);
  await lireProbleme(await banc.get('usager/export', { poste }), 429, 'trop-de-tentatives');
});
