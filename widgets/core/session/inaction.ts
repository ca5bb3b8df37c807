import type { ReactiveController, ReactiveControllerHost } from 'lit';

const GESTES = ['pointerdown', 'keydown', 'input', 'wheel', 'touchmove'] as const;

export interface Delais {
  /** Milliseconds without a gesture before the warning, and before the end. */
  avis: number;
  fin: number;
}

/**
 * Nobody is there any more: a warning, which any gesture takes away (WCAG 2.2.1), then the end. A computer that slept
 * is found out as soon as it wakes.
 */
export class Inaction implements ReactiveController {
  /** Is the warning to be shown? */
  avis = false;
  readonly #hote: ReactiveControllerHost;
  readonly #delais: () => Delais;
  readonly #surFin: () => void;
  #dernier = 0;
  #minuterie: ReturnType<typeof setTimeout> | undefined;

  constructor(hote: ReactiveControllerHost, delais: () => Delais, surFin: () => void) {
    this.#hote = hote;
    this.#delais = delais;
    this.#surFin = surFin;
    hote.addController(this);
  }

  hostConnected(): void {
    for (const geste of GESTES) addEventListener(geste, this.#surGeste, { capture: true, passive: true });
    document.addEventListener('visibilitychange', this.#juger);
    this.#dernier = Date.now();
    // The delays are properties of the host, set once it is connected.
    this.#minuterie = setTimeout(this.#juger);
  }

  hostDisconnected(): void {
    for (const geste of GESTES) removeEventListener(geste, this.#surGeste, { capture: true });
    document.removeEventListener('visibilitychange', this.#juger);
    clearTimeout(this.#minuterie);
  }

  readonly #surGeste = (): void => {
    // Too late: whoever wakes the computer is not whom it was left by.
    if (Date.now() - this.#dernier >= this.#delais().fin) return this.#juger();
    this.#dernier = Date.now();
    if (this.avis) this.#juger();
  };

  readonly #juger = (): void => {
    clearTimeout(this.#minuterie);
    const { avis, fin } = this.#delais();
    const ecoule = Date.now() - this.#dernier;
    if (ecoule >= fin) return this.#surFin();
    const montrer = ecoule >= avis;
    if (montrer !== this.avis) {
      this.avis = montrer;
      this.#hote.requestUpdate();
    }
    this.#minuterie = setTimeout(this.#juger, (montrer ? fin : avis) - ecoule);
  };
}
