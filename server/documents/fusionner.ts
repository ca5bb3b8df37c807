import { ecrire, type Instruction } from '../socle/db/moteur.ts';
import { donnerAcces, donnerDocuments } from './store.ts';
import { donnerCles } from './store-cles.ts';

/**
 * What becomes of the documents when two spaces become one, for the commit that joins them: documents, keys and log
 * change owner. Nothing is encrypted again, for each document names the key that closes it.
 * @param comptes ids of the spaces; `de` is the one that ends
 */
export function fusionnerDocuments(comptes: { de: string; a: string }): Instruction[] {
  return [ecrire(donnerCles, comptes), ecrire(donnerDocuments, comptes), ecrire(donnerAcces, comptes)];
}
