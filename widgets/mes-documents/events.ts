export { SessionFermeeEvent, SessionOuverteEvent } from '../core/session/events.ts';
export { DocumentGardeEvent } from '../ui/espace/events.ts';
