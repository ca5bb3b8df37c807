import { EvenementNatif } from '../evenement-natif.ts';
import type { Role } from './indice.ts';

/**
 * Somebody is signed in: once for the page, however many widgets follow. It leaves from the view where he signed in, or
 * from the document where no view did (the page was opened again, another tab, the way back from a provider). Says
 * nothing of who.
 */
export class SessionOuverteEvent extends EvenementNatif {
  static readonly type = 'session-ouverte';
  readonly role: Role;
  /** The session began earlier, in another page or tab. */
  readonly reprise: boolean;

  constructor(role: Role, reprise: boolean) {
    super(SessionOuverteEvent.type, { bubbles: true, composed: true });
    this.role = role;
    this.reprise = reprise;
  }
}

/** Nobody is signed in any more. Leaves from the view where it was asked, else from the document. */
export class SessionFermeeEvent extends EvenementNatif {
  static readonly type = 'session-fermee';
  readonly role: Role;
  /** `voulue`: asked for, here or in another tab; `finie`: the server has ended it. */
  readonly raison: 'voulue' | 'finie';

  constructor(role: Role, raison: 'voulue' | 'finie') {
    super(SessionFermeeEvent.type, { bubbles: true, composed: true });
    this.role = role;
    this.raison = raison;
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'session-ouverte': SessionOuverteEvent;
    'session-fermee': SessionFermeeEvent;
  }
}
