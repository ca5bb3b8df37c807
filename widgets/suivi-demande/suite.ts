/** What comes once there is a number to open. Fetched when the form takes the focus, or at once from a link. */
export { Consultation } from './consultation.ts';
export { creerContexte } from '../ui/suivi/contexte.ts';
export { vueStyles } from '../ui/suivi/vue.styles.ts';
