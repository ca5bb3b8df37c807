/** The elements behind the sign-in, on hostile ground: before anybody signs in, and after. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { BRICOLAGE } from '../hotes/bibliotheques.ts';
import {
  AIDER,
  CHARGEUR,
  CHARGEUR_2,
  CHIFFRES,
  DEMANDES,
  DEMARCHES,
  DOCUMENTS,
  page,
  PORTE,
  SIGNALER,
  SUIVRE,
  TRIER,
} from '../hotes/pages.ts';
import { acte } from '../serveur/reponses.ts';
import { entrerParCode } from './connexion.ts';
import { traduire } from './deplacements.ts';
import { empreinte } from './empreinte.ts';
import { cas, combien, essayer, type Contexte } from './essai.ts';
import { cliquer, jusque, lire, lireUn } from './gestes.ts';
import type { Fenetre } from './moteurs.ts';
import { animes, sansDebord } from './preferences.ts';
import { CONFIANCE } from './rigueur.ts';
import { FEUILLES } from './styles.ts';

const TAGS = ['connexion-usager', 'mes-demandes', 'mes-documents', 'espace-aidant'] as const;
const QUATRE = PORTE + DEMANDES + DOCUMENTS + AIDER;

async function lesQuatre(fenetre: Fenetre): Promise<void> {
  for (const mots of [
    'Me connecter',
    'Connectez-vous pour voir vos demandes',
    'chiffrés',
    'Espace des aidants',
  ])
    await lire(fenetre, mots);
}

/** A guest's request, that this address will be offered. */
const deposer = (fenetre: Fenetre, guichet: string, courriel: string): Promise<string> =>
  fenetre.evaluer(
    async (api, reponses) => {
      const { version } = (await (await fetch(`${api}demarches/acte-naissance`)).json()) as {
        version: number;
      };
      const depot = await fetch(`${api}demandes`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ demarche: 'acte-naissance', version, reponses }),
      });
      return ((await depot.json()) as { numero: string }).numero;
    },
    `${guichet}/c/port-aubier/api/v1/`,
    acte({ 'demandeur-courriel': courriel }),
  );

/** Buttons that forced colours leave without an edge, and how many there are. */
const sansBord = (fenetre: Fenetre): Promise<[sans: string[], combien: number]> =>
  fenetre.evaluer(() => {
    const boutons = __t.tous('.bouton:not(.lien)').filter((bouton) => bouton.checkVisibility());
    const sans = boutons.filter((bouton) => {
      const { borderTopWidth, borderTopStyle, borderTopColor, backgroundColor } = getComputedStyle(bouton);
      return borderTopWidth === '0px' || borderTopStyle === 'none' || borderTopColor === backgroundColor;
    });
    return [sans.map(({ textContent }) => textContent.trim()), boutons.length];
  });

export function declarerEspace(contexte: Contexte): void {
  const declarer = cas(contexte);

  declarer(
    'the nine elements, right to left, at 320 px, with forced colours and less motion',
    page(QUATRE + SIGNALER + SUIVRE + DEMARCHES + CHIFFRES + TRIER.replace('>', ' direct>'), {
      attributs: 'lang="ar" dir="rtl"',
    }),
    async (fenetre) => {
      await fenetre.dimensionner(320, 640);
      await lesQuatre(fenetre);
      for (const mots of [
        'Que voulez-vous signaler',
        'Votre numéro de suivi',
        'Installer une terrasse',
        'Demandes reçues',
      ])
        await lire(fenetre, mots);
      await lire(fenetre, 'adresse de courriel professionnelle');
      const sens = await fenetre.evaluer(() =>
        __t.tous('.root').map((racine) => getComputedStyle(racine).direction),
      );
      assert.deepEqual(
        sens,
        Array.from({ length: 9 }, () => 'rtl'),
      );
      await sansDebord(fenetre);
      if (fenetre.moteur === 'webkit') return;
      assert.deepEqual(await animes(fenetre), []);
      const [sans, boutons] = await sansBord(fenetre);
      assert.deepEqual(sans, []);
      assert.ok(boutons > 5, `${boutons} buttons`);
    },
    { options: { couleursForcees: true, mouvementReduit: true } },
  );

  describe('elements of one’s space, nobody signed in', () => {
    declarer(
      'style sheets of the page change nothing in them; nothing stored, nobody else spoken to',
      page(QUATRE),
      async (fenetre) => {
        await lesQuatre(fenetre);
        const libre = await fenetre.evaluer(empreinte);
        assert.ok(libre.length > 20, `${libre.length} elements`);
        for (const [nom, css] of Object.entries(FEUILLES)) {
          await fenetre.evaluer((regles) => {
            const feuille = document.createElement('style');
            feuille.id = 'hostile';
            feuille.textContent = regles;
            document.head.append(feuille);
          }, css);
          assert.deepEqual(await fenetre.evaluer(empreinte), libre, nom);
          await fenetre.evaluer(() => document.querySelector('#hostile')!.remove());
        }
        const traces = await fenetre.evaluer(() => ({
          ecritures: __t.ecritures,
          origines: __t.origines(),
          stockes: localStorage.length + sessionStorage.length,
        }));
        assert.deepEqual(traces, { ecritures: [], origines: [contexte.hotes().guichet], stockes: 0 });
        await fenetre.dimensionner(320, 640);
        await sansDebord(fenetre);
      },
    );

    test('their chunks answer 404: each fallback stays, nothing moves', async () => {
      contexte
        .hotes()
        .pannes.push({ chemin: new RegExp(`/w/(${TAGS.slice(1).join('|')})-`), genre: 'absent' });
      await essayer(
        contexte,
        page(`<h1>Mon espace</h1>${DEMANDES}${DOCUMENTS}${AIDER}<p>Pied de page</p>`),
        async (fenetre) => {
          await jusque('three warnings of the loader', () =>
            fenetre.evaluer(
              () => __t.avertissements.filter((avis) => avis.includes('[parvis]')).length === 3,
            ),
          );
          const [replis, cls] = await fenetre.evaluer(() => [
            __t.tous('.repli a[href^="tel:"]').length,
            __t.cls,
          ]);
          assert.equal(replis, 3);
          assert.ok(Number(cls) < 0.01, `layout shift ${cls}`);
        },
      );
    });

    test('the code of sessions answers 404: said in words, with a button, then it comes', async () => {
      contexte.hotes().pannes.push({ chemin: /\/w\/session-/, genre: 'absent' });
      await essayer(contexte, page(DEMANDES), async (fenetre) => {
        await cliquer(fenetre, { bouton: 'Me connecter' });
        await lire(fenetre, 'Réessayez, ou rechargez la page');
        contexte.hotes().pannes.length = 0;
        // Firefox remembers a module that did not come for as long as the page lives.
        if (fenetre.moteur === 'firefox') return;
        await cliquer(fenetre, { bouton: 'Réessayer' });
        await lire(fenetre, 'Votre adresse de courriel');
      });
    });

    declarer(
      'as <div data-parvis> and as <a href>, their parameters as attributes',
      page(
        TAGS.map(
          (tag) => `<div data-parvis="${tag}" data-commune="port-aubier" data-limite="3">La mairie</div>`,
        ).join('') +
          TAGS.map(
            (tag) =>
              `<p><a href="{{serveur}}/c/port-aubier/p/${tag}?titre=Mes%20suites&amp;espace=%2Fespace">${tag}</a></p>`,
          ).join(''),
      ),
      async (fenetre) => {
        await lesQuatre(fenetre);
        for (const tag of TAGS) assert.equal(await combien(fenetre, tag), 2, tag);
        assert.equal(await combien(fenetre, '[data-parvis]'), 0);
        const lus = await fenetre.evaluer(() => {
          const [bloc, lien] = document.querySelectorAll('mes-demandes');
          return [bloc!.getAttribute('limite'), lien!.getAttribute('titre'), lien!.getAttribute('commune')];
        });
        assert.deepEqual(lus, ['3', 'Mes suites', 'port-aubier']);
        await lire(fenetre, 'Mes suites');
      },
    );
  });

  describe('elements of one’s space, signed in', () => {
    declarer(
      'the strictest policies, right to left, 320 px, on paper, moved in the page',
      page(PORTE + DEMANDES + DOCUMENTS, {
        csp: `${CONFIANCE}; trusted-types 'none'`,
        attributs: 'lang="ar" dir="rtl"',
        apres: '</main><aside id="ailleurs"></aside>',
      }),
      async (fenetre) => {
        const courriel = `strict-${fenetre.moteur}@exemple.fr`;
        const numero = await deposer(fenetre, contexte.hotes().guichet, courriel);
        await entrerParCode(contexte, fenetre, courriel);
        await lire(fenetre, numero);
        await lire(fenetre, 'Une pièce d’identité et un justificatif de domicile');
        const sens = await fenetre.evaluer(() =>
          __t.tous('.root').map((racine) => getComputedStyle(racine).direction),
        );
        assert.deepEqual(sens, ['rtl', 'rtl', 'rtl']);
        const feuilles = await fenetre.imprimer();
        if (feuilles !== undefined) assert.ok(feuilles <= 2, `${feuilles} sheets`);
        await fenetre.dimensionner(320, 640);
        await sansDebord(fenetre);
        contexte.hotes().requetes.length = 0;
        await fenetre.evaluer(async () => {
          for (const tag of ['mes-demandes', 'mes-documents', 'connexion-usager'])
            document.querySelector('#ailleurs')!.append(document.querySelector(tag)!);
          await new Promise((suite) => setTimeout(suite, 300));
        });
        assert.match(await lire(fenetre, numero), /justificatif de domicile/);
        assert.deepEqual(contexte.hotes().requetes, []);
      },
    );

    declarer(
      'old scripts, greedy styles, shortcuts, a form around, two copies of the kit, a translation',
      page(PORTE + DEMANDES + DOCUMENTS, {
        tete: `<style>${Object.values(FEUILLES).slice(0, 1).join('')}${FEUILLES['greedy *{…!important}']}</style><script>${BRICOLAGE}
          for (const type of ['keydown','keypress']) window.addEventListener(type, (e) => { if (/^[a-z]$/.test(e.key)) { e.preventDefault(); e.stopPropagation(); } }, true);</script>`,
        chargeur: CHARGEUR + CHARGEUR_2,
        avant: `<form onsubmit="document.documentElement.dataset.envoye=1;return false"><input name="q"><button>Rechercher</button>`,
        apres: '</form>',
      }),
      async (fenetre) => {
        const courriel = `vieux-${fenetre.moteur}@exemple.fr`;
        const numero = await deposer(fenetre, contexte.hotes().guichet, courriel);
        await fenetre.evaluer(() => {
          for (const type of ['session-ouverte', 'session-fermee'])
            document.addEventListener(
              type,
              () =>
                (document.documentElement.dataset['vus'] =
                  `${document.documentElement.dataset['vus'] ?? ''} ${type}`),
            );
        });
        await entrerParCode(contexte, fenetre, courriel);
        await lire(fenetre, numero);
        await lire(fenetre, 'Une pièce d’identité et un justificatif de domicile');
        if (fenetre.moteur !== 'webkit') {
          assert.deepEqual(await animes(fenetre), []);
          const [sans, boutons] = await sansBord(fenetre);
          assert.deepEqual(sans, []);
          assert.ok(boutons > 2, `${boutons} buttons`);
        }
        await fenetre.evaluer(traduire);
        await cliquer(fenetre, { bouton: 'Mon compte' });
        await fenetre.evaluer(traduire);
        await cliquer(fenetre, { bouton: 'Me déconnecter' });
        await lire(fenetre, 'Vous êtes déconnecté.');
        await lire(fenetre, 'Connectez-vous pour voir vos demandes');
        const { envoye, vus } = await fenetre.evaluer(
          () => ({ ...document.documentElement.dataset }) as Record<string, string>,
        );
        assert.deepEqual([envoye, vus], [undefined, ' session-ouverte session-fermee']);
      },
      { options: { couleursForcees: true, mouvementReduit: true } },
    );

    declarer(
      'a helper, under the strictest policies: nothing is kept',
      page(AIDER, { csp: `${CONFIANCE}; trusted-types 'none'` }),
      async (fenetre) => {
        await entrerParCode(contexte, fenetre, 'aidant@port-aubier.example');
        await lire(fenetre, 'France services du Port');
        await fenetre.dimensionner(320, 640);
        await sansDebord(fenetre);
        const garde = await fenetre.evaluer(() => localStorage.length + sessionStorage.length);
        assert.equal(garde, 0);
        await cliquer(fenetre, { bouton: 'Me déconnecter' });
        await lireUn(fenetre, 'Rien ne reste sur cet ordinateur');
      },
    );
  });
}
