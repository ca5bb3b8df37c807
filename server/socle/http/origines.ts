import type { Context, MiddlewareHandler } from 'hono';
import { cors } from 'hono/cors';
import { Probleme } from '../erreurs/probleme.ts';

/**
 * CORS by list. A browser's request from an origin that is not on it gets nothing at all: neither the headers
 * nor the act. The server’s own pages are always welcome.
 */
export function controlerOrigine(
  permises: (c: Context) => readonly string[],
  propre: (c: Context) => string,
): MiddlewareHandler {
  // The server's own pages, whatever name it was reached by: a browser cannot forge the pair.
  const accepte = (origine: string, c: Context): boolean =>
    origine === propre(c) || permises(c).includes(origine) || origine === new URL(c.req.url).origin;
  const preparer = cors({
    origin: (origine, c) => (accepte(origine, c) ? origine : null),
    allowMethods: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'],
    allowHeaders: [
      'Content-Type',
      'Authorization',
      'DPoP',
      'Idempotency-Key',
      'Parvis-Code',
      'Last-Event-ID',
    ],
    maxAge: 600,
  });
  return async (c, next) => {
    const origine = c.req.header('Origin');
    if (origine !== undefined && !accepte(origine, c)) {
      throw new Probleme(
        'origine-refusee',
        'Site non autorisé',
        'Ce site n’est pas dans la liste de la commune. Le webmestre doit y faire ajouter son adresse.',
      );
    }
    if (c.req.method === 'OPTIONS') return preparer(c, next);
    // Before the answer is made: afterwards Hono would make it again, body stream included.
    c.header('Vary', 'Origin');
    if (origine !== undefined) {
      c.header('Access-Control-Allow-Origin', origine);
      c.header('Access-Control-Expose-Headers', 'Retry-After,Content-Disposition,DPoP-Nonce');
    }
    return next();
  };
}
