/** Strict pages: Content Security Policy, Trusted Types; then chunks that fail. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { CHARGEUR, CHARGEUR_2, page, SIGNALER, SUIVRE, TRIER } from '../hotes/pages.ts';
import type { Panne } from '../hotes/serveur.ts';
import { cas, essayer, vivre, type Contexte } from './essai.ts';
import { cliquer, jusque, lire } from './gestes.ts';
import type { Fenetre } from './moteurs.ts';
import { signaler } from './parcours.ts';

export const MINIMUM =
  "default-src 'none'; script-src 'self' {{serveur}}; connect-src {{serveur}}; img-src {{serveur}} data: blob:; style-src 'self'";
export const NONCE =
  "default-src 'none'; script-src 'nonce-mairie42' 'strict-dynamic'; connect-src {{serveur}}; img-src {{serveur}} data: blob:; base-uri 'none'";
export const CONFIANCE = `${MINIMUM}; require-trusted-types-for 'script'`;

/** Said once by the loader; what stood in the element is usable, and nothing moved. */
export async function verifierRepli(fenetre: Fenetre): Promise<void> {
  await jusque('the warning of the loader', () =>
    fenetre.evaluer(() => __t.avertissements.some((avis) => avis.includes('[parvis]'))),
  );
  const [repli, cls] = await fenetre.evaluer(() => [
    __t.trouver('.repli a[href^="tel:"]')?.textContent ?? '',
    __t.cls,
  ]);
  assert.equal(repli, '04 65 71 00 10', 'the fallback is there');
  assert.ok(Number(cls) < 0.01, `layout shift ${cls}`);
}

export function declarerRigueur(contexte: Contexte): void {
  const declarer = cas(contexte);
  const deposer = async (fenetre: Fenetre): Promise<void> => {
    await signaler(fenetre, 'rue du Marché');
  };

  describe('Content Security Policy and Trusted Types', () => {
    declarer("default-src 'none' and the minimum", page(SIGNALER, { csp: MINIMUM }), deposer);
    declarer("a nonce and 'strict-dynamic'", page(SIGNALER, { csp: NONCE, nonce: 'mairie42' }), deposer);
    declarer(
      "the agents' frame under the minimum",
      page(TRIER, { csp: `${MINIMUM}; frame-src {{serveur}}` }),
      async (fenetre) => {
        await jusque('the frame', () => fenetre.evaluer(() => !!__t.trouver('iframe')));
        await jusque('the frame’s page', () =>
          fenetre.dansCadre(() => document.querySelector('tri-demandes') !== null),
        );
      },
    );
    for (const [nom, types] of [
      ['trusted-types foo', 'foo'],
      ["trusted-types 'none'", "'none'"],
      ['trusted-types lit-html', 'lit-html'],
    ] as const)
      declarer(
        nom,
        page(SIGNALER + SUIVRE, { csp: `${CONFIANCE}; trusted-types ${types}` }),
        async (fenetre) => {
          await lire(fenetre, 'Votre numéro de suivi');
          await deposer(fenetre);
        },
      );
    declarer(
      'trusted-types lit-html, two copies of the kit and a Lit of the host',
      page(SIGNALER + SUIVRE, {
        csp: `${CONFIANCE.replace("'self' {{serveur}}", "'self' 'nonce-n1' {{serveur}}")}; trusted-types lit-html`,
        nonce: 'n1',
        tete: `<script>trustedTypes.createPolicy('lit-html', { createHTML: (s) => s });</script>`,
        chargeur: CHARGEUR + CHARGEUR_2,
      }),
      async (fenetre) => {
        await lire(fenetre, 'Votre numéro de suivi');
        await vivre(fenetre);
      },
    );
  });

  describe('chunks that fail', () => {
    const fautif = (nom: string, panne: Panne, options: { permis?: RegExp; apres?: string } = {}) =>
      test(nom, async () => {
        contexte.hotes().pannes.push(panne);
        await essayer(
          contexte,
          page(SIGNALER, { avant: '<main><h1>Signaler</h1>', apres: '<p>Pied de page</p></main>' }),
          verifierRepli,
          { permis: options.permis ?? /(?!)/ },
        );
      });
    fautif('the widget’s chunk answers 404', { chemin: /\/w\/signaler-probleme-/, genre: 'absent' });
    fautif('the common chunk answers 404', { chemin: /\/w\/socle-/, genre: 'absent' });
    fautif('the widget’s chunk is cut', { chemin: /\/w\/signaler-probleme-/, genre: 'coupe' });
    fautif('a proxy answers HTML for a chunk', { chemin: /\/w\/socle-/, genre: 'html' });

    test('the loader itself is blocked: the fallback stays', async () => {
      contexte.hotes().pannes.push({ chemin: /parvis\.js/, genre: 'coupe' });
      await essayer(contexte, page(SIGNALER), async (fenetre) => {
        assert.equal(await fenetre.evaluer(() => __t.trouver('.repli a')?.textContent), '04 65 71 00 10');
      });
    });

    test('chunks 3 s late: the fallback first, then the widget, nothing above moves', async () => {
      contexte.hotes().pannes.push({ chemin: /\/w\/signaler-probleme-/, genre: { retard: 3000 } });
      // Seen by the page itself: Firefox keeps `load` until the chunk has come.
      const noter = `addEventListener('DOMContentLoaded', () => requestAnimationFrame(() => {
        document.documentElement.dataset.repli = __t.trouver('.repli a')?.textContent;
      }));`;
      const hote = page(SIGNALER, {
        tete: `<script>${noter}</script>`,
        avant: '<main><h1>Signaler</h1>',
        apres: '</main>',
      });
      await essayer(contexte, hote, async (fenetre) => {
        await vivre(fenetre);
        const [repli, cls] = await fenetre.evaluer(() => [
          document.documentElement.dataset['repli'],
          __t.cls,
        ]);
        assert.equal(repli, '04 65 71 00 10');
        assert.ok(Number(cls) < 0.02, `layout shift ${cls}`);
      });
    });

    test('the form’s chunk answers 404: said in words, with a button, then it comes', async () => {
      contexte.hotes().pannes.push({ chemin: /\/w\/formulaire-/, genre: 'absent' });
      await essayer(contexte, page(SIGNALER), async (fenetre) => {
        await cliquer(fenetre, { bouton: 'éclairage' });
        await lire(fenetre, 'Réessayer');
        contexte.hotes().pannes.length = 0;
        if (fenetre.moteur === 'firefox') {
          // It remembers a module that did not come for as long as the page lives: the words say what to do.
          await lire(fenetre, 'rechargez la page');
          await fenetre.aller(await fenetre.evaluer(() => location.href));
          await cliquer(fenetre, { bouton: 'éclairage' });
        } else await cliquer(fenetre, { bouton: 'Réessayer' });
        await lire(fenetre, 'Étape 1 sur');
      });
    });

    test('the API late: the fallback meanwhile, then the widget', async () => {
      const { promise: retard, resolve: lacher } = Promise.withResolvers<void>();
      contexte.hotes().pannes.push({ chemin: /\/api\/v1\//, genre: { retard } });
      await essayer(contexte, page(SIGNALER), async (fenetre) => {
        await jusque('the widget’s code', () =>
          fenetre.evaluer(() => !!__t.trouver('signaler-probleme:defined')),
        );
        assert.equal(await fenetre.evaluer(() => __t.trouver('.repli a')?.textContent), '04 65 71 00 10');
        lacher();
        await lire(fenetre, 'Que voulez-vous signaler');
      });
    });
  });
}
