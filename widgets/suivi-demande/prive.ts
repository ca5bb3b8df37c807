import { html, nothing, type CSSResult } from 'lit';
import type { FichierJoint } from '#contract/formulaire.ts';
import type { Evenement, Suivi } from '#contract/schemas/demande.ts';
import { boutonAccusePdf } from '../ui/accuse-pdf.ts';
import type { Contexte } from './contexte.ts';
import { Envoye } from './envoye.ts';
import { Pieces } from './pieces.ts';
import { priveStyles } from './prive.styles.ts';
import { Redaction } from './redaction.ts';
import { Retrait } from './retrait.ts';
import { vueMessages } from './vue-messages.ts';
import { vueRetrait } from './vue-retrait.ts';
import type { PartiesPrivees } from './vue-suivi.ts';

export { priveStyles };

/** What the holder's part gives back to the widget. */
export interface Actes {
  /** A message of `numero` has just been sent. */
  ajouter(numero: string, evenement: Evenement): void;
  remplacer(suivi: Suivi): void;
  /** Styles that came with a late part. */
  adopter(this: void, styles: readonly CSSResult[]): void;
}

/** The holder's part of the file: messages, files, answers, withdrawal. Loaded with the first code. */
export class Prive {
  readonly #redaction: Redaction;
  readonly #retrait: Retrait;
  readonly #pieces: Pieces;
  readonly #envoye: Envoye;
  readonly #actes: Actes;
  readonly #hote: Contexte;

  constructor(hote: Contexte, actes: Actes) {
    this.#redaction = new Redaction(hote);
    this.#retrait = new Retrait(hote);
    this.#pieces = new Pieces(hote);
    this.#envoye = new Envoye(hote, actes.adopter);
    this.#actes = actes;
    this.#hote = hote;
  }

  /** Another request: nothing typed for this one may reach it. */
  vider(): void {
    this.#redaction.vider();
    this.#retrait.vider();
  }

  parties(suivi: Suivi, code: string, fuseau: string): PartiesPrivees {
    const { numero, dossier } = suivi;
    const surEnvoyer = (evenement: Event): void => {
      evenement.preventDefault();
      void this.#envoyer(numero, code);
    };
    const vue = {
      suivi,
      code,
      fuseau,
      redaction: this.#redaction,
      pieces: this.#pieces,
      retrait: this.#retrait,
      surEnvoyer,
      surRetirer: () => void this.#retirer(numero, code),
    };
    const fichier = (piece: FichierJoint) => this.#pieces.bouton(numero, code, piece);
    return {
      messages: vueMessages(vue),
      reponses: dossier
        ? html`<p>
              ${boutonAccusePdf(this.#hote.client, { numero, code }, (phrase) => this.#hote.annoncer(phrase))}
            </p>
            ${this.#envoye.dessiner(dossier, fichier)}`
        : nothing,
      retrait: dossier?.retirable ? vueRetrait(vue) : nothing,
    };
  }

  async #envoyer(numero: string, code: string): Promise<void> {
    const message = await this.#redaction.envoyer(numero, code);
    if (message) this.#actes.ajouter(numero, message);
  }

  async #retirer(numero: string, code: string): Promise<void> {
    const suivi = await this.#retrait.confirmer(numero, code);
    if (suivi) this.#actes.remplacer(suivi);
  }
}
