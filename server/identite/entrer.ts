import type { RoleSession, Session } from '#contract/schemas/session.ts';
import type { Commune } from '../communes/commune.ts';
import { agirAvecCode, codeFaux } from './codes.ts';
import { trouverOuCreer } from './comptes.ts';
import { estAdmise, normaliser } from './roles.ts';
import { preparerSession } from './sessions/ouvrir.ts';

interface Entree {
  role: RoleSession;
  courriel: string;
  code: string;
  rester: boolean;
  jkt: string;
  appareil: string;
}

/**
 * Opens a session with the code of a mail. For a citizen, the address is proven by it, and opens its space or a new one.
 * @throws Probleme `code-faux`
 */
export async function entrerAvecCode(commune: Commune, entree: Entree): Promise<Session> {
  const { role, code, rester, jkt, appareil } = entree;
  const courriel = normaliser(entree.courriel);
  return agirAvecCode(commune, { role, but: 'connexion', courriel }, code, async () => {
    // Taken off the list since the code was mailed.
    if (!estAdmise(commune, role, courriel)) throw codeFaux();
    const { usager: sujet, instructions } =
      role === 'usager'
        ? await trouverOuCreer(commune, { moyen: 'courriel', valeur: courriel })
        : { usager: courriel, instructions: [] };
    const ouverte = preparerSession(commune, { role, sujet, jkt, moyen: 'courriel', appareil, rester });
    return { resultat: ouverte.session, instructions: [...instructions, ouverte.instruction] };
  });
}
