import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { ouvrirVille, type Ville } from '../ville.ts';
import { MODES, Visite } from './modes.ts';

let ville: Ville;
before(async () => {
  ville = await ouvrirVille();
});
after(() => ville.fermer());

const W = 'tri-demandes';
const CHEF = 'chef@port-aubier.example';

describe('by keyboard alone, an agent signs in, answers, changes the status and takes it back', () => {
  for (const [rang, mode] of MODES.entries())
    test(mode.nom, async () => {
      const adresse = `${ville.sites}/port-aubier/agents.html`;
      await using visite = await Visite.ouvrir(ville, mode, adresse, (page) => page.frames()[1] ?? page);
      const { clavier, page } = visite;
      const cadre = page.frameLocator('iframe');
      await cadre.getByText('Espace des agents de Port-Aubier').waitFor();
      await cadre.getByRole('button', { name: /ProConnect/ }).waitFor();
      await visite.voir('agent-connexion', W);
      await clavier.remplir(/courriel professionnelle/, CHEF);
      await page.keyboard.press('Enter');
      await clavier.attendre(/Code reçu par courriel/);
      await visite.voir('agent-code', W);
      await page.keyboard.type(await ville.codeDeConnexion(CHEF));
      await page.keyboard.press('Enter');
      await cadre.locator('[role=option]').first().waitFor();
      await clavier.garde('after the sign-in');
      await visite.voir('agent-file', W);

      await clavier.vers(/./, { role: /^option$/ });
      await page.keyboard.press('End');
      await clavier.garde('on the last row');
      // The shortcuts, and a dialog that gives the focus back.
      await clavier.activer(/Raccourcis/);
      await clavier.attendre(/Fermer/);
      await page.keyboard.press('Escape');
      await clavier.attendre(/Raccourcis/);
      await clavier.activer(/Filtres/);
      await clavier.vers(/Canal/);
      await page.keyboard.press('ArrowDown');
      await clavier.garde('after a filter');
      const autreCanal = cadre.locator('[role=option]', { hasText: 'Par téléphone' }).first();
      await autreCanal.waitFor({ state: 'detached' });
      await visite.voir('agent-filtres', W);
      await clavier.vers(/Filtres/, { arriere: true });
      await page.keyboard.press('Enter');
      await clavier.activer(/Retirer le filtre/);
      await clavier.garde('after a filter went');
      await cadre.locator('[role=listbox]:not([aria-busy])').waitFor();
      await clavier.remplir(/Chercher un numéro/, 'zzzzzz');
      await cadre.getByText('Aucune demande ne correspond').waitFor();
      await clavier.activer(/Retirer la recherche/);
      await clavier.garde('after the search was emptied');
      await clavier.vers(/Chercher un numéro/);
      await page.keyboard.type('Grandlarge');
      await cadre.getByText(/^‹?1 demande\./).waitFor({ state: 'attached' });

      await clavier.vers(/Grandlarge/, { role: /^option$/ });
      await page.keyboard.press('Enter');
      await cadre.getByRole('heading', { name: 'Historique' }).waitFor();
      await clavier.garde('on an open file');
      await visite.voir('agent-dossier', W);

      await page.keyboard.press('r');
      await clavier.attendre(/Votre réponse/);
      await page.keyboard.type(`Bonjour, l’équipe ${rang} passe demain.`);
      await visite.voir('agent-reponse', W);
      await clavier.activer(/Envoyer la réponse/);
      await clavier.attendre(/^.?Répondre/);
      await clavier.activer(/Note interne/);
      await clavier.remplir(/Note interne/, 'Vu sur place.');
      await page.keyboard.press('Control+Enter');
      await cadre.getByText('Note ajoutée').first().waitFor({ state: 'attached' });
      await clavier.attendre(/^.?Note interne/);

      await page.keyboard.press('s');
      await clavier.attendre(/Nouveau statut/);
      await page.keyboard.press('Escape');
      await clavier.garde('out of the panel');
      await page.keyboard.press('s');
      await clavier.attendre(/Nouveau statut/);
      await clavier.selectionner(/Nouveau statut/, /Traitée/);
      await clavier.activer(/Clore : traitée/);
      await cadre.getByText('Statut changé').first().waitFor({ state: 'attached' });
      await clavier.garde('after a change of status');
      await visite.voir('agent-clos', W);
      await clavier.activer(/Annuler/);
      await cadre.getByText('C’est annulé').first().waitFor({ state: 'attached' });
      await clavier.garde('after the undo');
      await clavier.activer(/M’affecter/);
      await cadre.getByText('Affectée à').first().waitFor({ state: 'attached' });
      await clavier.garde('after a button that was used once');
      await clavier.activer(/Annuler/);
      await cadre.getByText('C’est annulé').first().waitFor({ state: 'attached' });
      await page.keyboard.press('Escape');
      await clavier.attendre(/PAB-/);

      await clavier.activer(/Saisir une demande/);
      await clavier.attendre(/Saisir une demande/);
      await clavier.choisir(/guichet|téléphone/i, /téléphone/i);
      await clavier.selectionner(/Démarche/, /Signaler une panne/);
      await cadre.getByRole('heading', { name: /Étape 1 sur/ }).waitFor();
      await clavier.garde('in the entry of a request');
      await visite.voir('agent-saisie', W);
      await page.keyboard.press('Escape');
      await clavier.garde('out of the entry');
      await clavier.activer(/Me déconnecter/);
      await clavier.garde('after the sign-out');
      assert.deepEqual(ville.plaintes, []);
    });
});
