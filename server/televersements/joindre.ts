import type { Televersement } from '#contract/schemas/demande.ts';
import { garder, type Instruction, type Moteur } from '../socle/db/moteur.ts';
import { Probleme, type ErreurChamp } from '../socle/erreurs/probleme.ts';
import { joindrePiece, pieceParId } from './store.ts';

const NOMBRE_MAX = 20;
const TOTAL_MAX = 50 * 1024 * 1024;

/**
 * Files that a request names, by the field that names them. What the caller says of a file (name, size, type) is
 * not believed: the answer is what was received.
 * @param voulues id of the upload and path of the field
 * @throws Probleme `saisie-invalide` naming each field whose file is unknown, filed elsewhere, or named twice
 */
export async function joindrePieces(
  moteur: Moteur,
  demandeId: string,
  voulues: readonly { id: string; chemin: string }[],
): Promise<{ instructions: Instruction[]; pieces: Map<string, Televersement>; empreintes: string[] }> {
  const pieces = new Map<string, Televersement>();
  const empreintes: string[] = [];
  const instructions: Instruction[] = [];
  const erreurs: ErreurChamp[] = [];
  for (const { id, chemin } of voulues) {
    const piece = await moteur.lireUn(pieceParId, { id });
    if (!piece || piece.etat !== 'libre' || pieces.has(id)) {
      erreurs.push({
        chemin,
        code: 'fichier',
        message: 'Ce fichier n’est plus disponible. Ajoutez-le de nouveau.',
      });
      continue;
    }
    pieces.set(id, { id, nom: piece.nom, taille: piece.taille, type: piece.type });
    empreintes.push(piece.empreinte);
    instructions.push(garder(joindrePiece, { id, demande_id: demandeId }));
  }
  if (erreurs.length > 0) {
    throw new Probleme(
      'saisie-invalide',
      'Des réponses sont à corriger',
      'Un fichier n’est plus disponible. Ajoutez-le de nouveau, puis envoyez.',
      { erreurs },
    );
  }
  verifierTotal([...pieces.values()]);
  return { instructions, pieces, empreintes };
}

/** At most 20 files and 50 MB in one request. */
function verifierTotal(pieces: readonly Televersement[]): void {
  const octets = pieces.reduce((somme, piece) => somme + piece.taille, 0);
  if (pieces.length <= NOMBRE_MAX && octets <= TOTAL_MAX) return;
  throw new Probleme(
    'fichier-trop-gros',
    'Trop de fichiers',
    'Vous joignez trop de fichiers : 20 au plus, et 50 Mo en tout. Enlevez-en, ou réduisez-les.',
  );
}
