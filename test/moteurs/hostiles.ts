/** Pages that nobody prepared. Every case runs the shipped files, from another site than the page's. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { BRICOLAGE, MOOTOOLS, PROTOTYPE } from '../hotes/bibliotheques.ts';
import { CHARGEUR, CHARGEUR_2, DEMARCHES, page, SIGNALER, SUIVRE, type Habillage } from '../hotes/pages.ts';
import type { Hotes, PageHote } from '../hotes/serveur.ts';
import { empreinte, type Empreinte } from './empreinte.ts';
import { cliquer, lire, remplir } from './gestes.ts';
import type { Fenetre, Moteur, OptionsFenetre } from './moteurs.ts';
import { signaler } from './parcours.ts';

export interface Contexte {
  moteur: () => Moteur;
  hotes: () => Hotes;
}

export interface Verdict {
  /** Errors that the case itself makes. */
  permis?: RegExp;
  options?: OptionsFenetre;
}

const IMPORTANT = '!important';
const HOSTILE = [
  ['letter-spacing', '1em'],
  ['word-spacing', '2em'],
  ['line-height', '3'],
  ['font-size', '7px'],
  ['font-style', 'italic'],
  ['font-weight', '900'],
  ['text-transform', 'uppercase'],
  ['text-align', 'right'],
  ['text-indent', '40px'],
  ['white-space', 'nowrap'],
  ['color', 'red'],
  ['border', '3px solid lime'],
  ['box-sizing', 'content-box'],
  ['padding', '9px'],
  ['margin', '9px'],
  ['float', 'none'],
  ['cursor', 'wait'],
  ['list-style', 'square'],
  ['text-shadow', '2px 2px red'],
  ['animation', 'none'],
]
  .map(([nom, valeur]) => `${nom}:${valeur}${IMPORTANT}`)
  .join(';');

const style = (css: string): Habillage => ({ tete: `<style>${css}</style>` });
const script = (js: string): Habillage => ({ tete: `<script>${js}</script>` });

/** Opens the page, runs the case, and wants no error and no violation. */
export async function essayer(
  { moteur, hotes }: Contexte,
  hote: PageHote,
  acte: (fenetre: Fenetre) => Promise<void>,
  { permis, options }: Verdict = {},
): Promise<void> {
  const fenetre = await moteur().fenetre(options);
  try {
    await fenetre.aller(hotes().poser(hote));
    await acte(fenetre);
    const vus = await fenetre.evaluer(() => [...__t.erreurs, ...__t.violations]);
    assert.deepEqual(
      vus.filter((faute) => !permis?.test(faute)),
      [],
    );
  } finally {
    hotes().pannes.length = 0;
    await fenetre.fermer();
  }
}

/** The widget is alive: its choices, a form, and what is typed in it. */
export async function vivre(fenetre: Fenetre): Promise<void> {
  await cliquer(fenetre, { bouton: 'éclairage' });
  await lire(fenetre, 'Étape 1 sur');
  await cliquer(fenetre, { bouton: 'Un lampadaire éteint' });
  await cliquer(fenetre, { bouton: 'Continuer' });
  await remplir(fenetre, 'Où', 'sous le phare');
  assert.equal(await valeurDe(fenetre, 'Où'), 'sous le phare');
}

const valeurDe = (fenetre: Fenetre, champ: string) =>
  fenetre.evaluer((nom) => (__t.champ(nom) as HTMLInputElement | undefined)?.value, champ);

const combien = (fenetre: Fenetre, selecteur: string) =>
  fenetre.evaluer((css) => document.querySelectorAll(css).length, selecteur);

export function declarerHostiles(contexte: Contexte): void {
  const cas = (
    nom: string,
    hote: PageHote,
    acte: (fenetre: Fenetre) => Promise<void> = vivre,
    verdict: Verdict = {},
  ) => test(nom, () => essayer(contexte, hote, acte, verdict));

  describe('host styles', () => {
    let reference: Empreinte | undefined;
    const prendre = async (fenetre: Fenetre): Promise<Empreinte> => {
      await lire(fenetre, 'Que voulez-vous signaler');
      return fenetre.evaluer(empreinte);
    };
    const memes = async (fenetre: Fenetre) => {
      assert.ok(reference, 'the plain page was read');
      assert.deepEqual(await prendre(fenetre), reference);
      await vivre(fenetre);
    };
    cas('a plain page, the reference', page(SIGNALER), async (fenetre) => {
      reference = await prendre(fenetre);
      assert.ok(reference.length > 30, `${reference.length} elements`);
      await vivre(fenetre);
    });
    for (const [nom, css] of [
      ['html{font-size:62.5%}', 'html{font-size:62.5%}'],
      ['*{all:unset!important}', '*{all:unset!important}'],
      ['*{all:revert!important}', '*{all:revert!important}'],
      ['greedy *{…!important}', `*,*::before,*::after{${HOSTILE}}`],
      ['div{display:none!important}', 'div,ul,li,dl,section,fieldset,form,h2,h3{display:none!important}'],
      ['rules on tags and classes', `button,input,a,p,span,svg,label,.root,.bouton,.carte{${HOSTILE}}`],
      ['rules on the widgets’ own tags', 'signaler-probleme{display:inline;position:static;columns:3}'],
    ] as const)
      cas(nom, page(SIGNALER, style(css)), memes);
  });

  describe('host scripts', () => {
    const envoyerTout = async (fenetre: Fenetre) => {
      await signaler(fenetre, 'rue du Marché');
    };
    cas('an old Prototype', page(SIGNALER, script(PROTOTYPE)), envoyerTout);
    cas('an old MooTools', page(SIGNALER, script(MOOTOOLS)), envoyerTout);
    cas('enumerable extensions of every prototype', page(SIGNALER, script(BRICOLAGE)), envoyerTout);
    cas(
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
      cas(
        `single-letter shortcuts ${nom}`,
        page(
          SIGNALER,
          script(
            `for (const type of ['keydown','keypress']) ${cible}.addEventListener(type, (e) => { if (/^[a-z]$/.test(e.key)) { e.preventDefault(); e.stopPropagation(); } }, ${capture});`,
          ),
        ),
      );
    cas(
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
      cas(nom, page(SIGNALER + SUIVRE, { chargeur }), async (fenetre) => {
        await lire(fenetre, 'Votre numéro de suivi');
        await vivre(fenetre);
        const avis = await fenetre.evaluer(() => __t.avertissements.filter((a) => a.includes('[parvis]')));
        assert.equal(avis.length, chargeur === CHARGEUR + CHARGEUR ? 0 : 1, avis.join('\n'));
        const servis = contexte.hotes().requetes.filter((ligne) => /signaler-probleme-\w+\.js/.test(ligne));
        assert.ok(servis.length > 0);
      });
    cas(
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
    cas(
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

  describe('moves', () => {
    cas(
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
    cas('an application that replaces the body', page('<p>Accueil</p>'), async (fenetre) => {
      await fenetre.evaluer(() => {
        const corps = document.createElement('body');
        const widget = document.createElement('signaler-probleme');
        widget.setAttribute('commune', 'port-aubier');
        corps.append(widget);
        document.body = corps;
      });
      await vivre(fenetre);
    });
    cas('browser translation replaces the texts under our feet', page(SIGNALER), async (fenetre) => {
      /** As Chrome's translation does: each text leaves, two `font` come in its place. */
      const traduire = () => {
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
    cas('the tag', page(SIGNALER), async (fenetre) => {
      await vivre(fenetre);
      assert.equal(await combien(fenetre, 'signaler-probleme'), 1);
      assert.equal(await combien(fenetre, '.repli'), 1);
    });
    cas(
      '<div data-parvis>',
      page(`<div data-parvis="signaler-probleme" data-commune="port-aubier">${REPLI_TEXTE}</div>`),
      async (fenetre) => {
        await vivre(fenetre);
        assert.equal(await combien(fenetre, 'signaler-probleme'), 1);
        assert.equal(await combien(fenetre, '[data-parvis]'), 0);
      },
    );
    cas('<a href>, its parameters as attributes', page(lien), async (fenetre) => {
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

const REPLI_TEXTE = 'Appelez la mairie au 04 65 71 00 10.';
