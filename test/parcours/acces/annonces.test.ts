import { after, before, describe, test } from 'node:test';
import type { Page } from 'playwright';
import type { DemandeAgent } from '#contract/schemas/agent.ts';
import { ouvrirVille, type Ville } from '../ville.ts';
import { uneFois, Visite } from './modes.ts';

let ville: Ville;
before(async () => {
  ville = await ouvrirVille();
});
after(() => ville.fermer());

const MODE = { nom: 'announcements', arbres: true };

/** A colleague, through the API alone, gives the request back to everybody. */
async function liberer(numero: string): Promise<void> {
  const agent = await ville.agent('place@port-aubier.example');
  const { ligne } = await agent<DemandeAgent>('GET', `demandes/${numero}`);
  await agent('PATCH', `demandes/${numero}`, { affecteeA: null, version: ligne.version });
}

const reseau = (page: Page, ouvert: boolean) => page.context().setOffline(!ouvert);
const refus = (statut: number, code: string, title: string, entetes: Record<string, string> = {}) => ({
  status: statut,
  headers: {
    'Content-Type': 'application/problem+json',
    'Access-Control-Allow-Origin': '*',
    'Access-Control-Expose-Headers': '*, Retry-After',
    ...entetes,
  },
  body: JSON.stringify({ type: 'about:blank', title, status: statut, detail: title, code }),
});

describe('an error is said once, and the focus is not lost', () => {
  test('in a form: a wrong field, a refused file, the network lost at the end', async () => {
    await using visite = await Visite.ouvrir(ville, MODE, `${ville.sites}/port-aubier/signaler.html`);
    const { clavier, page } = visite;
    await page.getByRole('button', { name: /chaussée/ }).waitFor();
    await clavier.activer(/chaussée ou le trottoir/);
    await clavier.attendre(/Étape 1 sur/);
    await clavier.vers(/Continuer/);
    const faute = 'Répondez à la question « Que voulez-vous signaler ? »';
    await uneFois(page, faute, () => page.keyboard.press('Enter'));
    await clavier.attendre(/à corriger/);
    await clavier.vers(/Continuer/);
    await uneFois(page, faute, () => page.keyboard.press('Enter'));
    await clavier.choisir(/Un trou/, /Un trou/);
    await clavier.activer(/Continuer/);
    await clavier.attendre(/Étape 2 sur/);
    await clavier.remplir(/Où se trouve/, 'au port');
    await clavier.activer(/Continuer/);
    await clavier.attendre(/Étape 3 sur/);

    const faux = { name: 'faux.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('MZ'.padEnd(2000, 'x')) };
    const refuse = 'Le fichier faux.jpg n’est pas ajouté';
    await uneFois(page, refuse, () => clavier.joindre(/Ajouter une photo/, faux));
    await clavier.garde('after a refused file');
    await clavier.vers(/Renvoyer.*faux/, { arriere: true });
    await uneFois(page, refuse, () => page.keyboard.press('Enter'));
    await clavier.garde('after the same file was refused again');
    await clavier.vers(/Continuer/);
    await uneFois(page, 'Renvoyez ou retirez le fichier faux.jpg', () => page.keyboard.press('Enter'));
    await clavier.activer(/^Retirer.*faux/);
    await clavier.garde('after the removal of a refused file');
    await clavier.activer(/Continuer/);
    await clavier.attendre(/Vos coordonnées/);
    await clavier.activer(/Continuer/);
    await clavier.attendre(/Vérifiez/);

    await reseau(page, false);
    await clavier.vers(/Envoyer mon signalement/);
    const attente = 'Votre demande n’est pas encore partie';
    await uneFois(page, attente, () => page.keyboard.press('Enter'));
    await clavier.garde('without network');
    await clavier.vers(/Envoyer maintenant/);
    await uneFois(page, attente, () => page.keyboard.press('Enter'));
    await reseau(page, true);
    await clavier.attendre(/Votre signalement est envoyé/);
  });

  test('in the follow-up: a wrong number, a wrong code, too many tries, the network lost', async () => {
    await using visite = await Visite.ouvrir(ville, MODE, `${ville.sites}/port-aubier/suivi.html`);
    const { clavier, page } = visite;
    await page.getByLabel('Votre numéro de suivi').waitFor();
    await clavier.remplir(/Votre numéro/, 'PAB-7K4F-92QA');
    const faute = 'Ce numéro contient une faute de frappe';
    await uneFois(page, faute, () => page.keyboard.press('Enter'));
    await clavier.attendre(/à corriger/);
    const numero = await ville
      .courriels('capucine.vaguelette@courriel.example')
      .then(([recu]) => /PAB-\w{4}-\w{4}/.exec(recu!.objet)![0]);
    await clavier.remplir(/Votre numéro/, numero);

    await reseau(page, false);
    const coupure = 'La connexion ne passe pas';
    await uneFois(page, coupure, () => page.keyboard.press('Enter'));
    await clavier.garde('without network');
    await uneFois(page, coupure, () => page.keyboard.press('Enter'));
    await reseau(page, true);
    const trop = refus(429, 'trop-de-tentatives', 'Trop d’essais', { 'Retry-After': '120' });
    await page.route('**/demandes/**', (route) => route.fulfill(trop));
    const dit = 'Il y a eu trop d’essais. Réessayez dans 2 minutes.';
    await uneFois(page, dit, () => page.keyboard.press('Enter'));
    await uneFois(page, dit, () => page.keyboard.press('Enter'));
    await clavier.garde('after too many tries');
    await page.unroute('**/demandes/**');
    await page.keyboard.press('Enter');
    await clavier.attendre(/acte de naissance/);
    await clavier.remplir(/Votre code/, 'AAAAAA');
    await uneFois(page, 'Ce code n’ouvre pas cette demande', () => page.keyboard.press('Enter'));
    await clavier.attendre(/Votre code/);
  });

  test('at the agents’: a wrong code, an answer without network, a conflict', async () => {
    const adresse = `${ville.sites}/port-aubier/agents.html`;
    await using visite = await Visite.ouvrir(ville, MODE, adresse, (page) => page.frames()[1] ?? page);
    const { clavier, page } = visite;
    const cadre = page.frameLocator('iframe');
    await cadre.getByRole('button', { name: 'Recevoir un code' }).waitFor();
    const lieu = page.frames()[1]!;
    const CHEF = 'chef@port-aubier.example';
    await clavier.remplir(/courriel professionnelle/, CHEF);
    await page.keyboard.press('Enter');
    await clavier.attendre(/Code reçu/);
    const code = await ville.codeDeConnexion(CHEF);
    await page.keyboard.type(code === '000000' ? '111111' : '000000');
    await uneFois(lieu, 'Ce code', () => page.keyboard.press('Enter'));
    await clavier.garde('after a wrong code');
    await clavier.remplir(/Code reçu/, code);
    await page.keyboard.press('Enter');
    await cadre.locator('[role=option]').first().waitFor();
    // A request that the colleague sees too.
    await clavier.remplir(/Chercher un numéro/, 'Bulot');
    await cadre.getByText(/^1 demande\./).waitFor({ state: 'attached' });
    await clavier.vers(/Bulot/, { role: /^option$/ });
    await page.keyboard.press('Enter');
    await clavier.attendre(/./);
    await cadre.getByRole('heading', { name: 'Historique' }).waitFor();
    await page.keyboard.press('r');
    await clavier.attendre(/Votre réponse/);
    await page.keyboard.type('Bonjour');
    await reseau(page, false);
    const coupure = 'Le serveur ne répond pas';
    await uneFois(lieu, coupure, () => page.keyboard.press('Control+Enter'));
    await clavier.garde('after an answer that did not leave');
    await reseau(page, true);
    await uneFois(lieu, 'Réponse envoyée', () => page.keyboard.press('Control+Enter'));
    await clavier.attendre(/Répondre/);

    // A colleague changes the file while this agent chooses.
    await page.keyboard.press('s');
    await clavier.selectionner(/Nouveau statut/, /Traitée/);
    const dossier = await cadre.getByRole('article').getAttribute('aria-label');
    await liberer(/PAB-\w{4}-\w{4}/.exec(dossier!)![0]);
    await cadre.getByText('affectée à personne').filter({ visible: true }).last().waitFor();
    await clavier.vers(/Clore : traitée/);
    await uneFois(lieu, 'Ce dossier a changé pendant votre travail', () => page.keyboard.press('Enter'));
    await clavier.garde('after a conflict');
    await visite.voir('agent-conflit', 'tri-demandes');
    await clavier.vers(/Appliquer quand même/, { arriere: true });
    await uneFois(lieu, 'Statut changé : Traitée', () => page.keyboard.press('Enter'));
    await clavier.garde('after the conflict was settled');
  });
});
