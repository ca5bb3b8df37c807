import { nouvelleCle } from '../../core/cle.ts';
import type { Contexte } from './contexte.ts';
import { direEchec } from './echecs.ts';

/** Something asked of the server with one click: once, however often it is clicked or tried again. */
export class Acte {
  envoi = false;
  /** Why it did not get through. */
  echec: string | undefined;
  readonly #hote: Contexte;
  #essai: { empreinte: string; cle: string } | undefined;

  constructor(hote: Contexte) {
    this.#hote = hote;
  }

  vider(): void {
    this.envoi = false;
    this.echec = this.#essai = undefined;
  }

  /** What `faire` answers; `undefined` when it is under way already or failed. `empreinte`: what is sent, and for whom. */
  async lancer<T>(empreinte: string, faire: (cle: string) => Promise<T>): Promise<T | undefined> {
    if (this.envoi) return undefined;
    if (this.#essai?.empreinte !== empreinte) this.#essai = { empreinte, cle: nouvelleCle() };
    const essai = this.#essai;
    this.envoi = true;
    this.echec = undefined;
    this.#hote.requestUpdate();
    try {
      const reponse = await faire(essai.cle);
      // Another file was opened meanwhile.
      if (this.#essai !== essai) return undefined;
      this.#essai = undefined;
      return reponse;
    } catch (erreur) {
      if (this.#essai === essai) this.echec = direEchec(this.#hote, erreur);
      return undefined;
    } finally {
      if (this.#essai === essai || !this.#essai) this.envoi = false;
      this.#hote.requestUpdate();
    }
  }
}
