import { msg, str } from '@lit/localize';
import type { Televersement } from '#contract/schemas/demande.ts';
import type { Client } from '../../core/client.ts';
import { televerser } from '../../core/televersement.ts';
import { poids, TAILLE_MAX } from '../poids.ts';
import { reduirePhoto } from './photos.ts';
import type { Envoi } from './televersements.ts';

/**
 * Reduces a photo, then uploads; `surAvance` follows `envoi.part`. Throws a `RangeError` with its sentence for a
 * file that is too big, and what `televerser` throws.
 */
export async function envoyerFichier(
  envoi: Envoi,
  photo: boolean,
  client: Client,
  surAvance: () => void,
): Promise<Televersement> {
  const image = envoi.fichier.type.startsWith('image/');
  if (photo || (image && envoi.fichier.size > TAILLE_MAX)) {
    envoi.fichier = await reduirePhoto(envoi.fichier);
    envoi.nom = envoi.fichier.name;
  }
  const { cle, nom, fichier, abandon } = envoi;
  if (fichier.size > TAILLE_MAX) {
    throw new RangeError(
      msg(
        str`Ce fichier pèse ${poids(fichier.size)}. Choisissez un fichier de ${poids(TAILLE_MAX)} au plus.`,
      ),
    );
  }
  const progression = (part: number) => {
    envoi.part = part;
    surAvance();
  };
  return televerser(client, fichier, nom, { cle, signal: abandon.signal, progression });
}
