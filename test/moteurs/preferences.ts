/** What the citizen prefers: zoom, direction, forced colours, no motion, paper. */
import assert from 'node:assert/strict';
import { describe } from 'node:test';
import { DEMARCHES, page, SIGNALER, SUIVRE } from '../hotes/pages.ts';
import { cas, vivre, type Contexte } from './essai.ts';
import { lire } from './gestes.ts';
import type { Fenetre } from './moteurs.ts';
import { signaler } from './parcours.ts';

/** Nothing wider than the window, in the page nor in the widget. */
export async function sansDebord(fenetre: Fenetre): Promise<void> {
  const [page_, fenetre_] = await fenetre.evaluer(() => [
    document.documentElement.scrollWidth,
    document.documentElement.clientWidth,
  ]);
  assert.ok(page_! <= fenetre_!, `${page_} px in ${fenetre_}`);
}

/** What would move by itself, for who asked for less motion. */
export const animes = (fenetre: Fenetre): Promise<string[]> =>
  fenetre.evaluer(() =>
    __t
      .tous('*')
      .flatMap((element) => (element.shadowRoot ? [...element.shadowRoot.querySelectorAll('*')] : []))
      .filter((element) => {
        const { animationName, animationDuration, transitionDuration } = getComputedStyle(element);
        const bouge = animationName !== 'none' && Number.parseFloat(animationDuration) > 0.01;
        return bouge || transitionDuration.split(',').some((duree) => Number.parseFloat(duree) > 0.01);
      })
      .map(({ localName, className }) => `${localName}.${String(className)}`),
  );

export function declarerPreferences(contexte: Contexte): void {
  const declarer = cas(contexte);
  describe('what the citizen prefers', () => {
    for (const [nom, widget, mots] of [
      ['signaler-probleme', SIGNALER, 'Que voulez-vous signaler'],
      ['suivi-demande', SUIVRE, 'Votre numéro de suivi'],
      ['mes-demarches', DEMARCHES, 'Installer une terrasse'],
    ] as const)
      declarer(`320 px wide, which is 1280 at 400 %: ${nom}`, page(widget), async (fenetre) => {
        await fenetre.dimensionner(320, 640);
        await lire(fenetre, mots);
        await sansDebord(fenetre);
        if (widget !== SIGNALER) return;
        await vivre(fenetre);
        await sansDebord(fenetre);
      });
    declarer(
      'text enlarged to 200 % by the citizen',
      page(SIGNALER, { tete: '<style>signaler-probleme{--parvis-fs:2em}</style>' }),
      async (fenetre) => {
        await fenetre.dimensionner(640, 640);
        await vivre(fenetre);
        await sansDebord(fenetre);
      },
    );
    declarer(
      'a page that reads from right to left',
      page(SIGNALER, { attributs: 'lang="ar" dir="rtl"' }),
      async (fenetre) => {
        await vivre(fenetre);
        await sansDebord(fenetre);
        assert.equal(
          await fenetre.evaluer(() => getComputedStyle(__t.champ('Où')!).direction),
          'rtl',
          'the direction of the page is followed',
        );
      },
    );
    declarer(
      'forced colours: what can be pressed keeps a visible edge',
      page(SIGNALER),
      async (fenetre) => {
        await vivre(fenetre);
        if (fenetre.moteur === 'webkit') return;
        assert.ok(await fenetre.evaluer(() => matchMedia('(forced-colors: active)').matches));
        const bords = await fenetre.evaluer(() => {
          const bouton = __t.bouton('Continuer')!;
          const champ = __t.champ('Où')!;
          return [bouton, champ].map((element) => {
            const { borderTopWidth, borderTopStyle, borderTopColor, backgroundColor } =
              getComputedStyle(element);
            return (
              borderTopWidth !== '0px' && borderTopStyle !== 'none' && borderTopColor !== backgroundColor
            );
          });
        });
        assert.deepEqual(bords, [true, true]);
      },
      { options: { couleursForcees: true } },
    );
    declarer(
      'reduced motion: nothing moves by itself',
      page(SIGNALER + SUIVRE + DEMARCHES),
      async (fenetre) => {
        await lire(fenetre, 'Votre numéro de suivi');
        await vivre(fenetre);
        if (fenetre.moteur === 'webkit') return;
        assert.deepEqual(await animes(fenetre), []);
      },
      { options: { mouvementReduit: true } },
    );
    declarer('a receipt prints on one page', page(SIGNALER), async (fenetre) => {
      const { numero } = await signaler(fenetre, 'rue du Port');
      assert.match(numero, /^PAB/);
      const pages = await fenetre.imprimer();
      if (pages !== undefined) assert.equal(pages, 1);
    });
  });
}
