/** Pinned with its integrity; strict pages that look the same; and what else a host may do around a widget. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { page, SIGNALER, SUIVRE, TRIER, type Habillage } from '../hotes/pages.ts';
import type { Panne } from '../hotes/serveur.ts';
import { empreinte, type Empreinte } from './empreinte.ts';
import { cliquer, jusque, lire, remplir } from './gestes.ts';
import { essayer, vivre, type Contexte } from './essai.ts';
import { signaler } from './parcours.ts';
import { MINIMUM, NONCE, verifierRepli } from './rigueur.ts';

const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
  version: string;
};

export function declarerIntegrite(contexte: Contexte): void {
  describe('pinned, every chunk with its integrity', () => {
    /** What the page « Intégrer » gives for an exact version. */
    const epingler = async (): Promise<Habillage> => {
      const chemin = `/v${version}/parvis.js`;
      const [carte, chargeur] = await Promise.all([
        contexte.hotes().lire(`/v${version}/importmap.json`),
        contexte.hotes().lire(chemin),
      ]);
      const empreinteDe = createHash('sha384').update(chargeur).digest('base64');
      return {
        tete: `<script type="importmap">${carte}</script>`,
        chargeur: `<script type="module" src="{{serveur}}${chemin}" integrity="sha384-${empreinteDe}" crossorigin="anonymous"></script>`,
      };
    };
    const cas = (nom: string, panne: Panne | undefined, acte: Parameters<typeof essayer>[2]) =>
      test(nom, async () => {
        const habillage = await epingler();
        if (panne) contexte.hotes().pannes.push(panne);
        const autour = { avant: '<main><h1>Signaler</h1>', apres: '<p>Pied de page</p></main>' };
        await essayer(contexte, page(SIGNALER, { ...habillage, ...autour }), acte);
      });
    cas('nothing altered: the widget', undefined, vivre);
    for (const nom of ['socle', 'signaler-probleme'])
      cas(
        `${nom} altered: refused, the fallback stays, nothing moves, nothing thrown`,
        { chemin: new RegExp(`/w/${nom}-`), genre: 'altere' },
        verifierRepli,
      );
    cas('the form altered: refused, and said', { chemin: /\/w\/formulaire-/, genre: 'altere' }, async (f) => {
      await cliquer(f, { bouton: 'éclairage' });
      await lire(f, 'Réessayer');
    });
    test('altered without the import map: nobody sees it, so the cases above prove something', async () => {
      contexte.hotes().pannes.push({ chemin: /\/w\/(socle|formulaire)-/, genre: 'altere' });
      await essayer(contexte, page(SIGNALER), vivre);
    });
  });

  test('the strictest policies change nothing to what is drawn', async () => {
    const prendre = async (habillage: Habillage): Promise<Empreinte> => {
      let prise: Empreinte = [];
      await essayer(contexte, page(SIGNALER + SUIVRE, habillage), async (fenetre) => {
        await lire(fenetre, 'Votre numéro de suivi');
        await lire(fenetre, 'Que voulez-vous signaler');
        prise = await fenetre.evaluer(empreinte);
      });
      return prise;
    };
    const libre = await prendre({});
    assert.ok(libre.length > 40, `${libre.length} elements`);
    assert.deepEqual(await prendre({ csp: MINIMUM }), libre);
    assert.deepEqual(await prendre({ csp: NONCE, nonce: 'mairie42' }), libre);
  });

  describe('pages set apart from others', () => {
    const ISOLEE = {
      'Cross-Origin-Opener-Policy': 'same-origin',
      'Cross-Origin-Embedder-Policy': 'require-corp',
    };
    test('cross-origin isolated (COOP and COEP): a request is filed', () =>
      essayer(contexte, page(SIGNALER, { entetes: ISOLEE }), async (fenetre) => {
        assert.equal(await fenetre.evaluer(() => crossOriginIsolated), true);
        await signaler(fenetre, 'rue du Marché');
      }));
    test('COOP same-origin: the agents’ frame', () =>
      essayer(
        contexte,
        page(TRIER, { entetes: { 'Cross-Origin-Opener-Policy': 'same-origin' } }),
        async (fenetre) => {
          await jusque('the frame’s page', () =>
            fenetre.dansCadre(() => document.querySelector('tri-demandes')?.shadowRoot !== null),
          );
        },
      ));
  });

  test('moved in the page while it sends: one request, and the receipt', async () => {
    const hote = page(SIGNALER, { apres: '</main><aside id="ailleurs"></aside>' });
    contexte.hotes().pannes.push({ chemin: /\/api\/v1\/demandes$/, genre: { retard: 1500 } });
    contexte.hotes().requetes.length = 0;
    await essayer(contexte, hote, async (fenetre) => {
      await fenetre.evaluer(() => {
        const widget = document.querySelector('signaler-probleme')!;
        const envoi = (cible: EventTarget) =>
          cible instanceof HTMLButtonElement && cible.textContent.includes('Envoyer mon signalement');
        document.addEventListener(
          'click',
          (clic) => {
            if (!clic.composedPath().some(envoi)) return;
            setTimeout(() => document.querySelector('#ailleurs')!.append(widget), 300);
          },
          true,
        );
      });
      const { numero } = await signaler(fenetre, 'rue du Port');
      assert.match(numero, /^PAB/);
      assert.equal(
        await fenetre.evaluer(() => !!document.querySelector('#ailleurs signaler-probleme')),
        true,
      );
      const envois = contexte.hotes().requetes.filter((ligne) => /^POST .*\/demandes$/.test(ligne));
      assert.equal(envois.length, 1, envois.join('\n'));
    });
  });

  test('Enter in the tracking field asks us, and does not submit the host’s form around', () =>
    essayer(
      contexte,
      page(SUIVRE, {
        avant: `<form onsubmit="document.documentElement.dataset.envoye=1;return false"><input name="q"><button>Rechercher</button>`,
        apres: '</form>',
      }),
      async (fenetre) => {
        await remplir(fenetre, 'Votre numéro de suivi', 'PAB');
        await fenetre.touche('Enter');
        await lire(fenetre, 'Indiquez le numéro de suivi complet');
        assert.equal(await fenetre.evaluer(() => document.documentElement.dataset['envoye'] ?? ''), '');
      },
    ));
}
