import { nothing, type CSSResult } from 'lit';
import type { FichierJoint } from '#contract/formulaire.ts';
import type { Evenement, Suivi } from '#contract/schemas/demande.ts';
import { boutonAccusePdf } from '../accuse-pdf.ts';
import { Avis } from './avis.ts';
import { Demandes } from './complement.ts';
import type { Contexte } from './contexte.ts';
import { Envoye } from './envoye.ts';
import { Lecture } from './lecture.ts';
import { Pieces } from './pieces.ts';
import { priveStyles } from './prive.styles.ts';
import { Redaction } from './redaction.ts';
import { Retrait } from './retrait.ts';
import { ActesDuSilence } from './silence-actes.ts';
import { decisionEnVigueur, vueDecision } from './vue-decision.ts';
import { vueDocuments } from './vue-documents.ts';
import { vueMessages } from './vue-messages.ts';
import { vueRetrait } from './vue-retrait.ts';
import type { PartiesPrivees } from './vue-suivi.ts';

export { priveStyles };

/** What the holder's part gives back to the widget. */
export interface Actes {
  /** A message of `numero` has just been sent. */
  ajouter(numero: string, evenement: Evenement): void;
  /** What an act has answered; `viser`: the focus goes to the title. */
  remplacer(suivi: Suivi, viser: boolean): void;
  /** Where the file is drawn. */
  racine(this: void): ParentNode;
  /** Styles that came with a late part. */
  adopter(this: void, styles: readonly CSSResult[]): void;
}

/** The holder's part of the file: messages, files, answers, withdrawal. Loaded with the first code. */
export class Prive {
  readonly #redaction: Redaction;
  readonly #retrait: Retrait;
  readonly #pieces: Pieces;
  readonly #envoye: Envoye;
  readonly #demandes: Demandes;
  readonly #avis: Avis;
  readonly #silence: ActesDuSilence;
  readonly #lecture: Lecture;
  readonly #actes: Actes;
  readonly #hote: Contexte;

  constructor(hote: Contexte, actes: Actes) {
    this.#redaction = new Redaction(hote);
    this.#retrait = new Retrait(hote);
    this.#pieces = new Pieces(hote);
    this.#envoye = new Envoye(hote, actes.adopter);
    this.#demandes = new Demandes(hote, actes.adopter, this.#remplacer);
    this.#avis = new Avis(hote);
    this.#silence = new ActesDuSilence(hote);
    this.#lecture = new Lecture(hote, actes.racine);
    this.#actes = actes;
    this.#hote = hote;
  }

  /** Another request: nothing typed for this one may reach it. */
  vider(): void {
    this.#redaction.vider();
    this.#retrait.vider();
    this.#demandes.vider();
    this.#avis.vider();
    this.#silence.vider();
    this.#lecture.vider();
  }

  parties(suivi: Suivi, code: string, fuseau: string): PartiesPrivees {
    const { numero, dossier } = suivi;
    const surEnvoyer = (evenement: Event): void => {
      evenement.preventDefault();
      void this.#envoyer(numero, code);
    };
    this.#lecture.suivre(suivi, code);
    const nouveau = (evenement: Evenement) => this.#lecture.marque(evenement);
    const vue = {
      aide: this.#hote.aide,
      suivi,
      code,
      fuseau,
      nouveau,
      redaction: this.#redaction,
      pieces: this.#pieces,
      retrait: this.#retrait,
      surEnvoyer,
      surRetirer: () => void this.#retirer(numero, code),
    };
    const fichier = (piece: FichierJoint) => this.#pieces.bouton(numero, code, piece);
    const dernier = suivi.evenements.findLast(({ type }) => type === 'complement-demande');
    const demandes = this.#demandes.dessiner(
      { suivi, code, fuseau },
      fichier,
      dernier ? nouveau(dernier) : nothing,
    );
    return {
      attendu: [demandes, this.#avis.dessiner(suivi, code, this.#remplacer)],
      decision: decisionEnVigueur(suivi) && vueDecision(suivi, fuseau, nouveau),
      silence: this.#silence.dessiner(suivi, code, fichier, this.#remplacer),
      documents: vueDocuments({
        suivi,
        fuseau,
        fichier,
        nouveau,
        accuse: this.#hote.aide
          ? this.#pieces.accuse(numero)
          : boutonAccusePdf(this.#hote.client, { numero, code }, (phrase) => this.#hote.annoncer(phrase)),
      }),
      messages: vueMessages(vue),
      reponses: dossier ? this.#envoye.dessiner(dossier, fichier) : nothing,
      retrait: dossier?.retirable ? vueRetrait(vue) : nothing,
    };
  }

  readonly #remplacer = (suivi: Suivi): void => this.#actes.remplacer(suivi, false);

  async #envoyer(numero: string, code: string): Promise<void> {
    const message = await this.#redaction.envoyer(numero, code);
    if (message) this.#actes.ajouter(numero, message);
  }

  async #retirer(numero: string, code: string): Promise<void> {
    const suivi = await this.#retrait.confirmer(numero, code);
    if (suivi) this.#actes.remplacer(suivi, true);
  }
}
