import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BrowserContextOptions, Frame, Page } from 'playwright';
import { findViolations } from '../../outils/axe.ts';
import type { Ville } from '../ville.ts';
import { Clavier } from './clavier.ts';
import { SCRIPT_REGARD } from './regard.ts';

/** A way of looking at the same journey. */
export interface Mode {
  nom: string;
  options?: BrowserContextOptions;
  /** Style of the town's page and of the agents' frame. */
  css?: string;
  traduit?: boolean;
  /** The accessibility trees are compared in this mode only: the others must not change them. */
  arbres?: boolean;
}

export const MODES: readonly Mode[] = [
  { nom: '1280 px', arbres: true },
  { nom: '320 px, as at 400 %', options: { viewport: { width: 320, height: 640 } } },
  { nom: 'CSS zoom 2', css: ':root { zoom: 2 }' },
  { nom: 'text at 200 %', css: ':root { --parvis-fs: 32px }' },
  { nom: 'forced colours, reduced motion', options: { forcedColors: 'active', reducedMotion: 'reduce' } },
  {
    nom: 'translated, dark, 360 px',
    options: { viewport: { width: 360, height: 740 }, colorScheme: 'dark' },
    css: 'body, body main, body .principal { background: #16181a !important; color: #eee !important }',
    traduit: true,
  },
];

const ARBRES = new URL('arbres/', import.meta.url);

/** What changes from one run to the next: numbers, codes, dates, ages, ports. */
const stable = (arbre: string): string =>
  arbre
    // Mails of the demonstration's past that a busy machine has not sent yet: no matter of this test.
    .replaceAll(/^\s*- group: \d+ courriels? n.*\n/gm, '')
    .replaceAll(/^ *- listitem:\n *- paragraph: "?Courriel .*\n *- paragraph:\n *- time: .*\n/gm, '')
    .replaceAll(/(PAB|ANV)-[0-9A-Z]{4}-[0-9A-Z]{4}/g, '$1-0000-0000')
    .replaceAll(/http:\/\/localhost:\d+/g, 'http://serveur')
    .replaceAll(/(numero=\S+?&code=)\w{6}/g, '$1000000')
    .replaceAll(/(Code de suivi"?\n\s*- definition: )"?\w{6}"?/g, '$1000000')
    .replaceAll(
      /(?:(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche) )?\d{1,2}(?:er)? (?:janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre)(?: \d{4})?(?: à \d{1,2} h(?: \d{2})?)?/g,
      '1er janvier',
    )
    .replaceAll(/(?:aujourd’hui|hier|avant-hier)(?: à \d{1,2} h(?: \d{2})?)?/g, 'hier')
    .replaceAll(/(reçue|échéance) : (?!sans)[^,]+,/g, '$1 : 0 j ,')
    .replaceAll(/\b(dans|il y a|retard de|reçue :) \d+ (j|h|min|mois|jours?|heures?|minutes?)\b/g, '$1 0 $2')
    .replaceAll(/\b\d{2} \d{2} 20\d\d\b/g, '15 06 2026');

/** One person in one mode: the keyboard, and what is checked each time something new is shown. */
export class Visite {
  readonly page: Page;
  readonly clavier: Clavier;
  readonly #mode: Mode;
  readonly #cadre: () => Page | Frame;

  private constructor(page: Page, mode: Mode, cadre: () => Page | Frame) {
    this.page = page;
    this.#mode = mode;
    this.#cadre = cadre;
    this.clavier = new Clavier(page, cadre);
  }

  /** `cadre`: where the widget is, when it is a frame of the page. */
  static async ouvrir(
    ville: Ville,
    mode: Mode,
    adresse: string,
    cadre: (page: Page) => Page | Frame = (page) => page,
  ): Promise<Visite> {
    const page = await ville.ouvrir({
      viewport: { width: 1280, height: 900 },
      // The town's page scrolls smoothly otherwise, and on a busy machine never where it should.
      reducedMotion: 'reduce',
      ...mode.options,
    });
    const suite = [
      SCRIPT_REGARD,
      ...(mode.css
        ? [
            `{ const feuille = new CSSStyleSheet(); feuille.replaceSync(${JSON.stringify(mode.css)});
               document.adoptedStyleSheets = [feuille]; }`,
          ]
        : []),
      ...(mode.traduit ? ['__regard.traduire();'] : []),
    ];
    await page.addInitScript(suite.join('\n'));
    await page.goto(adresse);
    return new Visite(page, mode, () => cadre(page));
  }

  /** Ends the visit of a test, failed or not: a failure leaves its picture where `CAPTURES` says. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.#photographier('fin');
    await this.page.context().close();
  }

  /** Everything that is announced while `acte` runs, until `fin` is true of what was heard. */
  async entendre(acte: () => Promise<unknown>): Promise<{ genre: string; texte: string }[]> {
    const cadre = this.#cadre();
    const avant = await cadre.evaluate(() => __regard.annonces.length);
    await acte();
    return cadre.evaluate((rang) => __regard.annonces.slice(rang), avant);
  }

  /** A state worth looking at: nothing cut, hidden, too wide or too small; its tree is the committed one. */
  async voir(nom: string, widget: string): Promise<void> {
    const cadre = this.#cadre();
    await this.#photographier(nom);
    const defauts = await this.page.evaluate(() => __regard.geometrie());
    if (cadre !== this.page) defauts.push(...(await cadre.evaluate(() => __regard.geometrie())));
    assert.deepEqual(defauts, [], `${nom}, ${this.#mode.nom}`);
    if (!this.#mode.arbres) return;
    const lire = async () => stable(await cadre.locator(widget).first().ariaSnapshot()).concat('\n');
    let arbre = await lire();
    const fichier = new URL(`${nom}.yml`, ARBRES);
    if (process.env['ARBRES'] === 'ecrire') {
      mkdirSync(ARBRES, { recursive: true });
      writeFileSync(fichier, arbre);
    }
    assert.ok(existsSync(fichier), `no tree for ${nom}: run with ARBRES=ecrire, then read what it wrote`);
    const voulu = readFileSync(fichier, 'utf8');
    // What an answer brings a moment later is part of the state.
    for (
      const fin = performance.now() + 5000;
      arbre !== voulu && performance.now() < fin;
      arbre = await lire()
    )
      await new Promise((suite) => setTimeout(suite, 100));
    assert.equal(arbre, voulu, `the accessibility tree of ${nom} changed`);
  }

  /** The same state for axe, then at other widths too: the window is as it was after. */
  async examiner(nom: string, largeurs: readonly number[] = [1280, 360]): Promise<void> {
    assert.deepEqual(await findViolations(this.page), [], nom);
    const fenetre = this.page.viewportSize()!;
    for (const width of largeurs) {
      await this.page.setViewportSize({ width, height: width < 600 ? 740 : 900 });
      await this.#photographier(nom, String(width));
      const defauts = await this.page.evaluate(() => __regard.geometrie());
      assert.deepEqual(defauts, [], `${nom}, ${width} px`);
    }
    await this.page.setViewportSize(fenetre);
  }

  /** What was heard while `acte` ran, once all has been quiet: the words of `phrase` must come exactly once. */
  uneFois(phrase: string, acte: () => Promise<unknown>): Promise<void> {
    return uneFois(this.page, phrase, acte);
  }

  async #photographier(nom: string, vue = this.#mode.nom): Promise<void> {
    const dossier = process.env['CAPTURES'];
    if (!dossier) return;
    mkdirSync(dossier, { recursive: true });
    const fichier = `${nom}-${vue.replaceAll(/\W+/g, '-')}.jpeg`;
    await this.page.screenshot({ path: join(dossier, fichier), fullPage: true, quality: 60 });
  }
}

/** What was heard while `acte` ran, once all has been quiet: the words of `phrase` must come exactly once. */
export async function uneFois(
  lieu: Page | Frame,
  phrase: string,
  acte: () => Promise<unknown>,
): Promise<void> {
  const avant = await lieu.evaluate(() => __regard.annonces.length);
  await acte();
  const entendues = await lieu.evaluate(
    async ([rang, mots]) => {
      const depuis = () => __regard.annonces.slice(rang);
      const limite = performance.now() + 15_000;
      let calme = 0;
      for (let nombre = -1; calme < 15 && performance.now() < limite;) {
        await new Promise((suite) => setTimeout(suite, 25));
        const dit = depuis().some(({ texte }) => texte.includes(mots));
        calme = dit && depuis().length === nombre ? calme + 1 : 0;
        nombre = depuis().length;
      }
      return depuis();
    },
    [avant, phrase] as const,
  );
  const fois = entendues.filter(({ texte }) => texte.includes(phrase));
  assert.equal(fois.length, 1, `« ${phrase} » once, in ${JSON.stringify(entendues, undefined, 1)}`);
}
