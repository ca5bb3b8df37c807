import type { Document, GenreDocument } from '#contract/schemas/document.ts';
import { Probleme } from '../socle/erreurs/probleme.ts';
import type { TableDocument } from './tables.ts';

export const voirDocument = (ligne: TableDocument): Document => ({
  id: ligne.id,
  nom: ligne.nom,
  genre: ligne.genre as GenreDocument,
  type: ligne.type,
  taille: ligne.taille,
  valableJusquau: ligne.valable_jusquau,
  ajouteLe: new Date(ligne.ajoute_le).toISOString(),
  etat: ligne.etat,
  numero: ligne.numero,
});

/** Not his, or not any more: told alike. */
export const documentInconnu = (): Probleme =>
  new Probleme('document-inconnu', 'Document introuvable', 'Ce document n’est pas dans vos documents.');

/** @throws Probleme `document-a-verifier` (409) */
export function exigerPret<D extends Pick<TableDocument, 'etat'>>(document: D): D {
  if (document.etat === 'pret') return document;
  throw new Probleme(
    'document-a-verifier',
    'Document en cours de vérification',
    'Ce document attend l’antivirus. Il est gardé : réessayez dans quelques minutes.',
  );
}
