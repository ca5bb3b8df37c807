import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { Document } from '#contract/schemas/document.ts';
import { chemins, lire, lireProbleme, ouvrirBanc, type Banc } from '../../test/serveur/banc.ts';
import {
  ajouter,
  contenu,
  envoyer,
  journal,
  mesDocuments,
  ouvrirEspace,
  pdfDe,
} from '../../test/serveur/espace.ts';
import { terrasse } from '../../test/serveur/reponses.ts';
import { demandeParNumero, evenementsDe } from '../demandes/store.ts';
import { verifierChaines } from '../demandes/verifier.ts';
import { pdf } from '../socle/fichiers/exemples.test-util.ts';
import { MINUTE } from '../socle/horloge/horloge.ts';
import { EICAR, preparerClamd, SANS_CLAMD } from '../socle/virus/clamd.test-util.ts';

const infecte = () => pdfDe(EICAR);

async function blobs(banc: Banc): Promise<number> {
  let nombre = 0;
  for await (const _ of (await banc.commune()).blobs.lister()) nombre++;
  return nombre;
}
async function uneMinute(banc: Banc): Promise<void> {
  banc.horloge.avancer(MINUTE + 1);
  await banc.jobs();
}

describe('a scan of every upload, by a real clamd', { skip: SANS_CLAMD }, () => {
  it('refuses the test virus with a clear word, and keeps nothing of it', async () => {
    await using clamd = await preparerClamd();
    await clamd.demarrer();
    await using banc = await ouvrirBanc({ env: { PARVIS_CLAMD: clamd.adresse } });
    const { poste } = await ouvrirEspace(banc, 'marie@example.fr');
    for (const octets of [infecte(), Buffer.from(EICAR)]) {
      const document = await lireProbleme(
        await envoyer(banc, poste, 'a.pdf', octets),
        422,
        'fichier-infecte',
      );
      assert.match(document.detail, /virus/);
      const piece = await lireProbleme(await banc.envoyerFichier('a.pdf', octets), 422, 'fichier-infecte');
      assert.deepEqual(chemins(piece), ['fichier']);
    }
    assert.equal(await blobs(banc), 0);
    assert.deepEqual(readdirSync(join(banc.dossier, 'temporaires')), []);
    assert.equal((await mesDocuments(banc, poste)).utilises, 0);
    const sain = await ajouter(banc, poste, 'a.pdf', pdf());
    assert.equal(sain.etat, 'pret');
    await banc.televerser('a.pdf', pdf());
  });

  it('holds documents while it is down: not lost, not served; then opens the good ones and removes the others', async () => {
    await using clamd = await preparerClamd();
    await using banc = await ouvrirBanc({ env: { PARVIS_CLAMD: clamd.adresse } });
    const { poste } = await ouvrirEspace(banc, 'marie@example.fr');
    const bon = await ajouter(banc, poste, 'bon.pdf', pdfDe('bon'));
    const mauvais = await ajouter(banc, poste, 'mauvais.pdf', infecte());
    assert.deepEqual([bon.etat, mauvais.etat], ['a-verifier', 'a-verifier']);
    for (let i = 0; i < 5; i++) await uneMinute(banc);
    const chemin = `usager/documents/${bon.id}`;
    await lireProbleme(await banc.get(`${chemin}/contenu`, { poste }), 409, 'document-a-verifier');
    await lireProbleme(await banc.post(`${chemin}/copie`, {}, { poste }), 409, 'document-a-verifier');
    const zip = await (await banc.get('usager/documents/archive', { poste })).text();
    assert.ok(zip.includes('fichiers en attente.txt') && !zip.includes('%PDF-'));
    await lire(Document, await banc.appel('PATCH', chemin, { poste, corps: { genre: 'domicile' } }));

    await clamd.demarrer();
    await uneMinute(banc);
    assert.deepEqual(
      (await mesDocuments(banc, poste)).documents.map(({ nom, etat, genre }) => [nom, etat, genre]),
      [['bon.pdf', 'pret', 'domicile']],
    );
    assert.ok((await contenu(banc, poste, bon.id)).equals(pdfDe('bon')));
    assert.equal(await blobs(banc), 1);
    const retrait = (await journal(banc, poste)).find(({ acte }) => acte === 'suppression');
    assert.deepEqual([retrait?.document, retrait?.par], ['mauvais.pdf', 'La mairie (virus)']);
    await banc.jobs();
    const avis = banc.boite.recus.filter(({ a }) => a === 'marie@example.fr');
    assert.equal(avis.length, 1);
    assert.match(avis[0]!.texte, /virus dans « mauvais\.pdf »/);
  });

  it('never blocks a filing: what was not seen is filed, and nobody opens it before', async () => {
    await using clamd = await preparerClamd();
    await using banc = await ouvrirBanc({ env: { PARVIS_CLAMD: clamd.adresse } });
    const commune = await banc.commune();
    const plan = await banc.televerser('plan.pdf', pdfDe('plan'));
    const assurance = await banc.televerser('assurance.pdf', infecte());
    const jamais = await banc.televerser('jamais.pdf', infecte());
    const { numero, code } = await banc.deposer('terrasse', terrasse(plan, assurance));
    const ouvrir = (id: string) => banc.get(`demandes/${numero}/pieces/${id}`, { code });
    for (const { id } of [plan, assurance]) await lireProbleme(await ouvrir(id), 409, 'document-a-verifier');

    await clamd.demarrer();
    await uneMinute(banc);
    assert.ok(Buffer.from(await (await ouvrir(plan.id)).arrayBuffer()).equals(pdfDe('plan')));
    await lireProbleme(await ouvrir(assurance.id), 422, 'fichier-infecte');
    const demande = await commune.moteur.lireUn(demandeParNumero, { numero });
    const evenements = await commune.moteur.lire(evenementsDe, { demande_id: demande!.id, apres: 0 });
    const note = evenements.find(({ type }) => type === 'note');
    assert.equal(note?.visibilite, 'interne');
    assert.match(note!.donnees, /virus \(Eicar.*« assurance\.pdf »/);
    const encore = await banc.post('demandes', {
      demarche: 'terrasse',
      version: 1,
      reponses: terrasse(await banc.televerser('plan.pdf', pdf()), jamais),
    });
    assert.deepEqual(chemins(await lireProbleme(encore, 422, 'saisie-invalide')), ['assurance']);
    const chaines = verifierChaines(commune);
    assert.ok((await chaines.next()).done, 'the chain still holds');
  });

  it('goes on without it when it is switched off for good', async () => {
    await using clamd = await preparerClamd();
    const banc = await ouvrirBanc({ env: { PARVIS_CLAMD: clamd.adresse } });
    await using _ = banc;
    const { poste } = await ouvrirEspace(banc, 'marie@example.fr');
    await ajouter(banc, poste, 'a.pdf', pdf());
    const commune = await banc.commune();
    const { jobVerifier } = await import('./verifier.ts');
    await jobVerifier(commune, undefined, () => assert.fail()).faire({} as never, {} as never);
    assert.equal((await mesDocuments(banc, poste)).documents[0]!.etat, 'pret');
  });
});
