/**
 * What comes after the first « Continuer »: errors in words, the check page, the receipt. Fetched while the first
 * step is being read.
 */
export { resumeErreurs } from '../resume-erreurs.ts';
export { dessinerAccuse } from './accuse.ts';
export { erreursDeEtape, erreursDuServeur } from './erreurs.ts';
export { dessinerRecapitulatif } from './recapitulatif.ts';
