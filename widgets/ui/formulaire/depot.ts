import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { DemandeDeposee } from '#contract/schemas/demande.ts';
import { ErreurApi, ErreurReseau, estPassagere } from '../../core/erreurs.ts';

/** `attente`: kept, to be sent again by itself. `refus`: the server said no, something must change. */
export type EtatDepot = 'repos' | 'envoi' | 'attente' | 'refus' | 'fait';

/** `T`: what the server answers. */
export interface HoteDepot<T = DemandeDeposee> extends ReactiveControllerHost {
  /** Sends with the key of the draft; called again for a retry. */
  deposer(signal: AbortSignal): Promise<T>;
  surDepose(resultat: T): void;
  surRefus(erreur: unknown): void;
}

const PAUSE = 15_000;

/** One submission, however often it is asked for and however often the network drops. */
export class Depot<T = DemandeDeposee> implements ReactiveController {
  etat: EtatDepot = 'repos';
  /** Why it waits. */
  erreur: unknown;
  readonly #hote: HoteDepot<T>;
  #essais = 0;
  #minuterie: ReturnType<typeof setTimeout> | undefined;
  #abandon: AbortController | undefined;

  constructor(hote: HoteDepot<T>) {
    this.#hote = hote;
    hote.addController(this);
  }

  hostConnected(): void {
    window.addEventListener('online', this.#reprendre);
  }

  /** Moved or removed: an attempt under way goes on, its answer is kept by its key. */
  hostDisconnected(): void {
    window.removeEventListener('online', this.#reprendre);
    clearTimeout(this.#minuterie);
  }

  oublier(): void {
    clearTimeout(this.#minuterie);
    this.#abandon?.abort();
    this.#passer('repos');
  }

  async envoyer(): Promise<void> {
    if (this.etat === 'envoi' || this.etat === 'fait') return;
    clearTimeout(this.#minuterie);
    this.#abandon = new AbortController();
    const { signal } = this.#abandon;
    this.#passer('envoi');
    try {
      // Asked again, the same refusal is drawn and said again.
      await this.#hote.updateComplete;
      if (!navigator.onLine) throw new ErreurReseau('Appareil hors ligne.');
      const resultat = await this.#hote.deposer(signal);
      if (signal.aborted) return;
      this.#passer('fait');
      this.#hote.surDepose(resultat);
    } catch (erreur) {
      if (signal.aborted) return;
      this.erreur = erreur;
      if (peutPasser(erreur)) this.#attendre(erreur);
      else {
        this.#passer('refus');
        this.#hote.surRefus(erreur);
      }
    }
  }

  #attendre(erreur: unknown): void {
    const pause = (erreur instanceof ErreurApi && erreur.retryAfter) || (PAUSE / 1000) * 2 ** this.#essais++;
    this.#minuterie = setTimeout(this.#reprendre, Math.min(pause, 600) * 1000);
    this.#passer('attente');
  }

  readonly #reprendre = (): void => {
    if (this.etat === 'attente') void this.envoyer();
  };

  #passer(etat: EtatDepot): void {
    this.etat = etat;
    this.#hote.requestUpdate();
  }
}

/** A 500 too: the request may have been kept, the same key tells. */
const peutPasser = (erreur: unknown): boolean =>
  estPassagere(erreur) || (erreur instanceof ErreurApi && erreur.status >= 500);
