import type { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { lireEnvironnement } from './configuration.ts';

/** Exit codes that a mail server understands (sysexits.h): kept, try again later, never. */
const GARDE = 0;
const PLUS_TARD = 75;
const REFUSE = 65;

/**
 * `parvis courriel recevoir < message`: hands a mail to the server that runs here, for the pipe of a mail server
 * (Postfix: `reponse unix - n n - - pipe flags=DO user=parvis argv=… courriel recevoir`).
 * @returns 0 kept, 75 the mail server must try again, 65 it must not
 */
export async function recevoirParTuyau(
  entree: Readable,
  env: Readonly<Record<string, string | undefined>>,
  dire: (ligne: string) => void,
): Promise<number> {
  const { PARVIS_JETON_COURRIELS: jeton, PARVIS_HOTE: hote, PORT: port } = lireEnvironnement(env);
  if (jeton === undefined) {
    dire('PARVIS_JETON_COURRIELS is needed.');
    return PLUS_TARD;
  }
  const corps = new Uint8Array(await buffer(entree));
  try {
    const reponse = await fetch(`http://${hote}:${port}/courriels/entrants`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${jeton}`, 'Content-Type': 'message/rfc822' },
      body: corps,
    });
    if (reponse.status === 202) return GARDE;
    dire(`The server answered ${reponse.status}.`);
    return reponse.status === 413 ? REFUSE : PLUS_TARD;
  } catch {
    dire('The server does not answer.');
    return PLUS_TARD;
  }
}
