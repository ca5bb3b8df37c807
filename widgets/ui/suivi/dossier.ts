import type { ReactiveController } from 'lit';
import { msg } from '@lit/localize';
import type { Evenement, Suivi } from '#contract/schemas/demande.ts';
import { suivre } from '../../core/client-suivi.ts';
import { ErreurApi } from '../../core/erreurs.ts';
import type { Contexte } from './contexte.ts';
import { lireEchec, type Echec } from './echecs.ts';
import { nouveaute } from './mots.ts';
import { Veille, type Minuterie } from './veille.ts';

/** The request that is followed: opened by its number, wholly with its code, then kept fresh. */
export class Dossier implements ReactiveController {
  suivi: Suivi | undefined;
  /** Kept in memory only, as long as the file is open. */
  code: string | undefined;
  /** A reading that the citizen asked for is on its way. */
  lecture = false;
  echec: Echec | undefined;
  #abandon: AbortController | undefined;
  readonly #hote: Contexte;
  readonly #veille: Veille;
  readonly #charger: () => Promise<void>;

  /** `charger` brings what draws a whole file, for those who have its code. */
  constructor(hote: Contexte, charger: () => Promise<void>, minuterie?: Minuterie) {
    this.#hote = hote;
    this.#charger = charger;
    this.#veille = new Veille(hote, (signal) => this.#relire(signal), minuterie);
    hote.addController(this);
  }

  hostDisconnected(): void {
    // Moved in the page, or gone? Known once the current task is over.
    queueMicrotask(() => {
      if (!this.#hote.isConnected) this.#abandon?.abort();
    });
  }

  /** Opens `numero`; a newer opening aborts this one. Answers whether it is open. */
  async ouvrir(numero: string, code?: string): Promise<boolean> {
    return this.#demander(async (signal) => {
      const lecture = suivre(this.#hote.client, numero, { code, signal });
      const [suivi] = await Promise.all([lecture, code && this.#charger()]);
      // Who is signed in sees his own whole, without a code.
      if (suivi.dossier) await this.#charger();
      signal.throwIfAborted();
      this.#recevoir(suivi, code);
    });
  }

  /** Reads again because the citizen asks. */
  async actualiser(): Promise<boolean> {
    const avant = this.suivi;
    const lu = await this.#demander((signal) => this.#relire(signal));
    if (lu && avant && !nouveaute(avant, this.suivi!))
      this.#hote.annoncer(msg('Rien de nouveau pour le moment.'));
    return lu;
  }

  fermer(): void {
    this.#abandon?.abort();
    this.#veille.arreter();
    this.suivi = undefined;
    this.code = undefined;
    this.lecture = false;
    this.echec = undefined;
    this.#hote.requestUpdate();
  }

  /** The state that an act has just answered; `false` when another request was opened meanwhile. */
  remplacer(suivi: Suivi): boolean {
    if (this.suivi?.numero !== suivi.numero) return false;
    this.#recevoir(suivi, this.code);
    return true;
  }

  /** A message just sent shows at once. */
  ajouter(numero: string, evenement: Evenement): void {
    const { suivi } = this;
    if (suivi?.numero !== numero || suivi.evenements.some(({ id }) => id === evenement.id)) return;
    this.remplacer({ ...suivi, majLe: evenement.le, evenements: [...suivi.evenements, evenement] });
  }

  async #demander(lire: (signal: AbortSignal) => Promise<void>): Promise<boolean> {
    this.#abandon?.abort();
    const abandon = (this.#abandon = new AbortController());
    this.lecture = true;
    this.echec = undefined;
    // The same words again are only heard when the text changes.
    this.#hote.annoncer('');
    this.#hote.requestUpdate();
    try {
      await lire(abandon.signal);
      return true;
    } catch (erreur) {
      if (abandon.signal.aborted) return false;
      this.#hote.aide?.surEchec(erreur);
      this.echec = lireEchec(erreur);
      return false;
    } finally {
      if (this.#abandon === abandon) this.lecture = false;
      this.#hote.requestUpdate();
    }
  }

  async #relire(signal: AbortSignal): Promise<void> {
    const avant = this.suivi;
    if (!avant) return;
    try {
      const suivi = await suivre(this.#hote.client, avant.numero, { code: this.code, signal });
      // Another request was opened, or an act answered, in the meantime.
      if (signal.aborted || this.suivi !== avant) return;
      if (suivi.dossier) await this.#charger();
      const phrase = nouveaute(avant, suivi);
      this.#recevoir(suivi, this.code);
      if (phrase) this.#hote.annoncer(phrase);
    } catch (erreur) {
      // The number no longer leads anywhere: what is shown is no longer true.
      if (!signal.aborted) this.#hote.aide?.surEchec(erreur);
      if (erreur instanceof ErreurApi && erreur.status === 404) this.fermer();
      throw erreur;
    }
  }

  #recevoir(suivi: Suivi, code: string | undefined): void {
    this.suivi = suivi;
    this.code = code;
    this.#veille.demarrer();
    this.#hote.requestUpdate();
  }
}
