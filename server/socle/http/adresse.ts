import type { Context } from 'hono';
import { getConnInfo } from '@hono/node-server/conninfo';

/**
 * The caller's address, for rate limits only; never logged.
 * @param derriereProxy read the last `X-Forwarded-For`, the one that our own proxy wrote
 */
export function adresseDe(c: Context, derriereProxy: boolean): string {
  if (derriereProxy) {
    const derniere = c.req.header('X-Forwarded-For')?.split(',').at(-1)?.trim();
    if (derniere) return derniere;
  }
  try {
    return getConnInfo(c).remote.address ?? 'inconnue';
  } catch {
    // `app.request()` in tests has no connection.
    return 'locale';
  }
}
