export { SessionFermeeEvent, SessionOuverteEvent } from '../core/session/events.ts';
