import { isUtf8 } from 'node:buffer';
import type { MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { Probleme, type ErreurChamp } from '../erreurs/probleme.ts';
import { requeteIllisible } from './problemes.ts';

const CORPS_MAX = 512 * 1024;

const decodeur = new TextDecoder();

const limiter = bodyLimit({
  maxSize: CORPS_MAX,
  onError: () => {
    throw new Probleme(
      'requete-trop-grosse',
      'Le texte est trop long',
      'Ce que vous envoyez est trop long. Raccourcissez vos textes, ou joignez un fichier.',
    );
  },
});

/**
 * JSON in, nothing else: another Content-Type is 415 (without it a validator would be handed an empty object),
 * more than 512 kB is 413, and bytes that are not UTF-8 name the field they stand in.
 */
export const corpsJson: MiddlewareHandler = async (c, next) => {
  if (c.req.method !== 'POST' && c.req.method !== 'PATCH' && c.req.method !== 'PUT') return next();
  const type = (c.req.header('Content-Type') ?? '').split(';')[0]!.trim().toLowerCase();
  if (type !== 'application/json') {
    throw new Probleme(
      'type-non-accepte',
      'Format non accepté',
      'Envoyez du JSON, avec l’en-tête « Content-Type: application/json ».',
    );
  }
  const lire = async (): Promise<void> => {
    const octets = new Uint8Array(await c.req.arrayBuffer());
    if (!isUtf8(octets)) throw requeteIllisible(champsAbimes(octets));
    // Handed on decoded, as the promise that Hono keeps: it would build a Response to turn the bytes into text.
    c.req.bodyCache.text = Promise.resolve(decodeur.decode(octets)) as never;
    await next();
  };
  const annonce = Number(c.req.header('Content-Length') ?? Number.NaN);
  // Node reads no more than was announced; only what has no length, or too much, needs the limiter.
  return annonce <= CORPS_MAX && !c.req.header('Transfer-Encoding') ? lire() : limiter(c, lire);
};

function champsAbimes(octets: Uint8Array): ErreurChamp[] {
  const trouves: ErreurChamp[] = [];
  const chercher = (valeur: unknown, chemin: string): void => {
    if (typeof valeur === 'string' && valeur.includes('\uFFFD')) {
      trouves.push({
        chemin,
        code: 'caracteres',
        message: 'Des caractères sont illisibles. Tapez ce texte de nouveau.',
      });
    } else if (valeur && typeof valeur === 'object') {
      for (const [cle, enfant] of Object.entries(valeur)) chercher(enfant, chemin ? `${chemin}.${cle}` : cle);
    }
  };
  try {
    chercher(JSON.parse(decodeur.decode(octets)), '');
  } catch {
    // Not even JSON: there is no field to name.
  }
  return trouves;
}
