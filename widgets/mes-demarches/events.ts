export { DemandeEnvoyeeEvent } from '../core/events.ts';
