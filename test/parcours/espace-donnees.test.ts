/** One's data in one's own hands: a copy that opens, the log of who looked, and an erasure that erases. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import JSZip from 'jszip';
import type { Page } from 'playwright';
import type { DemandeAgent } from '#contract/schemas/agent.ts';
import { acte } from '../serveur/reponses.ts';
import { Visite } from './acces/modes.ts';
import { ouvrirVille, type Ville } from './ville.ts';

let ville: Ville;
before(async () => {
  ville = await ouvrirVille();
});
after(() => ville.fermer());

const ADRESSE = 'zoe.lehoux@exemple.fr';
const IDENTITE = {
  'demandeur-prenom': 'Zoé',
  'demandeur-nom': 'Lehoux',
  'demandeur-courriel': ADRESSE,
};
const PDF = Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n');
const MODE = { nom: 'donnees' };
const PREUVE_DEMANDEE = {
  status: 403,
  headers: { 'Content-Type': 'application/problem+json', 'Access-Control-Allow-Origin': '*' },
  body: JSON.stringify({
    type: 'about:blank',
    title: 'Confirmez que c’est vous',
    status: 403,
    detail: 'Confirmez que c’est vous.',
    code: 'preuve-fraiche',
  }),
};

async function deposer(): Promise<string> {
  const api = `${ville.serveur}/c/port-aubier/api/v1/`;
  const { version } = (await (await fetch(`${api}demarches/acte-naissance`)).json()) as { version: number };
  const depot = await fetch(`${api}demandes`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ demarche: 'acte-naissance', version, reponses: acte(IDENTITE) }),
  });
  return ((await depot.json()) as { numero: string }).numero;
}

async function seConnecter(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Mon espace : me connecter' }).click();
  await page.getByLabel('Votre adresse de courriel').fill(ADRESSE);
  await page.getByRole('button', { name: 'Recevoir un code' }).click();
  await page.getByLabel('Code reçu par courriel').fill(await ville.codeDeConnexion(ADRESSE));
  await page.getByLabel('Code reçu par courriel').press('Enter');
  await page.getByRole('heading', { name: 'Mon espace', level: 2 }).waitFor();
}

/** The archive, as somebody opens it at home. */
async function ouvrirZip(chemin: string) {
  const zip = await JSZip.loadAsync(await readFile(chemin));
  const noms = Object.values(zip.files)
    .filter(({ dir }) => !dir)
    .map(({ name }) => name);
  return {
    noms,
    lire: (nom: string): Promise<Buffer> => zip.file(nom)!.async('nodebuffer'),
    json: async <T>(nom: string): Promise<T> => JSON.parse(await zip.file(nom)!.async('string')) as T,
  };
}

test('a citizen takes his data away, reads who looked, erases all, and the town keeps what the law asks', async () => {
  const finie = await deposer();
  const enCours = await deposer();
  const agent = await ville.agent('agent@port-aubier.example');
  await agent('POST', `demandes/${finie}/messages`, { corps: 'Votre acte est parti ce matin.' });
  const { ligne } = await agent<DemandeAgent>('GET', `demandes/${finie}`);
  await agent('PATCH', `demandes/${finie}`, { statut: 'traitee', version: ligne.version });

  const adresse = `${ville.sites}/port-aubier/demarches.html`;
  await using visite = await Visite.ouvrir(ville, MODE, adresse);
  const { page } = visite;
  await seConnecter(page);
  for (const numero of [finie, enCours])
    await page.getByRole('button', { name: new RegExp(`^Ajouter.*${numero}`) }).click();
  await page.getByRole('heading', { name: 'À faire' }).waitFor();
  await visite.examiner('donnees-01-demandes');
  await page.getByRole('button', { name: 'Mes documents' }).click();
  await page
    .locator('input[type=file][multiple]')
    .setInputFiles({ name: 'bail.pdf', mimeType: 'application/pdf', buffer: PDF });
  await page.getByLabel('Nom', { exact: true }).fill('Mon bail');
  await page.getByRole('button', { name: 'Enregistrer' }).click();
  await page.getByRole('button', { name: 'Télécharger Mon bail' }).waitFor();
  const [ouvert] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Télécharger Mon bail' }).click(),
  ]);
  assert.deepEqual(await readFile(await ouvert.path()), PDF);
  await page.getByText('Qui a regardé mes documents').click();
  await page.getByText('Ouverture').first().waitFor();
  await visite.examiner('donnees-02-journal');

  // Signed in on a telephone too: it is ended with the rest.
  const telephone = await ville.ouvrir({ viewport: { width: 360, height: 740 } });
  await telephone.goto(adresse);
  await seConnecter(telephone);
  await telephone.getByText(enCours).first().waitFor();

  // The account, read from its top; the copy asks for a fresh proof only when the sign-in is old.
  await page.getByRole('button', { name: 'Mon compte' }).last().click();
  await page.getByRole('heading', { name: 'Mes données' }).waitFor();
  await page.getByText('Vos demandes, leurs messages et leurs pièces').waitFor();
  await page.getByText('Personne ne peut agir pour vous.').waitFor();
  await visite.examiner('donnees-03-compte');
  const telecharger = page.getByRole('button', { name: 'Télécharger mes données (ZIP)' });
  const [archive] = await Promise.all([
    page.waitForEvent('download'),
    visite.uneFois('Vos données sont téléchargées.', () => telecharger.click()),
  ]);
  assert.match(archive.suggestedFilename(), /^mes-donnees.*\.zip$/);
  const zip = await ouvrirZip(await archive.path());
  assert.match((await zip.lire('LISEZ-MOI.txt')).toString(), /Vos données – Port-Aubier/);
  const compte = await zip.json<{ moyensDeConnexion: { valeur: string }[] }>('compte.json');
  assert.deepEqual(
    compte.moyensDeConnexion.map(({ valeur }) => valeur),
    [ADRESSE],
  );
  assert.equal((await zip.json<unknown[]>('connexions.json')).length, 2, 'the computer and the telephone');
  const papiers = await zip.json<unknown>('documents/documents.json');
  assert.match(JSON.stringify(papiers), /Mon bail/);
  const bail = zip.noms.find((nom) => nom.startsWith('documents/Mon bail'));
  assert.deepEqual(await zip.lire(bail!), PDF);
  for (const numero of [finie, enCours]) {
    const demande = await zip.json<object>(`demandes/${numero}/demande.json`);
    assert.match(JSON.stringify(demande), /Lehoux/);
  }
  assert.match(
    (await zip.lire(`demandes/${finie}/demande.json`)).toString(),
    /Votre acte est parti ce matin\./,
  );
  assert.match((await zip.lire('journal.json')).toString(), /bail/);

  // Erasing: the word, then the code.
  await page.getByRole('button', { name: 'Effacer mon espace' }).click();
  await page.getByText('Gardé, parce que la loi le demande').waitFor();
  await visite.examiner('donnees-04-effacer');
  const mot = page.getByLabel('Pour confirmer, tapez le mot EFFACER');
  await mot.fill('effacé');
  await visite.uneFois('Tapez EFFACER, en entier.', () => mot.press('Enter'));
  await visite.examiner('donnees-05-mot-faux');
  // Ten minutes after the sign-in, the server wants a fresh proof: here at once, the rest is its own.
  await page.route('**/usager/effacement', (route) => route.fulfill(PREUVE_DEMANDEE), { times: 1 });
  await mot.fill('effacer');
  await mot.press('Enter');
  const preuve = page.getByRole('dialog', { name: 'Confirmez que c’est vous' });
  await preuve.getByText(`Un code de 6 chiffres est parti à ${ADRESSE}.`).waitFor();
  await visite.clavier.attendre(/Code reçu par courriel/);
  await visite.examiner('donnees-06-preuve');
  const code = await ville.codeDeConnexion(ADRESSE);
  await page.keyboard.type(code === '000000' ? '111111' : '000000');
  await visite.uneFois('Ce code n’est pas le bon', () => page.keyboard.press('Enter'));
  await visite.clavier.remplir(/Code reçu par courriel/, code);
  await page.keyboard.press('Enter');
  const bilan = page.getByRole('heading', { name: 'Votre espace est effacé' });
  await bilan.waitFor();
  await visite.clavier.attendre(/Votre espace est effacé/);
  await visite.examiner('donnees-07-bilan');
  const dit = (await page.locator('div.donnees').innerText()).replaceAll(/[\s\u00a0\u202f]+/g, ' ');
  assert.match(dit, /Votre compte, vos moyens de connexion et votre profil/);
  assert.match(dit, new RegExp(`${enCours}.*Cette demande est en cours : la mairie doit y répondre`));
  assert.match(
    dit,
    new RegExp(`${finie}.*recours ou de contrôle : elle la garde, hors de votre espace, jusqu’au \\d`),
  );
  await page.getByRole('button', { name: 'J’ai compris' }).click();
  await page.getByRole('button', { name: 'Mon espace : me connecter' }).waitFor();
  await visite.examiner('donnees-08-sorti');
  assert.doesNotMatch(await page.locator('mes-demarches .root').first().innerText(), /zoe\.lehoux|PAB-/);

  // Ended everywhere; the same address finds nothing.
  await telephone.getByRole('button', { name: 'Mes documents' }).click();
  await telephone.getByRole('button', { name: 'Mon espace : me connecter' }).waitFor();
  await telephone.context().close();
  await seConnecter(page);
  await page.getByText('Vous n’avez pas encore de demande').waitFor();
  await visite.examiner('donnees-09-vide');
  await page.getByRole('button', { name: 'Mes documents' }).click();
  await page.getByText('Rien pour l’instant').waitFor();
  assert.equal(await page.getByText('Mon bail').count(), 0);

  // The town still has what it must answer, and what it must be able to show.
  for (const [numero, statut] of [
    [finie, 'traitee'],
    [enCours, 'recue'],
  ] as const) {
    const gardee = await agent<DemandeAgent>('GET', `demandes/${numero}`);
    assert.equal(gardee.ligne.statut, statut);
    assert.match(JSON.stringify(gardee.reponses), /Lehoux/);
  }
  assert.deepEqual(
    ville.plaintes.filter((plainte) => !/40[13]/.test(plainte)),
    [],
  );
});
