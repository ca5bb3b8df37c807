import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Locator, Page } from 'playwright';
import { ouvrirVille, regarder, type Ville } from './ville.ts';

let ville: Ville;
before(async () => {
  ville = await ouvrirVille();
});
after(() => ville.fermer());

const PDF = Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n');

const suite = (page: Page) => page.getByRole('button', { name: 'Continuer' }).click();
async function date(groupe: Locator, jour: string, mois: string, annee: string): Promise<void> {
  await groupe.getByLabel('Jour', { exact: true }).fill(jour);
  await groupe.getByLabel('Mois', { exact: true }).fill(mois);
  await groupe.getByLabel('Année', { exact: true }).fill(annee);
}

test('a shopkeeper stops half way, comes back to his answers, joins his papers, and goes back without filing twice', async () => {
  const page = await ville.ouvrir({ viewport: { width: 1280, height: 900 } });
  const adresse = `${ville.sites}/port-aubier/demarches.html`;
  const demandes: string[] = [];
  page.on('request', (requete) => demandes.push(requete.url()));
  await page.goto(adresse);
  assert.deepEqual(
    await page.evaluate(() => Object.keys(localStorage)),
    [],
    'nothing stored before the citizen acts',
  );
  await page.getByText('Installer une terrasse').first().click();
  await page.getByRole('button', { name: 'Commencer' }).click();
  await page.getByLabel('Nom du commerce').fill('Le Bulot Content');
  await page.getByLabel('Numéro SIRET').fill('123');
  await suite(page);
  const resume = page.getByRole('group', { name: /corriger/ });
  await resume.getByText(/SIRET a 14 chiffres/).click();
  assert.ok(await page.getByLabel('Numéro SIRET').evaluate((champ) => champ.matches(':focus')));
  // What is late in the form is here by now, since it has listed what is wrong.
  assert.ok(demandes.some((url) => url.includes('/w/suite-')));
  assert.deepEqual(
    demandes.filter((url) => /\/w\/(session|espace)-/.test(url)),
    [],
    'a guest who types loads no code of sessions',
  );
  await page.getByLabel('Numéro SIRET').fill('123 456 789 00012');
  await page.getByLabel('L’exploitant du commerce').check();
  await page.getByLabel('Numéro et rue').fill('2 quai des Armateurs');
  await page.getByLabel('Code postal').fill('13999');
  await page.getByLabel('Ville').fill('Port-Aubier');
  await suite(page);
  await page.getByLabel('Une terrasse ouverte').check();
  await page.getByLabel(/Longueur/).fill('6,5');

  // The page is closed; the next day the answers are there.
  await page.goto(adresse);
  await page.getByText('Installer une terrasse').first().click();
  await regarder(page, 'terrasse-1-reprendre');
  await page.getByRole('button', { name: 'Reprendre' }).click();
  await page.getByLabel('Une terrasse ouverte').waitFor();
  assert.ok(await page.getByLabel('Une terrasse ouverte').isChecked());
  assert.equal(await page.getByLabel(/Longueur/).inputValue(), '6,5');
  await page.getByLabel('Profondeur').fill('2');
  await page.getByLabel(/Largeur de trottoir/).fill('1,8');
  await page.getByLabel('Nombre de places assises').fill('24');
  await suite(page);

  // The browser's own clock is what the form compares with.
  const an = await page.evaluate(() => new Date(performance.timeOrigin).getFullYear() + 1);
  const periode = (n: number) => page.getByRole('group', { name: new RegExp(`Période ${n}`) });
  const remplir = async (n: number, mois: string): Promise<void> => {
    await date(periode(n).getByRole('group', { name: 'Premier jour' }), '1', mois, String(an));
    await date(periode(n).getByRole('group', { name: 'Dernier jour' }), '20', mois, String(an));
    await periode(n).getByLabel('Tous les jours').check();
    await periode(n).getByLabel('Heure de rangement').fill('23 h');
  };
  await remplir(1, '05');
  await page.getByRole('button', { name: /Ajouter : Période 2/ }).click();
  await remplir(2, '09');
  await regarder(page, 'terrasse-2-periodes');
  await suite(page);

  // A program in disguise is refused with a word for its field; the right file then goes.
  const entree = page.locator('input[type=file]');
  await entree.nth(0).setInputFiles({
    name: 'plan.pdf',
    mimeType: 'application/pdf',
    buffer: Buffer.from('MZ'.padEnd(2000, 'x')),
  });
  await page
    .getByText(/n’est pas ajouté|refus|format/i)
    .filter({ visible: true })
    .first()
    .waitFor();
  await regarder(page, 'terrasse-3-fichier-refuse');
  await page
    .getByRole('button', { name: /Retirer/ })
    .first()
    .click();
  await entree.nth(0).setInputFiles({ name: 'plan.pdf', mimeType: 'application/pdf', buffer: PDF });
  await page.getByText('plan.pdf').first().waitFor();
  await entree.nth(1).setInputFiles({ name: 'assurance.pdf', mimeType: 'application/pdf', buffer: PDF });
  await page.getByText('assurance.pdf').first().waitFor();
  await page.getByLabel(/Je m’engage/).check();
  await regarder(page, 'terrasse-4-pieces');
  await suite(page);
  await page.getByLabel('Votre prénom').fill('Aristide');
  await page.getByLabel('Votre nom', { exact: true }).fill('Bigorneau');
  await page.getByLabel('Votre adresse de courriel').fill('aristide@courriel.example');
  await page.getByLabel('Votre numéro de téléphone').fill('06 39 98 00 42');
  await page.getByLabel('Numéro et rue').fill('2 quai des Armateurs');
  await page.getByLabel('Code postal').fill('13999');
  await page.getByLabel('Ville').fill('Port-Aubier');
  await suite(page);
  await page.getByRole('button', { name: 'Envoyer ma demande' }).click();
  await page.getByRole('heading', { name: 'Votre demande est envoyée' }).waitFor();

  // Back, and forward, and a reload: still one demande, and no draft left behind.
  await page.goBack();
  await page.goForward();
  await page.reload();
  await page.getByText('Installer une terrasse').first().waitFor();
  const [recu, ...autres] = await ville.courriels('aristide@courriel.example');
  assert.equal(autres.length, 0);
  await page.getByText('Installer une terrasse').first().click();
  await page.getByRole('button', { name: 'Commencer' }).waitFor();

  // His papers can be opened again from the mail.
  await page.goto(/http:\S+#numero=\S+/.exec(recu!.texte)![0]);
  await page.getByText('Ce que vous avez envoyé').click();
  const telechargement = page.waitForEvent('download');
  await page.getByRole('button', { name: /plan\.pdf/ }).click();
  assert.equal((await telechargement).suggestedFilename(), 'plan.pdf');
  await regarder(page, 'terrasse-5-suivi');
  assert.deepEqual(
    ville.plaintes.filter((plainte) => !plainte.includes('422')),
    [],
  );
});
