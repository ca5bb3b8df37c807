import type { Client } from '../../core/client.ts';
import { ErreurApi } from '../../core/erreurs.ts';

/**
 * Does `acte`. When the server wants to be sure that it is still the same person (403 `preuve-fraiche`), asks in a
 * dialog for a code sent by mail, has it checked, then does `acte` again.
 *
 * @param dans - What the dialog is appended to: inside `.root`, or the shadow root of an element that is there.
 * @throws what `acte` throws; a `DOMException` named `AbortError` when the dialog was closed
 */
export async function avecPreuve<T>(dans: Node, client: Client, acte: () => Promise<T>): Promise<T> {
  try {
    return await acte();
  } catch (erreur) {
    if (!(erreur instanceof ErreurApi) || erreur.code !== 'preuve-fraiche') throw erreur;
  }
  const { demanderPreuve } = await import('./preuve-dialogue.ts');
  await demanderPreuve(dans, client);
  return acte();
}
