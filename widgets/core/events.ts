import { EvenementNatif } from './evenement-natif.ts';

/**
 * A request was filed. Fired by `<mes-demarches>`, `<signaler-probleme>` and `<espace-aidant>`; holds no personal data,
 * and never the code.
 */
export class DemandeEnvoyeeEvent extends EvenementNatif {
  static readonly type = 'demande-envoyee';
  /** Tracking number, e.g. `PAB-7K4F-92QX`. */
  readonly numero: string;
  /** Code of the démarche, e.g. `terrasse`. */
  readonly demarche: string;

  constructor(numero: string, demarche: string) {
    super(DemandeEnvoyeeEvent.type, { bubbles: true, composed: true });
    this.numero = numero;
    this.demarche = demarche;
  }
}

declare global {
  // Of the elements, the document and the window: it goes through all of them.
  interface GlobalEventHandlersEventMap {
    'demande-envoyee': DemandeEnvoyeeEvent;
  }
}
