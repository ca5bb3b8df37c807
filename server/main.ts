/** Starts the server from the environment. */
import './exiger-node.ts';
import './droits.ts';
import { garderCompilation } from './compilation.ts';
import { rendreMemoire } from './memoire.ts';

const { lireEnvironnement } = await import('./configuration.ts');
const { lancerDepuisEnvironnement } = await import('./demarrer.ts');

try {
  await lancerDepuisEnvironnement(lireEnvironnement(process.env));
  garderCompilation();
  rendreMemoire();
} catch (erreur) {
  console.error(erreur instanceof Error ? erreur.message : erreur);
  process.exitCode = 1;
}
