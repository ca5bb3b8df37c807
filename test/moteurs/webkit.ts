import { spawn, type ChildProcess } from 'node:child_process';
import { globSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
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
  const [binary] = globSync('/usr/lib/*/webkit2gtk-4.1/MiniBrowser');
  if (!binary) throw new Error('no WebKitGTK: apt-get install webkit2gtk-driver xvfb');
  const { ecran, numero } = await demarrerEcran();
  const port = await portLibre();
  const pilote = spawn('WebKitWebDriver', [`--port=${port}`, '--host=127.0.0.1'], {
    env: { ...process.env, DISPLAY: `:${numero}`, LIBGL_ALWAYS_SOFTWARE: '1', NO_AT_BRIDGE: '1' },
    stdio: 'ignore',
  });
  const base = `http://127.0.0.1:${port}`;
  await jusqueLa(() => appeler(base, 'GET', '/status'));
  const moteur: Moteur = {
    nom: 'webkit',
    version: 'WebKitGTK',
    async fenetre({ largeur = 1280, hauteur = 900 }: OptionsFenetre = {}) {
      const options = { binary, args: ['--automation', '--enable-itp=true'] };
      const session = (await appeler(base, 'POST', '/session', {
        capabilities: { alwaysMatch: { 'webkitgtk:browserOptions': options } },
      })) as { sessionId: string; capabilities: { browserVersion: string } };
      moteur.version = `WebKitGTK ${session.capabilities.browserVersion}`;
      const fenetre = new FenetreWebKit(`${base}/session/${session.sessionId}`);
      await fenetre.dimensionner(largeur, hauteur);
      return fenetre;
    },
    async fermer() {
      await arreter(pilote);
      await arreter(ecran);
    },
  };
  return moteur;
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

async function appeler(base: string, method: string, chemin: string, corps?: object): Promise<unknown> {
  const reponse = await fetch(`${base}${chemin}`, { method, ...(corps && { body: JSON.stringify(corps) }) });
  const { value } = (await reponse.json()) as { value: unknown };
  if (!reponse.ok) throw new Error(`WebDriver ${chemin}: ${JSON.stringify(value).slice(0, 500)}`);
  return value;
}

async function demarrerEcran(): Promise<{ ecran: ChildProcess; numero: string }> {
  const ecran = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1600x1200x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  const numero = await new Promise<string>((pret, rate) => {
    ecran.stdio[3]!.once('data', (texte: Buffer) => pret(String(texte).trim()));
    ecran.once('error', rate);
    ecran.once('exit', (code) => rate(new Error(`Xvfb stopped with ${code}`)));
  });
  return { ecran, numero };
}

async function arreter(processus: ChildProcess): Promise<void> {
  if (processus.exitCode !== null) return;
  const fini = new Promise((suite) => processus.once('exit', suite));
  processus.kill();
  await fini;
}

async function portLibre(): Promise<number> {
  const serveur = createServer().listen(0, '127.0.0.1');
  await new Promise((pret) => serveur.once('listening', pret));
  const { port } = serveur.address() as AddressInfo;
  await new Promise((ferme) => serveur.close(ferme));
  return port;
}

async function jusqueLa(acte: () => Promise<unknown>): Promise<void> {
  const limite = performance.now() + 10_000;
  for (;;) {
    try {
      await acte();
      return;
    } catch (erreur) {
      if (performance.now() > limite) throw erreur;
      await new Promise((suite) => setTimeout(suite, 50));
    }
  }
}
