import type { Document } from '#contract/schemas/document.ts';
import { EvenementNatif } from '../../core/evenement-natif.ts';

/** A paper was added to « Mes documents ». Says what kind of paper it is, never its name nor what it holds. */
export class DocumentGardeEvent extends EvenementNatif {
  static readonly type = 'document-garde';
  /** E.g. `identite`, `domicile`, `autre`. */
  readonly genre: Document['genre'];

  constructor(genre: Document['genre']) {
    super(DocumentGardeEvent.type, { bubbles: true, composed: true });
    this.genre = genre;
  }
}

/** Inside the kit only: a draft of the space is to be taken up. Holds no answer. */
export class EspaceReprendreEvent extends EvenementNatif {
  static readonly type = 'espace-reprendre';
  /** Code of its démarche. */
  readonly demarche: string;

  constructor(demarche: string) {
    super(EspaceReprendreEvent.type);
    this.demarche = demarche;
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'document-garde': DocumentGardeEvent;
  }
  interface HTMLElementEventMap {
    'espace-reprendre': EspaceReprendreEvent;
  }
}
