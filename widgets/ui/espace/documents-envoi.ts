import type { Document, GenreDocument } from '#contract/schemas/document.ts';
import type { Client } from '../../core/client.ts';
import { televerser, type OptionsTeleversement } from '../../core/televersement.ts';
import { nouvelleCle } from '../../core/cle.ts';
import { reduirePhoto } from '../formulaire/photos.ts';
import { TAILLE_MAX } from '../poids.ts';
import { genreDuNom } from './documents-mots.ts';

/** Adds one paper; a photo that is too heavy is made lighter first. Throws what `televerser` throws. */
export async function envoyerDocument(
  client: Client,
  fichier: File,
  { nom, genre, ...options }: OptionsTeleversement & { nom: string; genre: GenreDocument },
): Promise<Document> {
  const lourde = fichier.type.startsWith('image/') && fichier.size > TAILLE_MAX;
  const envoye = lourde ? await reduirePhoto(fichier) : fichier;
  return televerser<Document>(client, envoye, lourde ? envoye.name : nom, {
    ...options,
    chemin: 'usager/documents',
    params: { genre },
  });
}

/** Keeps for another time a file that a form has just received. */
export const garderDocument = (client: Client, fichier: File): Promise<Document> =>
  envoyerDocument(client, fichier, {
    nom: fichier.name,
    genre: genreDuNom(fichier.name),
    cle: nouvelleCle(),
  });
