import { msg, str } from '@lit/localize';
import type { DemandeAgent } from '#contract/schemas/agent.ts';
import type { BrouillonDossier } from './brouillon-dossier.ts';
import type { Hote } from './contexte.ts';

/** When what is left is told again: a count said every second would cover everything else. */
const RAPPEL = 10;

/**
 * The minute in which an agent can take back what he has just decided: counted on this machine from what the server
 * said, whatever its clock. The eye sees every second; screen readers hear the start, the last ten, and the end.
 */
export class Sursis {
  /** Seconds left; 0: nothing can be taken back. */
  restant = 0;
  /** What the act took from the draft, to be given back with it. */
  garde: Partial<BrouillonDossier> = {};
  readonly #hote: Hote;
  #jusqua: string | null = null;
  /** By what the server says: the end on the steady clock of this page. A file that is left and read again goes on. */
  readonly #fins = new Map<string, { fin: number; garde: Partial<BrouillonDossier> }>();

  constructor(hote: Hote) {
    this.#hote = hote;
  }

  /**
   * Follows what `demande` says. `garde`: its decision was made by the act that has just ended.
   * @returns can it be taken back?
   */
  suivre({ annulableJusqua, ligne }: DemandeAgent, garde?: Partial<BrouillonDossier>): boolean {
    if (annulableJusqua === null) this.arreter();
    else if (annulableJusqua !== this.#jusqua) {
      // The two instants of the server tell how long there is.
      if (garde) {
        const duree = Date.parse(annulableJusqua) - Date.parse(ligne.majLe);
        this.#fins.set(annulableJusqua, { fin: performance.now() + duree, garde });
      }
      const suivi = this.#fins.get(annulableJusqua);
      this.#jusqua = annulableJusqua;
      this.garde = suivi?.garde ?? {};
      this.restant = suivi ? secondesAvant(suivi.fin) : 0;
      if (suivi) void this.#compter(annulableJusqua, suivi.fin);
    }
    return this.restant > 0;
  }

  arreter(): void {
    this.#jusqua = null;
    this.restant = 0;
  }

  enMots(): string {
    return this.restant > 0 ? msg(str`Vous avez ${this.restant} secondes pour annuler.`) : '';
  }

  async #compter(jusqua: string, fin: number): Promise<void> {
    while (this.restant > 0) {
      await this.#hote.attendre(1000);
      if (this.#jusqua !== jusqua) return;
      // A page that slept has not counted.
      this.restant = Math.min(this.restant - 1, secondesAvant(fin));
      if (this.restant === RAPPEL) this.#hote.annoncer(msg(str`Encore ${RAPPEL} secondes pour annuler.`));
      if (this.restant === 0) this.#hote.annoncer(msg('Ce n’est plus annulable : le demandeur est prévenu.'));
      this.#hote.requestUpdate();
    }
  }
}

const secondesAvant = (fin: number): number => Math.max(0, Math.ceil((fin - performance.now()) / 1000));
