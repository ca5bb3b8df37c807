import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Page } from 'playwright';
import type { DemandeAgent } from '#contract/schemas/agent.ts';
import { acte } from '../serveur/reponses.ts';
import { ouvrirVille, regarder, type Ville } from './ville.ts';

let ville: Ville;
before(async () => {
  ville = await ouvrirVille();
});
after(() => ville.fermer());

const ADRESSE = 'eloise.kermarrec@exemple.fr';

async function seConnecter(page: Page): Promise<void> {
  await page.getByLabel('Votre adresse de courriel').fill(ADRESSE);
  await page.getByRole('button', { name: 'Recevoir un code' }).click();
  await page.getByLabel('Code reçu par courriel').fill(await ville.codeDeConnexion(ADRESSE));
  await page.getByLabel('Code reçu par courriel').press('Enter');
}

test('one’s own space: a guest’s request claimed, the town’s word read, a form begun here and gone on with there', async () => {
  const api = `${ville.serveur}/c/port-aubier/api/v1/`;
  const { version } = (await (await fetch(`${api}demarches/acte-naissance`)).json()) as { version: number };
  const depot = await fetch(`${api}demandes`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ demarche: 'acte-naissance', version, reponses: acte() }),
  });
  const { numero } = (await depot.json()) as { numero: string };

  // The header's element opens the session: the list below follows.
  const page = await ville.ouvrir({ viewport: { width: 1280, height: 900 } });
  await page.goto(`${ville.sites}/port-aubier/mon-espace.html`);
  await page.getByText('Connectez-vous pour voir vos demandes').waitFor();
  await regarder(page, 'espace-1-ferme');
  await page.getByRole('button', { name: 'Me connecter' }).first().click();
  await seConnecter(page);
  await page.getByText(numero).first().waitFor();
  await regarder(page, 'espace-2-offerte');
  await page
    .getByRole('button', { name: /^(Ajouter|Oui|C’est ma demande|Ranger|Mettre)/ })
    .first()
    .click();
  await page.getByText('La mairie a jusqu’au').first().waitFor();
  assert.deepEqual(await page.context().cookies(), [], 'no cookie');
  await regarder(page, 'espace-3-a-moi');

  // The town answers; in the space, it is what there is to do.
  const agent = await ville.agent('agent@port-aubier.example');
  const dossier = await agent<DemandeAgent>('GET', `demandes/${numero}`);
  await agent('POST', `demandes/${numero}/messages`, { corps: 'Votre acte part demain.' });
  assert.ok(
    dossier.evenements.some(({ type }) => type === 'rattachement'),
    'the claim is an event',
  );
  await page.reload();
  await page.getByText('Lisez ce que la mairie vous dit.').first().waitFor();
  await regarder(page, 'espace-4-a-lire');
  await page.getByRole('link', { name: /^Lire/ }).first().click();
  await page.getByText('Votre acte part demain.').first().waitFor();
  await regarder(page, 'espace-5-lu');

  // A form begun here, found again on another device.
  await page.goto(`${ville.sites}/port-aubier/demarches.html`);
  await page.getByRole('heading', { name: 'Mon espace' }).waitFor();
  await page.getByRole('button', { name: /Installer une terrasse/ }).click();
  await page.getByRole('button', { name: 'Commencer' }).click();
  await page.getByLabel('Nom du commerce').fill('Le Bigorneau');
  await page
    .getByText(/Enregistré dans votre espace|dans votre espace/)
    .first()
    .waitFor();
  await regarder(page, 'espace-6-commence');

  const telephone = await ville.ouvrir({ viewport: { width: 360, height: 740 } });
  await telephone.goto(`${ville.sites}/port-aubier/demarches.html`);
  await telephone.getByRole('button', { name: 'Mon espace : me connecter' }).click();
  await seConnecter(telephone);
  await telephone.getByText('Installer une terrasse').first().waitFor();
  await regarder(telephone, 'espace-7-telephone');
  const reprendre = telephone.getByRole('button', { name: /^Reprendre/ }).first();
  await reprendre.click();
  await telephone.getByLabel('Nom du commerce').waitFor();
  assert.equal(await telephone.getByLabel('Nom du commerce').inputValue(), 'Le Bigorneau');
  await regarder(telephone, 'espace-8-repris');

  // Out here, on every widget of the page; the other device goes on.
  await page.goto(`${ville.sites}/port-aubier/mon-espace.html`);
  await page.getByText(numero).first().waitFor();
  await page.getByRole('button', { name: 'Mon compte' }).click();
  await page.getByRole('button', { name: 'Me déconnecter' }).first().click();
  await page.getByText('Connectez-vous pour voir vos demandes').waitFor();
  assert.equal(await page.getByText(numero).count(), 0);
  assert.deepEqual(
    await page.evaluate(() => Object.keys(sessionStorage).filter((nom) => nom.startsWith('parvis http'))),
    [],
  );
  await telephone.reload();
  await telephone.getByRole('heading', { name: 'Mon espace' }).waitFor();
  assert.deepEqual(ville.plaintes, []);
});
