import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { ouvrirVille, type Ville } from '../ville.ts';
import { MODES, Visite } from './modes.ts';
import { aideALaMemePlace } from './aide.ts';

let ville: Ville;
before(async () => {
  ville = await ouvrirVille();
});
after(() => ville.fermer());

const W = 'mes-demarches';

describe('by keyboard alone, a citizen asks for a birth certificate', () => {
  for (const mode of MODES)
    test(mode.nom, async () => {
      await using visite = await Visite.ouvrir(ville, mode, `${ville.sites}/port-aubier/demarches.html`);
      const { clavier, page } = visite;
      const aides: string[] = [];
      const etape = async (titre: RegExp, nom?: string): Promise<void> => {
        await clavier.attendre(titre);
        aides.push(await aideALaMemePlace(page, 'parvis-formulaire'));
        if (nom) await visite.voir(nom, W);
      };
      await page.getByRole('button', { name: /acte de naissance/ }).waitFor();
      await visite.voir('catalogue', W);
      await clavier.remplir(/Quelle démarche cherchez-vous/, 'naisance');
      await page.getByRole('heading', { name: /trouvée/ }).waitFor();
      await clavier.garde('after a search');
      await visite.voir('catalogue-recherche', W);
      await clavier.activer(/Demander un acte de naissance/);
      await clavier.attendre(/Demander un acte de naissance/);
      await visite.voir('fiche', W);
      await clavier.activer(/Commencer/);

      await etape(/Étape 1 sur/, 'etape-choix');
      await clavier.activer(/Continuer/);
      await clavier.attendre(/points à corriger/);
      await visite.voir('etape-erreurs', W);
      await clavier.activer(/nombre|exemplaires/i);
      assert.match((await clavier.attendre(/Combien d’exemplaires/)).role, /text/);
      await clavier.page.keyboard.type('douze');
      await clavier.vers(/copie intégrale/, { arriere: true, role: /radio/ });
      await clavier.choisir(/copie|extrait/, /La copie intégrale/);
      await clavier.activer(/Continuer/);
      await clavier.attendre(/point à corriger/);
      await clavier.remplir(/Combien d’exemplaires/, '2');
      await clavier.activer(/Continuer/);

      await etape(/Étape 2 sur/);
      await clavier.choisir(/Je suis cette personne/, /Je suis cette personne/);
      await clavier.activer(/Continuer/);
      await etape(/Étape 3 sur/, 'etape-date-case');
      await clavier.remplir(/Son nom de naissance/, 'Vaguelette');
      await clavier.remplir(/Ses prénoms/, 'Odette, Marine');
      await clavier.remplir(/Jour/, '4');
      await clavier.remplir(/Mois/, '07');
      await clavier.remplir(/Année/, '1941');
      await clavier.cocher(/née à Port-Aubier/);
      await clavier.activer(/Continuer/);
      await etape(/Étape 4 sur/);
      await clavier.remplir(/Nom de naissance du premier parent/, 'Vaguelette');
      await clavier.remplir(/Prénoms du premier parent/, 'Léon');
      await clavier.choisir(/Oui/, /Non/);
      await clavier.activer(/Étape précédente/);
      await etape(/Étape 3 sur/);
      await clavier.activer(/Continuer/);
      await etape(/Étape 4 sur/);
      await clavier.activer(/Continuer/);
      await etape(/Étape 5 sur/);
      await clavier.choisir(/courrier|guichet|courriel/, /Par courrier à mon adresse/);
      await clavier.activer(/Continuer/);
      await etape(/Étape 6 sur/, 'etape-adresse');
      await clavier.remplir(/Votre prénom/, 'Odette');
      await clavier.remplir(/Votre nom/, 'Vaguelette');
      await clavier.remplir(/Votre adresse de courriel/, 'odette@courriel.example');
      await clavier.activer(/Cette adresse n’est pas en France/);
      await clavier.attendre(/Pays/);
      await clavier.page.keyboard.type('Belgique');
      await clavier.vers(/Numéro et rue/, { arriere: true });
      await clavier.remplir(/Numéro et rue/, '3 rue du Phare');
      await clavier.remplir(/Code postal/, '1000');
      await clavier.remplir(/Ville/, 'Bruxelles');
      await clavier.activer(/Continuer/);
      await etape(/Vérifiez vos réponses/, 'verification');

      await clavier.activer(/Modifier.*L’acte que vous demandez/);
      await etape(/Étape 1 sur/);
      await clavier.remplir(/Combien d’exemplaires/, '3');
      await clavier.activer(/Enregistrer et revenir/);
      await etape(/Vérifiez vos réponses/);
      await clavier.activer(/Envoyer ma demande/);
      await clavier.attendre(/Votre demande est envoyée/);
      await visite.voir('accuse', W);
      assert.equal(new Set(aides).size, 1, `the same help at the same place: ${aides.join('\n')}`);

      // Out of the widget and back: nobody is caught in it.
      await clavier.vers(/Plan du site/);
      await clavier.vers(/Suivre ma demande/, { arriere: true, role: /^a$/ });
      assert.deepEqual(ville.plaintes, []);
    });
});
