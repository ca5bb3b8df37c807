import { EvenementNatif } from '../../core/evenement-natif.ts';

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
  interface HTMLElementEventMap {
    'espace-reprendre': EspaceReprendreEvent;
  }
}
