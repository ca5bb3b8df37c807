import type { Commune } from '../communes/commune.ts';
import type { Instruction } from '../socle/db/moteur.ts';
import { Probleme } from '../socle/erreurs/probleme.ts';
import { MINUTE } from '../socle/horloge/horloge.ts';
import type { Verification } from './tables.ts';

/** Files that the antivirus could not look at are looked at again, one job for all, until none waits. */
export const planifierVerification = ({ jobs }: Commune, dans = MINUTE): Instruction =>
  jobs.planifierUnique('verifier-fichiers', 'verifier-fichiers', {}, dans);

/**
 * Nobody opens a file before it was looked at, nor after a virus was found in it.
 * @throws Probleme `document-a-verifier` (409), `fichier-infecte` (422)
 */
export function exigerVerifiee({ verification }: { verification: Verification }): void {
  if (verification === 'attendue') {
    throw new Probleme(
      'document-a-verifier',
      'Fichier en cours de vérification',
      'Ce fichier attend l’antivirus. Réessayez dans quelques minutes.',
    );
  }
  if (verification === 'infectee') {
    throw new Probleme(
      'fichier-infecte',
      'Fichier infecté',
      'Ce fichier contenait un virus : il a été effacé. Un autre doit être envoyé.',
    );
  }
}
