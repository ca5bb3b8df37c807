import { EvenementNatif } from '../../core/evenement-natif.ts';

/** Somebody has just signed in with the view: the widget shows what he came for, and takes the focus there. */
export class ConnexionFaiteEvent extends EvenementNatif {
  static readonly type = 'connexion-faite';

  constructor() {
    super(ConnexionFaiteEvent.type, { bubbles: true });
  }
}
