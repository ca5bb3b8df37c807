import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import sharp from 'sharp';
import { compterFeuilles, ouvrirVille, regarder, type Ville } from './ville.ts';

let ville: Ville;
before(async () => {
  ville = await ouvrirVille();
});
after(() => ville.fermer());

const TELEPHONE = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true };

/** A phone's photo: large, with the place where it was taken. */
const photo = () =>
  sharp({ create: { width: 3200, height: 2400, channels: 3, background: '#7a8c6f' } })
    .withExif({ IFD3: { GPSLatitudeRef: 'S', GPSLatitude: '12/1 46/1 0/1' } })
    .jpeg()
    .toBuffer();

test('a passer-by reports from a phone, the network cuts, one report arrives', async () => {
  const page = await ville.ouvrir(TELEPHONE);
  await page.goto(`${ville.sites}/anse-vanille/signaler.html`);
  await page.getByText('ne sert pas à dénoncer').first().waitFor();
  await regarder(page, 'signal-1-choix');
  await page.getByRole('button', { name: /propreté/i }).click();
  await page.getByRole('heading', { name: /Étape 1 sur/ }).waitFor();
  await regarder(page, 'signal-2-etape-1');
  await page.getByRole('radio').first().check();
  await page.getByRole('button', { name: 'Continuer' }).click();
  await page.getByRole('textbox', { name: /Où/ }).fill('devant l’école, rue du Marché');
  await regarder(page, 'signal-3-lieu');
  await page.getByRole('button', { name: 'Continuer' }).click();
  await page.getByRole('heading', { name: /photo/i }).first().waitFor();
  const envoi = page.waitForRequest((requete) => requete.url().includes('/televersements'));
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: 'IMG_001.jpg', mimeType: 'image/jpeg', buffer: await photo() });
  await envoi;
  await page.getByText('IMG_001').first().waitFor();
  // « Retirer » is there while the file is on its way; the form waits for its end.
  await page.getByText('IMG_001.jpg est ajouté').first().waitFor({ state: 'attached' });
  await regarder(page, 'signal-4-photo');
  await page.getByRole('button', { name: 'Continuer' }).click();
  await page.getByRole('heading', { name: /Vos coordonnées/ }).waitFor();
  await regarder(page, 'signal-5-coordonnees');
  await page.getByRole('button', { name: 'Continuer' }).click();
  await page.getByRole('heading', { name: /Vérifiez/ }).waitFor();
  await regarder(page, 'signal-6-verification');

  // The network falls when the button is pressed; nothing is lost, and it leaves by itself, once.
  await page.context().setOffline(true);
  await page.getByRole('button', { name: 'Envoyer mon signalement' }).click();
  await page.getByText('Votre demande n’est pas encore partie').first().waitFor({ timeout: 20_000 });
  await regarder(page, 'signal-7-hors-ligne');
  await page.context().setOffline(false);
  await page.getByRole('heading', { name: 'Votre signalement est envoyé' }).waitFor({ timeout: 20_000 });
  await regarder(page, 'signal-8-accuse');
  assert.equal(await compterFeuilles(page, 'signal-8-accuse'), 1, 'the receipt is one sheet');
  const numero = await page
    .getByText(/ANV-\w{4}-\w{4}/)
    .first()
    .textContent();
  assert.match(numero!, /ANV-\w{4}-\w{4}/);

  // With the number alone: where it stands and who is in charge.
  await page.goto(`${ville.sites}/anse-vanille/suivi.html`);
  await page.getByLabel('Votre numéro de suivi').fill(numero!.toLowerCase().replaceAll('-', ' '));
  await regarder(page, 'signal-9-suivi-vide');
  await page.getByRole('button', { name: 'Voir où en est ma demande' }).click();
  await page.getByText('Reçue').first().waitFor();
  await regarder(page, 'signal-10-suivi-public');
  assert.equal(
    await page.getByText('rue du Marché').count(),
    0,
    'the number alone shows nothing that was written',
  );

  // A typing error is told as such.
  await page.goto(`${ville.sites}/anse-vanille/suivi.html`);
  const faux = numero!.replace(/.$/, (lettre) => (lettre === 'A' ? 'B' : 'A'));
  await page.getByLabel('Votre numéro de suivi').fill(faux);
  await page.getByRole('button', { name: 'Voir où en est ma demande' }).click();
  await page
    .getByText(/faute de frappe/)
    .first()
    .waitFor();
  await regarder(page, 'signal-11-numero-faux');

  // The browser logs the request that the network refused; nothing else may complain.
  assert.deepEqual(
    ville.plaintes.filter((plainte) => !plainte.includes('ERR_INTERNET_DISCONNECTED')),
    [],
  );
});
