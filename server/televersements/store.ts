import { atelier } from '../socle/db/requete.ts';
import type { TablePiece } from './tables.ts';

const requete = atelier<{ piece: TablePiece }>();

export const insererPiece = requete(
  (
    k,
    p: Pick<TablePiece, 'id' | 'cle' | 'nom' | 'type' | 'taille' | 'empreinte' | 'recue_le' | 'verification'>,
  ) =>
    k.insertInto('piece').values({
      id: p.id,
      cle: p.cle,
      nom: p.nom,
      type: p.type,
      taille: p.taille,
      empreinte: p.empreinte,
      recue_le: p.recue_le,
      etat: 'libre',
      demande_id: null,
      visibilite: 'dossier',
      verification: p.verification,
    }),
);

/** A paper that the town made: it belongs to its demande from the start. */
export const insererPieceJointe = requete(
  (k, p: Omit<TablePiece, 'etat' | 'visibilite' | 'demande_id' | 'verification'> & { demande_id: string }) =>
    k.insertInto('piece').values({
      id: p.id,
      cle: p.cle,
      nom: p.nom,
      type: p.type,
      taille: p.taille,
      empreinte: p.empreinte,
      recue_le: p.recue_le,
      etat: 'jointe',
      demande_id: p.demande_id,
      visibilite: 'dossier',
      verification: 'faite',
    }),
);

export const pieceParId = requete((k, p: { id: string }) =>
  k.selectFrom('piece').selectAll().where('id', '=', p.id),
);

export const piecesDe = requete((k, p: { demande_id: string }) =>
  k
    .selectFrom('piece')
    .select(['nom', 'cle', 'empreinte', 'verification'])
    .where('demande_id', '=', p.demande_id),
);

/** Guarded: a file is filed once. */
export const joindrePiece = requete((k, p: { id: string; demande_id: string }) =>
  k
    .updateTable('piece')
    .set({ etat: 'jointe', demande_id: p.demande_id })
    .where('id', '=', p.id)
    .where('etat', '=', 'libre'),
);

export const supprimerPieceLibre = requete((k, p: { id: string }) =>
  k.deleteFrom('piece').where('id', '=', p.id).where('etat', '=', 'libre').returning('cle'),
);

export const piecesAVerifier = requete((k, p: { apres: string; limite: number }) =>
  k
    .selectFrom('piece')
    .selectAll()
    .where('verification', '=', 'attendue')
    .where('id', '>', p.apres)
    .orderBy('id')
    .limit(p.limite),
);

export const conclurePiece = requete((k, p: { id: string; verification: 'faite' | 'infectee' }) =>
  k
    .updateTable('piece')
    .set({ verification: p.verification })
    .where('id', '=', p.id)
    .where('verification', '=', 'attendue'),
);
