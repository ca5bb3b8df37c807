import type { ReactiveController } from 'lit';
import { ErreurApi } from '../../core/erreurs.ts';
import type { Contexte } from './contexte.ts';

const INTERVALLE = 60_000;

/** Timers, replaced in tests. */
export interface Minuterie {
  planifier(acte: () => void, ms: number): number;
  annuler(id: number): void;
}

const navigateur: Minuterie = {
  planifier: (acte, ms) => window.setTimeout(acte, ms),
  annuler: (id) => window.clearTimeout(id),
};

/**
 * Reads again, gently: once a minute while the page is seen, never while it is hidden, at once when it is seen
 * again after more than a minute. A failure waits for the next turn; a 429 for the time it tells.
 */
export class Veille implements ReactiveController {
  #minuteur: number | undefined;
  #abandon: AbortController | undefined;
  #dernier = 0;
  readonly #hote: Contexte;
  readonly #lire: (signal: AbortSignal) => Promise<unknown>;
  readonly #minuterie: Minuterie;

  constructor(
    hote: Contexte,
    lire: (signal: AbortSignal) => Promise<unknown>,
    minuterie: Minuterie = navigateur,
  ) {
    this.#hote = hote;
    this.#lire = lire;
    this.#minuterie = minuterie;
    hote.addController(this);
  }

  #active = false;

  /** From now on, the first reading comes in one interval. */
  demarrer(): void {
    this.#active = true;
    this.#dernier = performance.now();
    this.#attendre(INTERVALLE);
  }

  arreter(): void {
    this.#active = false;
    this.#suspendre();
  }

  hostConnected(): void {
    document.addEventListener('visibilitychange', this.#visibilite);
    this.#visibilite();
  }

  hostDisconnected(): void {
    document.removeEventListener('visibilitychange', this.#visibilite);
    this.#suspendre();
  }

  readonly #visibilite = (): void => {
    if (document.visibilityState === 'hidden') return this.#suspendre();
    const passe = performance.now() - this.#dernier;
    this.#attendre(Math.max(0, INTERVALLE - passe));
  };

  #suspendre(): void {
    if (this.#minuteur !== undefined) this.#minuterie.annuler(this.#minuteur);
    this.#minuteur = undefined;
    this.#abandon?.abort();
  }

  #attendre(ms: number): void {
    this.#suspendre();
    if (!this.#active || !this.#hote.isConnected || document.visibilityState === 'hidden') return;
    this.#minuteur = this.#minuterie.planifier(() => void this.#tour(), ms);
  }

  async #tour(): Promise<void> {
    this.#minuteur = undefined;
    this.#dernier = performance.now();
    const abandon = (this.#abandon = new AbortController());
    let pause = INTERVALLE;
    try {
      await this.#lire(abandon.signal);
    } catch (erreur) {
      if (erreur instanceof ErreurApi && erreur.retryAfter) pause = Math.max(pause, erreur.retryAfter * 1000);
    }
    if (!abandon.signal.aborted) this.#attendre(pause);
  }
}
