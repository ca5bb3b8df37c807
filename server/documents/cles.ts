import { randomBytes } from 'node:crypto';
import type { Commune } from '../communes/commune.ts';
import type { Blobs } from '../socle/blobs/blobs.ts';
import { blobsChiffres } from '../socle/chiffrement/blobs-chiffres.ts';
import { ecrire, type Instruction } from '../socle/db/moteur.ts';
import { cleDUsager, cleParId, insererCle } from './store-cles.ts';
import type { TableCleUsager, TableDocument } from './tables.ts';

type AvecCles = Pick<Commune, 'blobs' | 'maitres' | 'moteur'>;

/** What a citizen's wrapped key is bound to. */
const contexteCle = (id: string): string => `parvis cle-usager ${id}`;
/** What a content is bound to: the space it was made in, and the document. */
const contexteDocument = (cleUsager: string, id: string): string => `parvis document ${cleUsager} ${id}`;

/** Id of the key that closes what this citizen adds now, made the first time. */
export async function garantirCle({ maitres, moteur }: AvecCles, usager: string): Promise<string> {
  const connue = await moteur.lireUn(cleDUsager, { usager });
  if (connue) return connue.id;
  const enveloppee = maitres.envelopper(randomBytes(32), contexteCle(usager));
  await moteur.commit([ecrire(insererCle, { usager, ...enveloppee })]);
  return usager;
}

/**
 * The blobs as one document of one citizen sees them.
 * @throws Error when the key is gone (erased), another's, or cannot be unwrapped
 */
export async function blobsDe(
  commune: AvecCles,
  { id, usager, cle_usager }: Pick<TableDocument, 'id' | 'usager' | 'cle_usager'>,
): Promise<Pick<Blobs, 'ecrire' | 'lire'>> {
  const ligne = await commune.moteur.lireUn(cleParId, { id: cle_usager, usager });
  if (!ligne) throw new Error('The key of this space is gone.');
  const cle = commune.maitres.ouvrir(ligne, contexteCle(ligne.id));
  return blobsChiffres(commune.blobs, cle, contexteDocument(cle_usager, id));
}

/** The same key under another master key. */
export function changerDeMaitre(
  maitres: Commune['maitres'],
  ligne: TableCleUsager,
): Pick<TableCleUsager, 'maitre' | 'enveloppe'> {
  return maitres.envelopper(maitres.ouvrir(ligne, contexteCle(ligne.id)), contexteCle(ligne.id));
}

/** Blobs that no row names any more, deleted by a job: a crash in between leaves none. */
export const planifierEffacement = ({ jobs }: Commune, cles: readonly string[]): Instruction[] =>
  cles.length === 0 ? [] : [jobs.planifier('effacer-blobs', { cles })];
