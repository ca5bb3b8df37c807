export { DemandeEnvoyeeEvent } from '../core/events.ts';
export { SessionFermeeEvent, SessionOuverteEvent } from '../core/session/events.ts';
