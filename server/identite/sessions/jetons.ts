import type { Commune } from '../../communes/commune.ts';
import { sceau } from '../../socle/chiffrement/sceau.ts';
import { egaux } from '../../socle/dpop/preuves.ts';

type AvecSecret = Pick<Commune, 'secret'>;

const sceller = ({ secret }: AvecSecret, genre: 'acces' | 'suite', session: string, n: number): string =>
  sceau(secret, `${genre} ${session} ${n}`);

/** `<session>.<milliseconds when it ends>.<seal>`: checked without a read; the session itself is read after. */
export const composerAcces = (commune: AvecSecret, session: string, finLe: number): string =>
  `${session}.${finLe}.${sceller(commune, 'acces', session, finLe)}`;

/** `<session>.<rank>.<seal>`. Deriving it lets the same renewal be answered twice alike, and stores no token. */
export const composerSuite = (commune: AvecSecret, session: string, rang: number): string =>
  `${session}.${rang}.${sceller(commune, 'suite', session, rang)}`;

/** The session and the number of a token whose seal is right. */
export function lireJeton(
  commune: AvecSecret,
  genre: 'acces' | 'suite',
  jeton: string,
): { session: string; nombre: number } | undefined {
  const [, session, chiffres, pose] = /^([0-9a-f-]{36})\.(\d{1,15})\.([\w-]{43})$/.exec(jeton) ?? [];
  if (!session || !pose) return undefined;
  const nombre = Number(chiffres);
  return egaux(pose, sceller(commune, genre, session, nombre)) ? { session, nombre } : undefined;
}
