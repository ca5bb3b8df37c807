import { createHmac, timingSafeEqual } from 'node:crypto';
import { composerCode, lireCode } from '#contract/numero.ts';

/**
 * The code de suivi of a demande: derived from the commune's secret, never stored, so a copy of the database
 * opens no file, and a receipt can be sent again.
 */
export function codeDe(secret: Uint8Array, demandeId: string): string {
  return composerCode(createHmac('sha256', secret).update(`code-suivi ${demandeId}`).digest());
}

/** Compares in constant time what was typed with the code of the demande. */
export function codeEstJuste(secret: Uint8Array, demandeId: string, saisie: string): boolean {
  const lu = lireCode(saisie);
  if (!lu) return false;
  return timingSafeEqual(Buffer.from(lu), Buffer.from(codeDe(secret, demandeId)));
}
