/**
 * What comes after a citizen's first act: checks, errors in words, the check page, the sending, the receipt.
 * Fetched while the first answers are typed.
 */
export { lireChamp } from '#contract/valider-champ.ts';
export { dessinerAccuse } from './accuse.ts';
export { migrer } from './changement.ts';
export { confirmerEffacement } from './confirmer.ts';
export { Depot } from './depot.ts';
export { erreursDeEtape, erreursDuServeur } from './erreurs.ts';
export { dessinerRecapitulatif } from './recapitulatif.ts';
export { Accompagnement } from './accompagner.ts';
export { offrirReprise } from './reprise.ts';
export { suiteStyles } from './suite.styles.ts';
