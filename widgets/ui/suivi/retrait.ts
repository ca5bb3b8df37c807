import { msg } from '@lit/localize';
import type { Suivi } from '#contract/schemas/demande.ts';
import { retirer } from '../../core/client-suivi.ts';
import { nouvelleCle } from '../../core/cle.ts';
import type { Contexte } from './contexte.ts';
import { direEchec } from './echecs.ts';

/** Withdrawing the request: asked, confirmed in words, sent once. */
export class Retrait {
  /** The confirmation is shown. */
  demande = false;
  envoi = false;
  echec: string | undefined;
  #cle: string | undefined;
  readonly #hote: Contexte;

  constructor(hote: Contexte) {
    this.#hote = hote;
  }

  demander(): void {
    this.demande = true;
    this.#hote.requestUpdate();
    this.#hote.viser('retrait');
  }

  renoncer(): void {
    this.vider();
    this.#hote.requestUpdate();
    this.#hote.viser('retirer');
  }

  vider(): void {
    this.demande = false;
    this.echec = this.#cle = undefined;
  }

  async confirmer(numero: string, code: string): Promise<Suivi | undefined> {
    if (this.envoi) return undefined;
    this.envoi = true;
    this.echec = undefined;
    this.#hote.requestUpdate();
    try {
      this.#cle ??= nouvelleCle();
      const suivi = await retirer(this.#hote.client, numero, code, { cle: this.#cle });
      this.vider();
      this.#hote.annoncer(msg('C’est retiré. La mairie ne traite plus cette demande.'));
      return suivi;
    } catch (erreur) {
      this.echec = direEchec(this.#hote, erreur);
      return undefined;
    } finally {
      this.envoi = false;
      this.#hote.requestUpdate();
    }
  }
}
