import { firefox, type Browser, type Frame, type Page } from 'playwright';
import { lancer, optionsFirefox } from '../outils/navigateur.ts';
import type { Fenetre, Moteur, NomMoteur, OptionsFenetre } from './moteurs.ts';

export async function ouvrirChromium(): Promise<Moteur> {
  // Third-party cookies refused, as in the two others.
  return envelopper(
    'chromium',
    await lancer({ args: ['--site-per-process', '--test-third-party-cookie-phaseout'] }),
  );
}

const PREFERENCES = {
  // Third-party cookies refused outright, as the strictest citizens have it.
  'network.cookie.cookieBehavior': 1,
  // Frames in the page's process: Playwright's mouse does not reach another's.
  'fission.autostart': false,
};

const lancerFirefox = (preferences: Record<string, number> = {}): Promise<Browser> =>
  firefox.launch(optionsFirefox({ ...PREFERENCES, ...preferences }));

export async function ouvrirFirefox(): Promise<Moteur> {
  const moteur = envelopper('firefox', await lancerFirefox());
  return {
    ...moteur,
    // Playwright cannot emulate these in Debian's Firefox, whose own preferences can.
    async fenetre({ couleursForcees, mouvementReduit, ...options } = {}) {
      if (!couleursForcees && !mouvementReduit) return moteur.fenetre(options);
      const apart = await lancerFirefox({
        ...(couleursForcees && { 'browser.display.document_color_use': 2 }),
        ...(mouvementReduit && { 'ui.prefersReducedMotion': 1 }),
      });
      const fenetre = await envelopper('firefox', apart).fenetre(options);
      return Object.assign(fenetre, { fermer: () => apart.close() });
    },
  };
}

function envelopper(nom: NomMoteur, navigateur: Browser): Moteur {
  return {
    nom,
    version: navigateur.version(),
    fermer: () => navigateur.close(),
    async fenetre({ largeur = 1280, hauteur = 900, couleursForcees, mouvementReduit }: OptionsFenetre = {}) {
      const contexte = await navigateur.newContext({
        viewport: { width: largeur, height: hauteur },
        ...(couleursForcees && { forcedColors: 'active' as const }),
        ...(mouvementReduit && { reducedMotion: 'reduce' as const }),
      });
      contexte.setDefaultTimeout(30_000);
      return new FenetrePlaywright(nom, await contexte.newPage());
    },
  };
}

export class FenetrePlaywright implements Fenetre {
  readonly moteur: NomMoteur;
  readonly page: Page;

  constructor(moteur: NomMoteur, page: Page) {
    this.moteur = moteur;
    this.page = page;
  }

  async aller(adresse: string): Promise<void> {
    await this.page.goto(adresse);
  }

  evaluer<T, A extends unknown[]>(acte: (...args: A) => T | Promise<T>, ...args: A): Promise<T> {
    return lire(this.page.mainFrame(), acte, args);
  }

  async dansCadre<T, A extends unknown[]>(acte: (...args: A) => T | Promise<T>, ...args: A): Promise<T> {
    const cadre = this.page.frames()[1];
    if (!cadre) throw new Error('no iframe yet');
    return lire(cadre, acte, args);
  }

  async dansSurgie<T, A extends unknown[]>(acte: (...args: A) => T | Promise<T>, ...args: A): Promise<T> {
    const surgie = this.page.context().pages().at(-1)!;
    if (surgie === this.page) throw new Error('no popup yet');
    return lire(surgie.mainFrame(), acte, args);
  }

  async cliquerEn(x: number, y: number): Promise<void> {
    await this.page.mouse.click(x, y);
  }

  async taper(texte: string): Promise<void> {
    await this.page.keyboard.type(texte);
  }

  async touche(touche: string, ...tenues: 'Shift'[]): Promise<void> {
    await this.page.keyboard.press([...tenues, touche].join('+'));
  }

  async cookies(adresse: string): Promise<string[]> {
    return (await this.page.context().cookies(adresse)).map(({ name }) => name);
  }

  async dimensionner(width: number, height: number): Promise<number> {
    await this.page.setViewportSize({ width, height });
    return width;
  }

  async imprimer(): Promise<number | undefined> {
    if (this.moteur !== 'chromium') return undefined;
    const pdf = await this.page.pdf({ format: 'A4' });
    return pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length ?? 0;
  }

  async fermer(): Promise<void> {
    await this.page.context().close();
  }
}

/** The text of the function is given as an expression, so that a strict CSP of the page does not see an eval. */
function lire<T, A extends unknown[]>(
  cadre: Frame,
  acte: (...args: A) => T | Promise<T>,
  args: A,
): Promise<T> {
  return cadre.evaluate(`(${String(acte)})(...${JSON.stringify(args)})`) as Promise<T>;
}
