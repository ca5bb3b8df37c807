import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import sharp from 'sharp';
import { ouvrirVille, type Ville } from '../ville.ts';
import { aideALaMemePlace } from './aide.ts';
import { MODES, Visite } from './modes.ts';

let ville: Ville;
let photo: Buffer;
before(async () => {
  ville = await ouvrirVille();
  photo = await sharp({ create: { width: 320, height: 240, channels: 3, background: '#7a8c6f' } })
    .jpeg()
    .toBuffer();
});
after(() => ville.fermer());

const S = 'signaler-probleme';
const T = 'suivi-demande';

describe('by keyboard alone, a citizen reports a hole with a photo, follows it, writes, and withdraws it', () => {
  for (const [rang, mode] of MODES.entries())
    test(mode.nom, async () => {
      await using visite = await Visite.ouvrir(ville, mode, `${ville.sites}/port-aubier/signaler.html`);
      const { clavier, page } = visite;
      const courriel = `passant${rang}@courriel.example`;
      const aides: string[] = [];
      const etape = async (titre: RegExp, nom?: string): Promise<void> => {
        await clavier.attendre(titre);
        aides.push(await aideALaMemePlace(page, 'parvis-formulaire'));
        if (nom) await visite.voir(nom, S);
      };
      await page.getByRole('button', { name: /chaussée/ }).waitFor();
      await visite.voir('signaler-choix', S);
      await clavier.activer(/chaussée ou le trottoir/);
      await etape(/Étape 1 sur/, 'signaler-etape-1');
      await clavier.choisir(/Un trou/, /Une plaque ou une grille/);
      await clavier.activer(/Continuer/);
      await etape(/Étape 2 sur/);
      // No position here: words say so, and the keyboard stays where it was.
      await clavier.activer(/Utiliser ma position/);
      await page.getByText('Votre position n’est pas disponible').first().waitFor();
      await clavier.garde('after a refused position');
      await visite.voir('signaler-lieu', S);
      await clavier.vers(/Où se trouve le problème/, { arriere: true });
      await clavier.remplir(/Où se trouve le problème/, 'devant le 12 rue des Voiliers');
      await clavier.activer(/Continuer/);

      await etape(/Étape 3 sur/);
      await clavier.joindre(/Ajouter une photo/, { name: 'trou.jpg', mimeType: 'image/jpeg', buffer: photo });
      await page.getByText('trou.jpg est ajouté').first().waitFor({ state: 'attached' });
      await clavier.garde('after an upload');
      await visite.voir('signaler-photo', S);
      await clavier.vers(/Retirer.*trou\.jpg/, { arriere: true });
      await clavier.activer(/Retirer.*trou\.jpg/);
      await page.getByText('trou.jpg est retiré').first().waitFor({ state: 'attached' });
      await clavier.garde('after a removal');
      await clavier.joindre(/Ajouter une photo/, { name: 'bis.jpg', mimeType: 'image/jpeg', buffer: photo });
      await page.getByText('bis.jpg est ajouté').first().waitFor({ state: 'attached' });
      await clavier.activer(/Continuer/);
      await etape(/Vos coordonnées/);
      await clavier.remplir(/Votre adresse de courriel/, courriel);
      await clavier.activer(/Continuer/);
      await etape(/Vérifiez vos réponses/, 'signaler-verification');
      await clavier.activer(/Envoyer mon signalement/);
      await clavier.attendre(/Votre signalement est envoyé/);
      await visite.voir('signaler-accuse', S);
      assert.equal(new Set(aides).size, 1, `the same help at the same place: ${aides.join('\n')}`);

      const [recu] = await ville.courriels(courriel);
      const numero = /PAB-\w{4}-\w{4}/.exec(recu!.texte)![0];
      const code = /code=(\w{6})/.exec(recu!.texte)![1]!;
      await page.goto(`${ville.sites}/port-aubier/suivi.html`);
      await page.getByLabel('Votre numéro de suivi').waitFor();
      await visite.voir('suivi-ouverture', T);
      await clavier.activer(/Voir où en est/);
      await clavier.attendre(/à corriger/);
      await visite.voir('suivi-erreurs', T);
      await clavier.activer(/Indiquez le numéro de suivi complet/);
      await clavier.attendre(/Votre numéro de suivi/);
      await page.keyboard.type(numero);
      await clavier.activer(/Voir où en est/);
      await clavier.attendre(/chaussée ou le trottoir/);
      await visite.voir('suivi-numero-seul', T);
      await clavier.remplir(/Votre code/, code);
      await clavier.activer(/Ouvrir le dossier/);
      await clavier.attendre(/chaussée ou le trottoir/);
      await page.getByRole('heading', { name: 'Messages' }).waitFor();
      await visite.voir('suivi-avec-code', T);
      await clavier.activer(/Envoyer mon message/);
      await clavier.attendre(/Écrire au service/);
      await page.keyboard.type('La grille est tombée dedans.');
      await clavier.activer(/Envoyer mon message/);
      await page.getByText('Votre message est envoyé').first().waitFor({ state: 'attached' });
      await clavier.garde('after a message');
      await visite.voir('suivi-message', T);
      await clavier.activer(/Ce que vous avez envoyé/);
      await page.getByText('devant le 12 rue des Voiliers').first().waitFor();
      await clavier.activer(/Actualiser/);
      await page.getByText('Rien de nouveau pour le moment').waitFor({ state: 'attached' });
      await clavier.activer(/Retirer mon signalement/);
      await clavier.attendre(/Voulez-vous vraiment la retirer/);
      await visite.voir('suivi-retrait', T);
      await clavier.activer(/Non, garder/);
      await clavier.attendre(/Retirer mon signalement/);
      await clavier.activer(/Retirer mon signalement/);
      await clavier.attendre(/Voulez-vous vraiment la retirer/);
      await clavier.activer(/Oui, retirer/);
      await clavier.attendre(/chaussée ou le trottoir/);
      await page.getByText('Retiré').first().waitFor();
      await visite.voir('suivi-retiree', T);
      await clavier.activer(/Suivre une autre demande/);
      await clavier.attendre(/Votre numéro de suivi/);
      assert.deepEqual(ville.plaintes, []);
    });
});
