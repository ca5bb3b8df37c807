import { randomBytes } from 'node:crypto';
import { composerCode, lireCode } from '#contract/numero.ts';

/** `M-7K4F-92`: read aloud at a counter, printed on the sheet. */
export const composerReference = (): string => ecrire(composerCode(randomBytes(6)));

/** What was typed to a reference, or `undefined` when it cannot be one. The first letter may be left out. */
export function lireReference(saisie: string): string | undefined {
  const signes = saisie.slice(0, 100).replaceAll(/[^\p{L}\p{N}]/gu, '');
  const code = lireCode(signes.length === 7 ? signes.replace(/^m/i, '') : signes);
  return code && ecrire(code);
}

const ecrire = (code: string): string => `M-${code.slice(0, 4)}-${code.slice(4)}`;
