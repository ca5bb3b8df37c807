import type { Session as Jetons } from '#contract/schemas/session.ts';
import { essayer } from './garde.ts';

interface Suite {
  courante: () => Jetons | undefined;
  /** Another tab turned the tokens of the session. */
  rafraichir: (jetons: Jetons) => void;
  /** Another tab signed out. */
  finir: (id: string) => void;
  /** Another tab signed in for the whole device. */
  arriver: () => void;
}

type Message = { tournee: Jetons } | { qui: string } | { finie: string };

/** How long a sister tab has to answer, in milliseconds. */
const ATTENTE = 120;
/** How long another tab may keep the lock. */
const PATIENCE = 5000;

/**
 * What the tabs of one site tell each other. A session kept on the device is theirs in common; a tab that was
 * duplicated has the same session as its sister, and a refresh token that serves once.
 */
export class Onglets {
  readonly #nom: string;
  readonly #suite: Suite;
  #canal: BroadcastChannel | undefined;
  /** The page goes on from the tab's last one, which nobody else can have. */
  #seul: boolean;
  #reponse: (() => void) | undefined;

  constructor(nom: string, suite: Suite) {
    this.#nom = nom;
    this.#suite = suite;
    const drapeau = `${nom} suite`;
    this.#seul = essayer(() => drapeau in sessionStorage) ?? true;
    essayer(() => sessionStorage.removeItem(drapeau));
    addEventListener('pagehide', () => {
      if (suite.courante()) essayer(() => sessionStorage.setItem(drapeau, ''));
    });
    addEventListener('pageshow', () => essayer(() => sessionStorage.removeItem(drapeau)));
    addEventListener('storage', ({ key, newValue, storageArea }) => {
      if (key !== nom || storageArea !== essayer(() => localStorage)) return;
      const courante = suite.courante();
      if (newValue !== null) suite.arriver();
      else if (courante?.rester) suite.finir(courante.id);
    });
  }

  ouvrir(rester: boolean): void {
    // Device sessions follow by storage events.
    if (rester || this.#canal || typeof BroadcastChannel !== 'function') return;
    this.#canal = essayer(() => new BroadcastChannel(this.#nom));
    this.#canal?.addEventListener('message', ({ data }) => this.#recevoir(data as Message));
  }

  fermer(): void {
    this.#canal?.close();
    this.#canal = undefined;
  }

  dire(jetons: Jetons): void {
    this.#poster(this.#canal, { tournee: jetons });
  }

  direFin(id: string): void {
    const canal = this.#canal ?? essayer(() => new BroadcastChannel(this.#nom));
    this.#poster(canal, { finie: id });
    if (canal !== this.#canal) canal?.close();
  }

  /** Runs `acte` while no other tab does, after what a sister tab may have turned has come. */
  async chacunSonTour<T>(acte: () => Promise<T>): Promise<T> {
    const tour = async () => {
      await this.#demander();
      return acte();
    };
    let entre = false;
    try {
      return await navigator.locks.request(this.#nom, { signal: AbortSignal.timeout(PATIENCE) }, () => {
        entre = true;
        return tour();
      });
    } catch (erreur) {
      // Locks are missing, refused (opaque origin), or held by a tab that sleeps: the server bears two at once.
      if (entre) throw erreur;
      return tour();
    }
  }

  async #demander(): Promise<void> {
    const courante = this.#suite.courante();
    if (!courante || courante.rester || courante.jeton || this.#seul) return;
    this.#seul = true;
    this.ouvrir(false);
    this.#poster(this.#canal, { qui: courante.id });
    await new Promise<void>((suite) => {
      this.#reponse = suite;
      setTimeout(suite, ATTENTE);
    });
  }

  #poster(canal: BroadcastChannel | undefined, message: Message): void {
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a BroadcastChannel has no other origin
    canal?.postMessage(message);
  }

  #recevoir(message: Message): void {
    const courante = this.#suite.courante();
    if ('tournee' in message) {
      this.#suite.rafraichir(message.tournee);
      this.#reponse?.();
    } else if ('finie' in message) this.#suite.finir(message.finie);
    else if (courante?.id === message.qui && courante.jeton) this.dire(courante);
  }
}
