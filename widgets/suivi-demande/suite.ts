/**
 * What comes once there is a number to open: the check of what was typed, the reading, the request itself. Fetched when
 * the form takes the focus, or at once from a link.
 */
export { resumeErreurs } from '../ui/resume-erreurs.ts';
export { Dossier } from './dossier.ts';
export { lireSaisie } from './echecs.ts';
export { ouverture } from './mots.ts';
export { vueSuivi } from './vue-suivi.ts';
export { vueStyles } from './vue.styles.ts';
