/** Runs in the webmaster's browser (built into dist/integrer.js): reads the source of his page, touches nothing. */
import { verifierElements } from './integrer-analyse-composants.ts';
import { verifierPolitique } from './integrer-analyse-politique.ts';
import { verifierScript } from './integrer-analyse-script.ts';
import type { Attendu, Constat } from './integrer-constat.ts';

/** All that the source of a page tells about the widgets in it, what is to mend first. */
export function analyser(source: string, attendu: Attendu): Constat[] {
  const doc = new DOMParser().parseFromString(source, 'text/html');
  const constats = [
    ...verifierScript(doc, source, attendu),
    ...verifierElements(doc, attendu),
    ...verifierPolitique(doc, attendu),
  ];
  const rang = { erreur: 0, attention: 1, bon: 2 };
  return constats.sort((a, b) => rang[a.niveau] - rang[b.niveau]);
}
