import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { ouvrirVille, type Ville } from '../ville.ts';
import { MODES, Visite } from './modes.ts';

let ville: Ville;
before(async () => {
  ville = await ouvrirVille();
});
after(() => ville.fermer());

const W = 'mes-demarches';
const PDF = Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n');
const pdf = (name: string) => ({ name, mimeType: 'application/pdf', buffer: PDF });

describe('by keyboard alone, a shopkeeper asks for a terrace over two periods, with papers', () => {
  // The longest form: once as it is, once where everything is hardest.
  for (const mode of [MODES[0]!, MODES.at(-1)!])
    test(mode.nom, async () => {
      const adresse = `${ville.sites}/port-aubier/demarches.html`;
      await using visite = await Visite.ouvrir(ville, mode, adresse);
      const { clavier, page } = visite;
      await page.getByRole('button', { name: /Installer une terrasse/ }).waitFor();
      await clavier.activer(/Installer une terrasse/);
      await clavier.attendre(/Installer une terrasse/);
      await clavier.activer(/Commencer/);
      await clavier.attendre(/Étape 1 sur/);
      await clavier.remplir(/Nom du commerce/, 'Le Bulot Content');
      await clavier.remplir(/SIRET/, '123 456 789 00012');
      await clavier.choisir(/exploitant/, /L’exploitant/);
      await clavier.remplir(/Numéro et rue/, '2 quai des Armateurs');
      await clavier.remplir(/Code postal/, '13999');
      await clavier.remplir(/Ville/, 'Port-Aubier');
      await clavier.activer(/Continuer/);
      await clavier.attendre(/Étape 2 sur/);
      await clavier.choisir(/terrasse/, /Une terrasse ouverte/);
      await clavier.remplir(/Longueur/, '6,5');
      await clavier.remplir(/Profondeur/, '2');
      await clavier.remplir(/Largeur de trottoir/, '1,8');
      await clavier.remplir(/Nombre de places/, '24');
      await clavier.activer(/Continuer/);

      await clavier.attendre(/Étape 3 sur/);
      const an = String((await page.evaluate(() => new Date(performance.timeOrigin).getFullYear())) + 1);
      const periode = async (mois: string): Promise<void> => {
        for (const jour of ['1', '20']) {
          await clavier.remplir(/Jour/, jour);
          await clavier.remplir(/Mois/, mois);
          await clavier.remplir(/Année/, an);
          await page.keyboard.press('Tab');
        }
        await clavier.choisir(/Tous les jours/, /Tous les jours/);
        await clavier.remplir(/Heure de rangement/, '23 h');
      };
      await periode('05');
      await clavier.activer(/Ajouter.*Période 2/);
      await clavier.attendre(/Jour/);
      await visite.voir('terrasse-groupe', W);
      await clavier.activer(/Retirer.*Période 2/);
      await clavier.attendre(/Périodes d’occupation/);
      await clavier.activer(/Ajouter.*Période 2/);
      await clavier.attendre(/Jour/);
      await periode('09');
      await clavier.activer(/Continuer/);

      await clavier.attendre(/Étape 4 sur/);
      await clavier.joindre(/Plan coté/, pdf('plan.pdf'));
      await page.getByText('plan.pdf est ajouté').first().waitFor({ state: 'attached' });
      await clavier.garde('after the first paper');
      await clavier.joindre(/Attestation d’assurance/, pdf('assurance.pdf'));
      await page.getByText('assurance.pdf est ajouté').first().waitFor({ state: 'attached' });
      // There is room for one only: the button is gone, the focus is on what stands for it.
      assert.match((await clavier.garde('after the only paper')).nom, /Retirer.*assurance\.pdf/);
      await visite.voir('terrasse-pieces', W);
      await clavier.cocher(/Je m’engage/);
      await clavier.activer(/Continuer/);
      await clavier.attendre(/Vos coordonnées/);
      await clavier.remplir(/Votre prénom/, 'Aristide');
      await clavier.remplir(/Votre nom/, 'Bigorneau');
      await clavier.remplir(/Votre adresse de courriel/, 'aristide@courriel.example');
      await clavier.remplir(/Votre numéro de téléphone/, '06 39 98 00 42');
      await clavier.remplir(/Numéro et rue/, '2 quai des Armateurs');
      await clavier.remplir(/Code postal/, '13999');
      await clavier.remplir(/Ville/, 'Port-Aubier');
      await clavier.activer(/Continuer/);
      await clavier.attendre(/Vérifiez vos réponses/);
      await visite.voir('terrasse-verification', W);
      await clavier.activer(/Envoyer ma demande/);
      await clavier.attendre(/Votre demande est envoyée/);
      assert.deepEqual(ville.plaintes, []);
    });
});
