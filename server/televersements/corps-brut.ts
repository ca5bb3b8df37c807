import type { Context } from 'hono';
import { Probleme } from '../socle/erreurs/probleme.ts';

/**
 * The body of a request as the file it is.
 * @param tailleMax bytes: what announces more is not even read
 * @throws Probleme `type-non-accepte` (415), `fichier-trop-gros` (413)
 */
export function lireCorpsBrut(c: Pick<Context, 'req'>, tailleMax: number): ReadableStream<Uint8Array> {
  if (c.req.header('Content-Type')?.split(';')[0] !== 'application/octet-stream') {
    throw new Probleme(
      'type-non-accepte',
      'Format non accepté',
      'Envoyez le fichier tel quel, avec l’en-tête « Content-Type: application/octet-stream ».',
    );
  }
  const annonce = Number(c.req.header('Content-Length') ?? 0);
  if (annonce > tailleMax) {
    const mo = Math.floor(tailleMax / (1024 * 1024));
    const message = `Ce fichier est trop lourd : ${mo} Mo au maximum. Réduisez-le, puis réessayez.`;
    const erreurs = [{ chemin: 'fichier', code: 'fichier-trop-gros', message }];
    throw new Probleme('fichier-trop-gros', 'Fichier trop lourd', message, { erreurs });
  }
  return c.req.raw.body ?? new Blob([]).stream();
}
