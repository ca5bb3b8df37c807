/** One's own space without a mouse: where the focus is, that it shows, and what is said, at each change of view. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { DemandeAgent } from '#contract/schemas/agent.ts';
import { acte } from '../serveur/reponses.ts';
import { Visite } from './acces/modes.ts';
import { ouvrirVille, type Ville } from './ville.ts';

let ville: Ville;
before(async () => {
  ville = await ouvrirVille();
});
after(() => ville.fermer());

const ADRESSE = 'eloise.kermarrec@exemple.fr';
const PDF = Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n');
const MODE = { nom: 'clavier' };

/** A request made by a guest, to which the town has answered. */
async function demandeRepondue(): Promise<string> {
  const api = `${ville.serveur}/c/port-aubier/api/v1/`;
  const { version } = (await (await fetch(`${api}demarches/acte-naissance`)).json()) as { version: number };
  const depot = await fetch(`${api}demandes`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ demarche: 'acte-naissance', version, reponses: acte() }),
  });
  const { numero } = (await depot.json()) as { numero: string };
  const agent = await ville.agent('agent@port-aubier.example');
  await agent<DemandeAgent>('GET', `demandes/${numero}`);
  await agent('POST', `demandes/${numero}/messages`, { corps: 'Votre acte part demain.' });
  return numero;
}

test('by keyboard alone: signed in, a request read and answered, a paper kept and used, signed out', async () => {
  const numero = await demandeRepondue();
  await using visite = await Visite.ouvrir(ville, MODE, `${ville.sites}/port-aubier/mon-espace.html`);
  const { clavier, page } = visite;

  // The header's door, and back out of it.
  await page.getByText('Connectez-vous pour voir vos demandes').waitFor();
  await page.getByText('Gardez ici, chiffrés').waitFor();
  await page.locator('connexion-usager').getByRole('button', { name: 'Me connecter' }).waitFor();
  await visite.examiner('clavier-01-porte');
  await clavier.activer(/^Me connecter$/);
  await clavier.attendre(/Me connecter/);
  await page.getByLabel('Votre adresse de courriel').waitFor();
  await visite.examiner('clavier-02-adresse');
  await page.keyboard.press('Escape');
  await clavier.attendre(/^Me connecter$/);
  assert.equal((await clavier.ici()).role, 'button');

  await page.keyboard.press('Enter');
  await page.getByLabel('Votre adresse de courriel').waitFor();
  await clavier.vers(/Recevoir un code/);
  const vide = 'Écrivez votre adresse';
  await visite.uneFois(vide, () => page.keyboard.press('Enter'));
  await clavier.attendre(/Votre adresse de courriel/);
  await visite.examiner('clavier-03-adresse-vide');
  await page.keyboard.type(ADRESSE);
  await visite.uneFois('Code reçu par courriel', () => page.keyboard.press('Enter'));
  await clavier.attendre(/Code reçu par courriel/);
  await visite.examiner('clavier-04-code');
  const code = await ville.codeDeConnexion(ADRESSE);
  await page.keyboard.type(code === '000000' ? '111111' : '000000');
  await visite.uneFois('Ce code n’est pas le bon', () => page.keyboard.press('Enter'));
  await clavier.attendre(/Code reçu par courriel/);
  await visite.examiner('clavier-05-code-faux');
  await clavier.remplir(/Code reçu par courriel/, code);
  await visite.uneFois('Vous êtes connecté.', () => page.keyboard.press('Enter'));
  await clavier.attendre(/^Mon compte$/);

  // The request of the guest is offered, then the town's word is read.
  await page.getByText(numero).first().waitFor();
  await page.getByRole('heading', { name: 'Mes papiers' }).waitFor();
  await visite.examiner('clavier-06-tableau');
  await visite.uneFois('ajoutée à votre espace', () => clavier.activer(/^Ajouter à mon espace, demande/));
  await clavier.attendre(/Lire/);
  await visite.examiner('clavier-07-a-lire');
  await page.keyboard.press('Enter');
  await page.getByText('Votre acte part demain.').first().waitFor();
  await clavier.attendre(/acte de naissance/);
  await visite.examiner('clavier-08-demande');
  await clavier.remplir(/Écrire au service/, 'Merci, je l’attends.');
  await clavier.vers(/Envoyer mon message/);
  await visite.uneFois('Votre message est envoyé', () => page.keyboard.press('Enter'));
  await clavier.garde('after a message');
  await visite.examiner('clavier-09-message');

  // A paper, described.
  await visite.uneFois('identité.pdf', () =>
    clavier.joindre(/Ajouter des documents/, {
      name: 'carte identité.pdf',
      mimeType: 'application/pdf',
      buffer: PDF,
    }),
  );
  await page.getByLabel('Nom', { exact: true }).waitFor();
  await clavier.garde('after a paper was added');
  await visite.examiner('clavier-10-papier');
  await clavier.remplir(/^Nom$/, 'Ma carte');
  await clavier.vers(/^Enregistrer$/);
  await visite.uneFois('C’est enregistré.', () => page.keyboard.press('Enter'));
  await clavier.attendre(/Modifier Ma carte/);
  await visite.examiner('clavier-11-garde');
  await clavier.activer(/Qui a regardé mes documents/);
  await page.getByText('Ajout').first().waitFor();
  await clavier.garde('with the log open');
  await visite.examiner('clavier-12-journal');

  // In a form of another page.
  await page.goto(`${ville.sites}/port-aubier/demarches.html`);
  await page.getByRole('heading', { name: 'Mon espace' }).waitFor();
  await page.getByRole('button', { name: /Préparer un Pacs/ }).waitFor();
  await visite.examiner('clavier-13-demarches');
  await clavier.activer(/Préparer un Pacs/);
  await clavier.attendre(/Préparer un Pacs/);
  await clavier.activer(/Commencer/);
  await clavier.attendre(/Étape 1 sur/);
  await clavier.choisir(/Port-Aubier|Ailleurs en France/, /Ailleurs en France/);
  await clavier.activer(/Prendre dans Mes documents/);
  const dialogue = page.getByRole('dialog');
  await dialogue.getByLabel(/Ma carte/).waitFor();
  assert.equal((await clavier.attendre(/^Prendre dans Mes documents$/)).role, 'h2');
  await visite.examiner('clavier-14-choisir');
  await page.keyboard.press('Escape');
  await clavier.attendre(/Prendre dans Mes documents/);
  await page.keyboard.press('Enter');
  await dialogue.getByLabel(/Ma carte/).waitFor();
  await clavier.vers(/Ajouter au formulaire/);
  await visite.uneFois('Choisissez d’abord un document', () => page.keyboard.press('Enter'));
  await clavier.vers(/Ma carte/, { arriere: true });
  await page.keyboard.press('Space');
  await clavier.vers(/Ajouter au formulaire/);
  await visite.uneFois('Ma carte', () => page.keyboard.press('Enter'));
  await page.getByRole('button', { name: /Retirer Ma carte/ }).waitFor();
  await clavier.garde('after a paper was taken');
  await visite.examiner('clavier-15-joint');

  // Where I am signed in, then out.
  await page.goto(`${ville.sites}/port-aubier/mon-espace.html`);
  await page.getByRole('heading', { name: 'Mes papiers' }).waitFor();
  await clavier.vers(/^Mon compte$/);
  // The menu finds its side when it opens.
  for (const width of [360, 1280]) {
    await page.setViewportSize({ width, height: 740 });
    await page.keyboard.press('Enter');
    await page.locator('connexion-usager').getByText('Mes connexions').waitFor();
    await visite.examiner('clavier-16-menu', [width]);
    await page.keyboard.press('Escape');
    await clavier.attendre(/^Mon compte$/);
  }
  await page.keyboard.press('Enter');
  await clavier.vers(/^Mes connexions$/);
  await page.keyboard.press('Escape');
  await clavier.attendre(/^Mon compte$/);
  await page.keyboard.press('Enter');
  await clavier.activer(/^Mes connexions$/);
  await page.getByText('Vous êtes ici').waitFor();
  await clavier.attendre(/Mes connexions|Mon compte/);
  await visite.examiner('clavier-17-connexions');
  await page.keyboard.press('Escape');
  await clavier.attendre(/^Mon compte$/);
  await page.keyboard.press('Enter');
  await clavier.vers(/^Me déconnecter$/);
  await visite.uneFois('Vous êtes déconnecté.', () => page.keyboard.press('Enter'));
  await clavier.attendre(/^Me connecter$/);
  await page.getByText('Connectez-vous pour voir vos demandes').waitFor();
  await visite.examiner('clavier-18-sorti');
  assert.equal(await page.getByText(numero).count(), 0);
  // The wrong code is a 403, which Chromium tells in the console.
  assert.deepEqual(
    ville.plaintes.filter((plainte) => !plainte.includes('403')),
    [],
  );
});
