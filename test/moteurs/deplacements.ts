/** Nodes that move, that are replaced under our feet, and the three forms of the snippet. */
import assert from 'node:assert/strict';
import { describe } from 'node:test';
import { page, SIGNALER } from '../hotes/pages.ts';
import { cas, combien, valeurDe, vivre, type Contexte } from './essai.ts';
import { cliquer, lire, remplir } from './gestes.ts';

const REPLI_TEXTE = 'Appelez la mairie au 04 65 71 00 10.';

/** As Chrome's translation does: each text leaves, two `font` come in its place. */
export const traduire = (): void => {
  const nouer = (racine: Node): void => {
    const enfants = [...racine.childNodes];
    for (const noeud of enfants) {
      if (noeud.nodeType === 3 && noeud.textContent?.trim()) {
        const dehors = document.createElement('font');
        const dedans = document.createElement('font');
        dedans.textContent = `${noeud.textContent}†`;
        dehors.append(dedans);
        noeud.parentNode!.replaceChild(dehors, noeud);
      } else if (noeud instanceof Element && !/^(style|script|textarea)$/.test(noeud.localName)) {
        if (noeud.shadowRoot) nouer(noeud.shadowRoot);
        nouer(noeud);
      }
    }
  };
  nouer(document.body);
};

export function declarerDeplacements(contexte: Contexte): void {
  const declarer = cas(contexte);
  describe('moves', () => {
    declarer(
      'an element moved in the page keeps the draft and asks nothing again',
      page(SIGNALER, { apres: '</main><aside id="ailleurs"></aside>' }),
      async (fenetre) => {
        await vivre(fenetre);
        contexte.hotes().requetes.length = 0;
        await fenetre.evaluer(async () => {
          document.querySelector('#ailleurs')!.append(document.querySelector('signaler-probleme')!);
          await new Promise((suite) => setTimeout(suite, 300));
        });
        assert.equal(await valeurDe(fenetre, 'Où'), 'sous le phare');
        assert.deepEqual(contexte.hotes().requetes, []);
        await cliquer(fenetre, { bouton: 'Continuer' });
        await lire(fenetre, 'Étape 3 sur');
      },
    );
    declarer('an application that replaces the body', page('<p>Accueil</p>'), async (fenetre) => {
      await fenetre.evaluer(() => {
        const corps = document.createElement('body');
        const widget = document.createElement('signaler-probleme');
        widget.setAttribute('commune', 'port-aubier');
        corps.append(widget);
        document.body = corps;
      });
      await vivre(fenetre);
    });
    declarer('browser translation replaces the texts under our feet', page(SIGNALER), async (fenetre) => {
      await lire(fenetre, 'Que voulez-vous signaler');
      await fenetre.evaluer(traduire);
      await cliquer(fenetre, { bouton: 'éclairage' });
      await lire(fenetre, 'Étape 1 sur');
      await fenetre.evaluer(traduire);
      await cliquer(fenetre, { bouton: 'Un lampadaire éteint' });
      await cliquer(fenetre, { bouton: 'Continuer' });
      await lire(fenetre, 'Étape 2 sur');
      await fenetre.evaluer(traduire);
      await cliquer(fenetre, { bouton: 'Continuer' });
      await lire(fenetre, 'à corriger');
      await fenetre.evaluer(traduire);
      await remplir(fenetre, 'Où', 'au port');
      await cliquer(fenetre, { bouton: 'Continuer' });
      await lire(fenetre, 'Étape 3 sur');
    });
  });

  describe('the three snippets', () => {
    const lien = `<p><a href="{{serveur}}/c/port-aubier/p/signaler-probleme?demarche=signaler-voirie">Signaler</a></p>`;
    declarer('the tag', page(SIGNALER), async (fenetre) => {
      await vivre(fenetre);
      assert.equal(await combien(fenetre, 'signaler-probleme'), 1);
      assert.equal(await combien(fenetre, '.repli'), 1);
    });
    declarer(
      '<div data-parvis>',
      page(`<div data-parvis="signaler-probleme" data-commune="port-aubier">${REPLI_TEXTE}</div>`),
      async (fenetre) => {
        await vivre(fenetre);
        assert.equal(await combien(fenetre, 'signaler-probleme'), 1);
        assert.equal(await combien(fenetre, '[data-parvis]'), 0);
      },
    );
    declarer('<a href>, its parameters as attributes', page(lien), async (fenetre) => {
      await lire(fenetre, 'Étape 1 sur');
      const attributs = await fenetre.evaluer(() => {
        const widget = document.querySelector('signaler-probleme')!;
        return [
          widget.getAttribute('commune'),
          widget.getAttribute('demarche'),
          document.querySelectorAll('signaler-probleme').length,
        ];
      });
      assert.deepEqual(attributs, ['port-aubier', 'signaler-voirie', 1]);
    });
  });
}
