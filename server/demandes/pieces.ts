import type { Context } from 'hono';
import type { Commune } from '../communes/commune.ts';
import { Probleme } from '../socle/erreurs/probleme.ts';
import { entetesPieceJointe } from '../socle/fichiers/fichiers.ts';
import { pieceParId } from '../televersements/store.ts';
import { exigerVerifiee } from '../televersements/verifier.ts';
import type { TableDemande } from './tables.ts';

/**
 * A file of this demande, to save. The caller has shown that it may see the demande.
 * @throws Probleme `introuvable` for a file of another demande, or of none; `document-a-verifier`, `fichier-infecte`
 */
export async function servirPiece(
  c: Pick<Context, 'body'>,
  commune: Commune,
  demande: TableDemande,
  id: string,
  agent: boolean,
): Promise<Response> {
  const piece = await commune.moteur.lireUn(pieceParId, { id });
  const visible = piece?.demande_id === demande.id && (agent || piece.visibilite === 'dossier');
  if (!piece || !visible) {
    throw new Probleme('introuvable', 'Fichier introuvable', 'Ce fichier n’est pas dans cette demande.');
  }
  exigerVerifiee(piece);
  const { flux } = await commune.blobs.lire(piece.cle);
  // By the context, which holds the headers that every answer bears.
  return c.body(flux, 200, entetesPieceJointe(piece));
}
