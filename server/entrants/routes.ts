import { createHash, timingSafeEqual } from 'node:crypto';
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { Probleme } from '../socle/erreurs/probleme.ts';
import { recevoirCourriel, type DepsEntrants } from './recevoir.ts';

const OCTETS_MAX = 25 * 1024 * 1024;

const empreinte = (texte: string): Buffer => createHash('sha256').update(texte).digest();

/**
 * `POST /courriels/entrants`: a whole mail (message/rfc822) from the operator's own mail server, which holds the
 * token. 202 once it is kept, or known to be none of ours; anything else means « try again later ».
 */
export function creerRoutesEntrants({ jeton, ...deps }: DepsEntrants & { jeton: string }): Hono {
  const attendu = empreinte(`Bearer ${jeton}`);
  const limiter = bodyLimit({
    maxSize: OCTETS_MAX,
    onError: () => {
      throw new Probleme('requete-trop-grosse', 'Courriel trop lourd', 'Un courriel pèse 25 Mo au plus.');
    },
  });
  return new Hono().post(
    '/courriels/entrants',
    (c, next) => {
      if (!timingSafeEqual(empreinte(c.req.header('Authorization') ?? ''), attendu)) {
        throw new Probleme('session-requise', 'Jeton requis', 'Donnez le jeton PARVIS_JETON_COURRIELS.');
      }
      if (c.req.header('Content-Type')?.split(';')[0]?.trim().toLowerCase() !== 'message/rfc822') {
        throw new Probleme(
          'type-non-accepte',
          'Format non accepté',
          'Envoyez le courriel entier : message/rfc822.',
        );
      }
      return limiter(c, next);
    },
    async (c) => {
      await recevoirCourriel(Buffer.from(await c.req.arrayBuffer()), deps);
      return c.json({}, 202);
    },
  );
}
