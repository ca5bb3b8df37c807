/** Scripts of the host: old libraries, shortcuts, forms, the loader pasted twice, storage that throws. */
import assert from 'node:assert/strict';
import { describe } from 'node:test';
import { BRICOLAGE, MOOTOOLS, PROTOTYPE } from '../hotes/bibliotheques.ts';
import { CHARGEUR, CHARGEUR_2, DEMARCHES, page, SIGNALER, SUIVRE, type Habillage } from '../hotes/pages.ts';
import { cas, vivre, type Contexte } from './essai.ts';
import { lire } from './gestes.ts';
import type { Fenetre } from './moteurs.ts';
import { signaler } from './parcours.ts';

const script = (js: string): Habillage => ({ tete: `<script>${js}</script>` });

export function declarerScripts(contexte: Contexte): void {
  const declarer = cas(contexte);
  describe('host scripts', () => {
    const envoyerTout = async (fenetre: Fenetre) => {
      await signaler(fenetre, 'rue du Marché');
    };
    declarer('an old Prototype', page(SIGNALER, script(PROTOTYPE)), envoyerTout);
    declarer('an old MooTools', page(SIGNALER, script(MOOTOOLS)), envoyerTout);
    declarer('enumerable extensions of every prototype', page(SIGNALER, script(BRICOLAGE)), envoyerTout);
    declarer(
      'a host form around is not submitted by Enter, nor fed with our fields',
      page(SIGNALER, {
        avant: `<form id="hote" onsubmit="document.documentElement.dataset.envoye=1;return false"><input name="q"><button>Rechercher</button>`,
        apres: '</form>',
      }),
      async (fenetre) => {
        await vivre(fenetre);
        await fenetre.touche('Enter');
        await lire(fenetre, 'sur');
        const [envoye, champs] = await fenetre.evaluer(() => [
          document.documentElement.dataset['envoye'] ?? '',
          [...new FormData(document.querySelector<HTMLFormElement>('#hote')!).keys()].join(),
        ]);
        assert.deepEqual([envoye, champs], ['', 'q']);
      },
    );
    for (const [nom, cible, capture] of [
      ['on the document, bubbling', 'document', false],
      ['on the document, capturing', 'document', true],
      ['on the window, capturing, before us', 'window', true],
    ] as const)
      declarer(
        `single-letter shortcuts ${nom}`,
        page(
          SIGNALER,
          script(
            `for (const type of ['keydown','keypress']) ${cible}.addEventListener(type, (e) => { if (/^[a-z]$/.test(e.key)) { e.preventDefault(); e.stopPropagation(); } }, ${capture});`,
          ),
        ),
      );
    declarer(
      'a second Lit, before and after',
      page(SIGNALER, {
        tete: `<script type="module">globalThis.litHtmlVersions = ['3.1.0'];globalThis.litElementVersions = ['4.0.0'];globalThis.reactiveElementVersions = ['2.0.0'];</script>`,
      }),
    );
    for (const [nom, chargeur] of [
      ['the loader pasted twice', CHARGEUR + CHARGEUR],
      ['two copies of the kit, ours first', CHARGEUR + CHARGEUR_2],
      ['two copies of the kit, the other first', CHARGEUR_2 + CHARGEUR],
    ] as const)
      declarer(nom, page(SIGNALER + SUIVRE, { chargeur }), async (fenetre) => {
        await lire(fenetre, 'Votre numéro de suivi');
        await vivre(fenetre);
        const avis = await fenetre.evaluer(() => __t.avertissements.filter((a) => a.includes('[parvis]')));
        assert.equal(avis.length, chargeur === CHARGEUR + CHARGEUR ? 0 : 1, avis.join('\n'));
        const servis = contexte.hotes().requetes.filter((ligne) => /signaler-probleme-\w+\.js/.test(ligne));
        assert.ok(servis.length > 0);
      });
    declarer(
      'storage that throws',
      page(
        SIGNALER,
        script(`
      for (const nom of ['localStorage', 'sessionStorage', 'indexedDB'])
        Object.defineProperty(window, nom, { get() { throw new DOMException('non', 'SecurityError'); } });
    `),
      ),
      envoyerTout,
    );
    declarer(
      'nothing stored, nobody else spoken to, before the citizen acts',
      page(SIGNALER + SUIVRE + DEMARCHES),
      async (fenetre) => {
        await lire(fenetre, 'Que voulez-vous signaler');
        await lire(fenetre, 'Votre numéro de suivi');
        await lire(fenetre, 'Installer une terrasse');
        const { ecritures, origines, cookie, stockes } = await fenetre.evaluer(() => ({
          ecritures: __t.ecritures,
          origines: __t.origines(),
          // oxlint-disable-next-line parvis/no-cookie -- read to prove that it is empty
          cookie: document.cookie,
          stockes: localStorage.length + sessionStorage.length,
        }));
        assert.deepEqual(
          { ecritures, origines, cookie, stockes },
          { ecritures: [], origines: [contexte.hotes().guichet], cookie: '', stockes: 0 },
        );
      },
    );
  });
}
