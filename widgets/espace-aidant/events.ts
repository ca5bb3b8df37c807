import type { Mandat } from '#contract/schemas/mandat.ts';
import { EvenementNatif } from '../core/evenement-natif.ts';

export { DemandeEnvoyeeEvent } from '../core/events.ts';
export { SessionFermeeEvent, SessionOuverteEvent } from '../core/session/events.ts';

/** A person has agreed to a mandate. Says how, never who. */
export class MandatAccordeEvent extends EvenementNatif {
  static readonly type = 'mandat-accorde';
  /** On the signed sheet, or with a code by mail or by text message. */
  readonly consentement: Mandat['consentement'];

  constructor(consentement: Mandat['consentement']) {
    super(MandatAccordeEvent.type, { bubbles: true, composed: true });
    this.consentement = consentement;
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'mandat-accorde': MandatAccordeEvent;
  }
}
