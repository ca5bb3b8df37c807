import { createHmac, createSecretKey, type KeyObject } from 'node:crypto';

/** Made once a secret: Node would copy the bytes into a key at each seal, which costs five times the seal itself. */
const cles = new WeakMap<Uint8Array, KeyObject>();

/** HMAC-SHA256 of a text, in base64url. */
export function sceau(secret: Uint8Array, texte: string): string {
  let cle = cles.get(secret);
  if (!cle) {
    cle = createSecretKey(secret);
    cles.set(secret, cle);
  }
  return createHmac('sha256', cle).update(texte).digest('base64url');
}
