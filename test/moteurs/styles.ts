/** Style sheets that nobody prepared: they change nothing inside, and ours nothing outside. */
import assert from 'node:assert/strict';
import { describe } from 'node:test';
import { PARTIES } from '../../.config/parties.ts';
import { DEMARCHES, page, SIGNALER, type Habillage } from '../hotes/pages.ts';
import { empreinte, type Empreinte } from './empreinte.ts';
import { cas, vivre, type Contexte } from './essai.ts';
import { cliquer, lire } from './gestes.ts';
import type { Fenetre } from './moteurs.ts';

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

/** Name → style sheet of the page. */
export const FEUILLES: Readonly<Record<string, string>> = {
  'html{font-size:62.5%}': 'html{font-size:62.5%}',
  '*{all:unset!important}': '*{all:unset!important}',
  '*{all:revert!important}': '*{all:revert!important}',
  'greedy *{…!important}': `*,*::before,*::after{${HOSTILE}}`,
  'div{display:none!important}': 'div,ul,li,dl,section,fieldset,form,h2,h3{display:none!important}',
  'rules on tags and classes': `button,input,a,p,span,svg,label,.root,.bouton,.carte{${HOSTILE}}`,
  'rules on the widgets’ own tags':
    'signaler-probleme,mes-demandes,mes-documents,espace-aidant,connexion-usager{display:inline;position:static;columns:3}',
};

const style = (css: string): Habillage => ({ tete: `<style>${css}</style>` });

export function declarerStyles(contexte: Contexte): void {
  const declarer = cas(contexte);
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
    declarer('a plain page, the reference', page(SIGNALER), async (fenetre) => {
      reference = await prendre(fenetre);
      assert.ok(reference.length > 30, `${reference.length} elements`);
      await vivre(fenetre);
    });
    for (const [nom, css] of Object.entries(FEUILLES)) declarer(nom, page(SIGNALER, style(css)), memes);

    const REGLES = PARTIES.map((part) => `mes-demarches::part(${part}){--vu-${part}:oui}`).join('');
    declarer(
      '::part of the page reaches the list, then the form',
      page(DEMARCHES, style(REGLES)),
      async (fenetre) => {
        /** Parts drawn now → are all of them reached? */
        const lireParties = () =>
          fenetre.evaluer(() => {
            const vues: Record<string, boolean> = {};
            for (const element of __t.tous('[part]'))
              for (const part of element.part)
                vues[part] =
                  vues[part] !== false &&
                  getComputedStyle(element).getPropertyValue(`--vu-${part}`) === 'oui';
            delete vues['root'];
            return vues;
          });
        await lire(fenetre, 'Installer une terrasse');
        assert.deepEqual(await lireParties(), { title: true, card: true, field: true });
        await cliquer(fenetre, { bouton: 'Installer une terrasse' });
        await cliquer(fenetre, { bouton: 'Commencer' });
        await lire(fenetre, 'Nom du commerce');
        const { title, button, primary, field } = await lireParties();
        assert.deepEqual([title, button, primary, field], [true, true, true, true]);
      },
    );
  });
}
