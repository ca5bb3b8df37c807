import { demarrerWebKit } from '../outils/webkitgtk.ts';
import type { Fenetre, Moteur, OptionsFenetre, Touche } from './moteurs.ts';

const TOUCHES: Record<Touche | 'Shift', string> = {
  Tab: '\uE004',
  Enter: '\uE007',
  Space: ' ',
  ArrowDown: '\uE015',
  Backspace: '\uE003',
  Escape: '\uE00C',
  Shift: '\uE008',
};

/** WebKitGTK's MiniBrowser on a display of its own, with tracking prevention on. */
export async function ouvrirWebKit(): Promise<Moteur> {
  let pilote = await demarrerWebKit();
  const ouvrir = async (): Promise<Session> => {
    const options = { binary: pilote.binary, args: ['--automation', '--enable-itp=true'] };
    const base = `http://127.0.0.1:${pilote.port}`;
    const session = (await appeler(base, 'POST', '/session', {
      capabilities: { alwaysMatch: { 'webkitgtk:browserOptions': options } },
    })) as { sessionId: string; capabilities: { browserVersion: string } };
    return { base: `${base}/session/${session.sessionId}`, version: session.capabilities.browserVersion };
  };
  const moteur: Moteur = {
    nom: 'webkit',
    version: 'WebKitGTK',
    async fenetre({ largeur = 1280, hauteur = 900 }: OptionsFenetre = {}) {
      // The driver sometimes misses the browser it has just started, and waits for ever: a new one does not.
      const session = await ouvrir().catch(async () => {
        await pilote.fermer();
        pilote = await demarrerWebKit();
        return ouvrir();
      });
      moteur.version = `WebKitGTK ${session.version}`;
      const fenetre = new FenetreWebKit(session.base);
      await fenetre.dimensionner(largeur, hauteur);
      return fenetre;
    },
    fermer: () => pilote.fermer(),
  };
  return moteur;
}

interface Session {
  base: string;
  version: string;
}

class FenetreWebKit implements Fenetre {
  readonly moteur = 'webkit' as const;
  readonly #session: string;

  constructor(session: string) {
    this.#session = session;
  }

  async aller(url: string): Promise<void> {
    await this.#post('/url', { url });
  }

  async evaluer<T, A extends unknown[]>(acte: (...args: A) => T | Promise<T>, ...args: A): Promise<T> {
    // The answer travels as one text: the page may have given arrays a `toJSON` of its own.
    const script = `const rendre = arguments[arguments.length - 1];
      const dire = (valeur) => {
        const { toJSON } = Array.prototype;
        delete Array.prototype.toJSON;
        const texte = JSON.stringify(valeur);
        if (toJSON) Array.prototype.toJSON = toJSON;
        return texte;
      };
      (async () => (${String(acte)})(...Array.prototype.slice.call(arguments, 0, -1)))()
        .then((valeur) => rendre(dire([true, valeur ?? null])), (e) => rendre(dire([false, String(e?.stack ?? e)])));`;
    const texte = (await this.#post('/execute/async', { script, args })) as string;
    const [bon, valeur] = JSON.parse(texte) as [boolean, unknown];
    if (!bon) throw new Error(String(valeur));
    return valeur as T;
  }

  async dansCadre<T, A extends unknown[]>(acte: (...args: A) => T | Promise<T>, ...args: A): Promise<T> {
    const id = await this.#post('/execute/sync', { script: `return (${String(premierCadre)})()`, args: [] });
    if (!id) throw new Error('no iframe yet');
    await this.#post('/frame', { id });
    try {
      return await this.evaluer(acte, ...args);
    } finally {
      await this.#post('/frame', { id: null });
    }
  }

  async dansSurgie<T, A extends unknown[]>(acte: (...args: A) => T | Promise<T>, ...args: A): Promise<T> {
    const ici = (await appeler(this.#session, 'GET', '/window')) as string;
    const toutes = (await appeler(this.#session, 'GET', '/window/handles')) as string[];
    const surgie = toutes.findLast((fenetre) => fenetre !== ici);
    if (!surgie) throw new Error('no popup yet');
    await this.#post('/window', { handle: surgie });
    try {
      return await this.evaluer(acte, ...args);
    } finally {
      await this.#post('/window', { handle: ici });
    }
  }

  async cliquerEn(x: number, y: number): Promise<void> {
    const actions = [
      { type: 'pointerMove', x: Math.round(x), y: Math.round(y), duration: 0, origin: 'viewport' },
      { type: 'pointerDown', button: 0 },
      { type: 'pointerUp', button: 0 },
    ];
    await this.#post('/actions', {
      actions: [{ type: 'pointer', id: 'souris', parameters: { pointerType: 'mouse' }, actions }],
    });
  }

  async taper(texte: string): Promise<void> {
    await this.#touches(
      [...texte].flatMap((value) => [
        { type: 'keyDown', value },
        { type: 'keyUp', value },
      ]),
    );
  }

  async touche(touche: Touche, ...tenues: 'Shift'[]): Promise<void> {
    const toutes = [...tenues, touche].map((nom) => TOUCHES[nom]);
    await this.#touches([
      ...toutes.map((value) => ({ type: 'keyDown', value })),
      ...toutes.toReversed().map((value) => ({ type: 'keyUp', value })),
    ]);
  }

  /** The cookies of the page shown: WebDriver knows no other. */
  async cookies(): Promise<string[]> {
    const liste = (await appeler(this.#session, 'GET', '/cookie')) as { name: string }[];
    return liste.map(({ name }) => name);
  }

  /** The window's frame is added to what the page is to have. */
  async dimensionner(largeur: number, hauteur: number): Promise<number> {
    for (const _ of [1, 2]) {
      const [l, h] = await this.evaluer(() => [innerWidth, innerHeight] as const);
      const cadre = (await appeler(this.#session, 'GET', '/window/rect')) as {
        width: number;
        height: number;
      };
      if (l === largeur && h === hauteur) break;
      await this.#post('/window/rect', {
        x: 0,
        y: 0,
        width: cadre.width + largeur - l,
        height: cadre.height + hauteur - h,
      });
    }
    return this.evaluer(() => innerWidth);
  }

  async imprimer(): Promise<undefined> {
    return undefined;
  }

  async fermer(): Promise<void> {
    await appeler(this.#session, 'DELETE', '');
  }

  async #touches(actions: object[]): Promise<void> {
    await this.#post('/actions', { actions: [{ type: 'key', id: 'clavier', actions }] });
  }

  #post(chemin: string, corps: object): Promise<unknown> {
    return appeler(this.#session, 'POST', chemin, corps);
  }
}

/** Runs in the page: the first iframe, wherever it is. */
function premierCadre(): Element | null {
  const chercher = (racine: Document | ShadowRoot): Element | null => {
    for (const element of racine.querySelectorAll('*')) {
      if (element.localName === 'iframe') return element;
      const dedans = element.shadowRoot && chercher(element.shadowRoot);
      if (dedans) return dedans;
    }
    return null;
  };
  return chercher(document);
}

/** Longest that the driver may take over one command; longer, it has lost its browser. */
const PATIENCE = 40_000;

async function appeler(base: string, method: string, chemin: string, corps?: object): Promise<unknown> {
  const quoi = `WebDriver ${method} ${chemin || 'session'}`;
  let reponse: Response;
  try {
    const signal = AbortSignal.timeout(PATIENCE);
    reponse = await fetch(`${base}${chemin}`, {
      method,
      signal,
      ...(corps && { body: JSON.stringify(corps) }),
    });
  } catch (erreur) {
    throw new Error(`${quoi}: no answer`, { cause: erreur });
  }
  const { value } = (await reponse.json()) as { value: unknown };
  if (!reponse.ok) throw new Error(`${quoi}: ${JSON.stringify(value).slice(0, 500)}`);
  return value;
}
