/** What comes once there is a number to open. Fetched when the form takes the focus, or at once from a link. */
export { Consultation } from './consultation.ts';
export { creerContexte } from './contexte.ts';
export { vueStyles } from './vue.styles.ts';
