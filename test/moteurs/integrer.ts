/** The webmaster's page in each engine: choose, see, copy, and the check of a good page, a bad one, a mixed one. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Hotes } from '../hotes/serveur.ts';
import { cliquer, jusque, lire, poserTemoin, remplir } from './gestes.ts';
import type { Fenetre, Moteur } from './moteurs.ts';

const valeur = (fenetre: Fenetre, id: string): Promise<string> =>
  fenetre.evaluer((nom) => document.querySelector<HTMLTextAreaElement>(`#${nom}`)?.value ?? '', id);

/** Pastes: typing a whole page would only be slow. */
const coller = (fenetre: Fenetre, id: string, texte: string): Promise<void> =>
  fenetre.evaluer(
    (nom, mots) => {
      const champ = document.querySelector<HTMLTextAreaElement | HTMLSelectElement>(`#${nom}`)!;
      champ.focus();
      champ.value = mots;
      champ.dispatchEvent(new InputEvent('input', { bubbles: true }));
    },
    id,
    texte,
  );

const texteDe = (fenetre: Fenetre, id: string): Promise<string> =>
  fenetre.evaluer(
    (nom) => (document.querySelector<HTMLElement>(`#${nom}`)?.innerText ?? '').replaceAll(/\s+/g, ' '),
    id,
  );

export function declarerIntegrer(moteur: () => Moteur, hotes: () => Hotes): void {
  test('journey: a webmaster chooses, copies, and has his page checked', async () => {
    const fenetre = await moteur().fenetre();
    const verifier = async (attendu: RegExp): Promise<void> => {
      await cliquer(fenetre, { bouton: 'Vérifier ma page' });
      let vu = '';
      const dit = async (): Promise<boolean> => attendu.test((vu = await texteDe(fenetre, 'constats')));
      await jusque(String(attendu), dit, 8000).catch((erreur: unknown) => {
        throw new Error(vu, { cause: erreur });
      });
    };
    try {
      await fenetre.aller(`${hotes().guichet}/c/port-aubier/integrer`);
      await poserTemoin(fenetre);
      await lire(fenetre, 'Installer une terrasse');
      await cliquer(fenetre, { bouton: 'Suivre une demande' });
      await lire(fenetre, 'Votre numéro de suivi');
      await jusque('the snippet', async () =>
        (await valeur(fenetre, 'code-contenu')).includes('<suivi-demande'),
      );
      const bonne = await valeur(fenetre, 'code-contenu');
      assert.match(bonne, /^<script type="module" src="[^"]+\/parvis\.js"><\/script>/);

      await coller(fenetre, 'source', bonne);
      await verifier(/Rien à corriger.*Le script est là.*<suivi-demande> est là/);
      await coller(fenetre, 'source', bonne.replace(/<script.*<\/script>/, ''));
      await verifier(/1 point à corriger.*Le script n’est pas dans la page/);
      await coller(fenetre, 'source', bonne);
      await remplir(fenetre, 'Adresse de votre page', 'https://www.ville.example/suivi');
      await verifier(/Votre page est en https, ce serveur en http : le navigateur bloque le script/);
      await verifier(/https:\/\/www\.ville\.example n’est pas dans la liste de la commune/);

      await coller(fenetre, 'cms', 'wordpress-auteur');
      await jusque('the snippet of the CMS', async () =>
        (await valeur(fenetre, 'code-contenu')).startsWith('<div data-parvis="suivi-demande"'),
      );
      await cliquer(fenetre, { css: '[data-copier=code-contenu]' });
      await jusque(
        'the word that it is copied',
        async () => (await texteDe(fenetre, 'annonce')) === 'Extrait copié.',
      );
      assert.match(await fenetre.evaluer(() => location.search), /cms=wordpress-auteur/);
      assert.deepEqual(await fenetre.evaluer(() => [...__t.erreurs, ...__t.violations]), []);
    } finally {
      await fenetre.fermer();
    }
  });
}
