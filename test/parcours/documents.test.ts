import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import sharp from 'sharp';
import { ouvrirVille, regarder, type Ville } from './ville.ts';

let ville: Ville;
before(async () => {
  ville = await ouvrirVille();
});
after(() => ville.fermer());

const ADRESSE = 'nadia.ferhat@exemple.fr';
const PDF = Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n');
const piece = (name: string) => ({ name, mimeType: 'application/pdf', buffer: PDF });

test('a citizen signs in by a mailed code, keeps papers, opens, describes, takes all, deletes, and reads who looked', async () => {
  const fond = { width: 40, height: 40, channels: 3, background: '#fff' } as const;
  const PNG = await sharp({ create: fond }).png().toBuffer();
  const page = await ville.ouvrir({ viewport: { width: 360, height: 740 }, acceptDownloads: true });
  // The hosted page has no icon.
  await page.route('**/favicon.ico', (route) => route.fulfill({ status: 204 }));
  await page.goto(`${ville.serveur}/c/port-aubier/p/mes-documents`);
  await page.getByRole('button', { name: 'Me connecter' }).click();
  await page.getByLabel('Votre adresse de courriel').fill(ADRESSE);
  await page.getByRole('button', { name: 'Recevoir un code' }).click();
  await page.getByLabel(/^Code/).fill(await ville.codeDeConnexion(ADRESSE));
  await page.getByRole('button', { name: 'Me connecter' }).click();
  await page.getByText('Rien pour l’instant').waitFor();
  await regarder(page, 'documents-1-vide');

  await page.locator('input[type=file][multiple]').setInputFiles(piece('carte identité.pdf'));
  const nom = page.getByLabel('Nom', { exact: true });
  await nom.waitFor();
  assert.equal(await page.getByLabel('Genre').inputValue(), 'identite');
  await nom.fill('Ma carte d’identité');
  await page.getByLabel(/^Valable/).fill('2031-05-04');
  await page.getByRole('button', { name: 'Enregistrer' }).click();
  await page.getByText('Valable jusqu’au 4 mai 2031').waitFor();
  const livret = { name: 'livret.png', mimeType: 'image/png', buffer: PNG };
  await page
    .locator('input[type=file][multiple]')
    .setInputFiles([piece('bail.pdf'), piece('avis impots.pdf'), livret]);
  for (const recu of ['bail.pdf', 'avis impots.pdf', 'livret.png'])
    await page.getByRole('button', { name: `Télécharger ${recu}` }).waitFor();
  await regarder(page, 'documents-2-quatre');

  // What was kept comes back as it was; a picture, in a tab of its own.
  const [onglet] = await Promise.all([
    page.waitForEvent('popup'),
    page.getByRole('button', { name: /Ouvrir.*livret/ }).click(),
  ]);
  await onglet.waitForURL(/^blob:/);
  await onglet.close();
  const [sauve] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Télécharger Ma carte d’identité' }).click(),
  ]);
  assert.deepEqual(await readFile(await sauve.path()), PDF);

  // All in one file.
  const [archive] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Tout télécharger' }).click(),
  ]);
  const zip = await readFile(await archive.path());
  assert.equal(zip.subarray(0, 2).toString(), 'PK');
  for (const attendu of ['bail', 'Ma carte']) assert.ok(zip.includes(attendu), attendu);

  await page.getByRole('button', { name: 'Supprimer bail.pdf' }).click();
  await page.getByRole('button', { name: 'Oui, supprimer' }).click();
  await page.getByText('bail.pdf est supprimé.').waitFor();
  // The page again, the same session: nothing is asked.
  await page.reload();
  await page
    .getByText(/^Ma carte d’identité/)
    .first()
    .waitFor();
  assert.equal(await page.getByText('bail.pdf', { exact: true }).count(), 0);

  await page.getByText('Qui a regardé mes documents').click();
  await page.getByText('Suppression').waitFor();
  assert.ok((await page.getByText('Ouverture').count()) >= 1);
  await regarder(page, 'documents-3-journal');

  // A form takes a copy of it, under the same session.
  await page.goto(`${ville.serveur}/c/port-aubier/p/mes-demarches?demarche=dossier-pacs`);
  await page.getByRole('button', { name: 'Commencer' }).click();
  await page.getByLabel('Ailleurs en France').first().check();
  await page.getByRole('button', { name: 'Prendre dans Mes documents' }).first().click();
  await page
    .getByRole('dialog')
    .getByLabel(/Ma carte d’identité/)
    .check();
  await regarder(page, 'documents-4-choisir');
  await page.getByRole('button', { name: 'Ajouter au formulaire' }).click();
  await page.getByRole('button', { name: /Retirer Ma carte d’identité/ }).waitFor();
  await regarder(page, 'documents-5-joint');
  await page.context().close();
  assert.deepEqual(ville.plaintes, []);
});
