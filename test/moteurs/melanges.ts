/** Two versions of Parvis, two Lits: what a page ends up with when nobody takes the old script away. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { build } from 'esbuild';
import { CHARGEUR, CHARGEUR_ANCIEN, DEMARCHES, page, SIGNALER, SUIVRE } from '../hotes/pages.ts';
import { cliquer, jusque, lire } from './gestes.ts';
import { essayer, vivre, type Contexte } from './essai.ts';
import type { Fenetre } from './moteurs.ts';

/** What the host's own Lit draws: a button that counts its clicks. */
const COMPOSANT = `import { html, LitElement } from 'lit';
customElements.define('lit-hote', class extends LitElement {
  static properties = { n: {} };
  constructor() { super(); this.n = 0; }
  render() { return html\`<button @click=\${() => this.n++}>Compteur \${this.n}</button>\`; }
});`;

/** A bundle of its own, of the development build, which complains the loudest. */
async function assemblerLit(): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents: COMPOSANT, resolveDir: import.meta.dirname },
    bundle: true,
    write: false,
    minify: true,
    format: 'iife',
    conditions: ['development'],
  });
  return outputFiles[0]!.text.replaceAll('</', '<\\/');
}

export function declarerMelanges(contexte: Contexte): void {
  describe('two versions of Parvis', () => {
    for (const [nom, chargeur, mots, form] of [
      ['the new one first', CHARGEUR + CHARGEUR_ANCIEN, 'Que voulez-vous signaler', ''],
      ['the old one first', CHARGEUR_ANCIEN + CHARGEUR, 'Que souhaitez-vous signaler', ' en tout'],
    ] as const)
      test(`${nom}: one definition, one warning, every instance works`, () =>
        essayer(contexte, page(SIGNALER + SIGNALER + SUIVRE + DEMARCHES, { chargeur }), async (fenetre) => {
          await lire(fenetre, mots);
          await lire(fenetre, 'Votre numéro de suivi');
          const [combien, classes, avis] = await fenetre.evaluer(() => [
            document.querySelectorAll('signaler-probleme').length,
            new Set([...document.querySelectorAll('signaler-probleme')].map((e) => e.constructor)).size,
            __t.avertissements.filter((un) => un.includes('[parvis]')),
          ]);
          assert.deepEqual([combien, classes], [2, 1]);
          assert.equal((avis as string[]).length, 1, String(avis));
          await vivre(fenetre);
          await fenetre.evaluer(() => document.querySelector('signaler-probleme')!.remove());
          // The second takes up the draft of the first.
          await cliquer(fenetre, { bouton: 'éclairage' });
          assert.match(await lire(fenetre, 'Étape 2 sur'), new RegExp(`Étape 2 sur \\d+${form} ·`));
          await cliquer(fenetre, { bouton: 'Continuer' });
          await lire(fenetre, 'Étape 3 sur');
          // The old one did not know this element: it is the new one's, whose form may be the old one's.
          await cliquer(fenetre, { bouton: 'Installer une terrasse' });
          await cliquer(fenetre, { bouton: 'Commencer' });
          await lire(fenetre, `${form} · `);
          await lire(fenetre, 'Nom du commerce');
        }));
  });

  describe('a Lit of the host’s own, in its development build', () => {
    const compter = async (fenetre: Fenetre): Promise<void> => {
      await cliquer(fenetre, { bouton: 'Compteur 0' });
      await jusque('the count', () => fenetre.evaluer(() => !!__t.bouton('Compteur 1')));
    };
    test('before ours', async () => {
      const lit = await assemblerLit();
      const hote = page(`<lit-hote></lit-hote>${SIGNALER}`, { tete: `<script>${lit}</script>` });
      await essayer(contexte, hote, async (fenetre) => {
        await vivre(fenetre);
        await compter(fenetre);
      });
    });
    test('after ours', async () => {
      const lit = await assemblerLit();
      const hote = page(`<lit-hote></lit-hote>${SIGNALER}`, {
        apres: `<script type="text/plain" id="tard">${lit}</script>`,
      });
      await essayer(contexte, hote, async (fenetre) => {
        await lire(fenetre, 'Que voulez-vous signaler');
        await fenetre.evaluer(() => {
          const script = document.createElement('script');
          script.textContent = document.querySelector('#tard')!.textContent;
          document.body.append(script);
        });
        await compter(fenetre);
        await vivre(fenetre);
      });
    });
  });
}
