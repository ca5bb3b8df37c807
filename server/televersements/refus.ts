import { Probleme } from '../socle/erreurs/probleme.ts';
import { ErreurFichier } from '../socle/fichiers/fichiers.ts';

const TITRES = {
  'fichier-trop-gros': 'Fichier trop lourd',
  'fichier-refuse': 'Fichier refusé',
  'fichier-illisible': 'Fichier illisible',
  'fichier-infecte': 'Fichier infecté',
} as const;

/**
 * A file that was not kept, as the sender is told of it.
 * @throws Probleme of the same code and words; what is not about the file, as it is
 */
export function refuserFichier(erreur: unknown): never {
  if (!(erreur instanceof ErreurFichier)) throw erreur;
  const erreurs = [{ chemin: 'fichier', code: erreur.code, message: erreur.message }];
  throw new Probleme(erreur.code, TITRES[erreur.code], erreur.message, { erreurs });
}
