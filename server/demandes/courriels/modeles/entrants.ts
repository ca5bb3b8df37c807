import type { Evenement } from '#contract/schemas/demande.ts';
import { fichiersRefuses } from '../refus.ts';
import { lienVersLeDossier, type Contenu, type Contexte } from './commun.ts';

/** Files that came by mail and could not be kept: which, and why. */
export function modeleFichiersRefuses(
  contexte: Contexte,
  { donnees }: Extract<Evenement, { type: 'message' }>,
): Contenu {
  const { demande } = contexte;
  return {
    objet: `Un fichier n’a pas pu être gardé : ${demande.numero}`,
    blocs: [
      { genre: 'titre', texte: 'Un fichier n’a pas pu être gardé' },
      {
        genre: 'paragraphe',
        texte: 'La mairie a bien reçu votre message. Mais ces fichiers n’ont pas pu être gardés :',
      },
      { genre: 'liste', elements: fichiersRefuses(donnees.corps) },
      {
        genre: 'paragraphe',
        texte: 'Envoyez-les sous une autre forme (PDF, JPEG, PNG, ODT ou DOCX), depuis votre dossier.',
      },
      lienVersLeDossier(contexte, 'Ouvrir mon dossier'),
    ],
  };
}
