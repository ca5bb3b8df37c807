import type { RoleSession, Session } from '#contract/schemas/session.ts';
import type { Commune } from '../communes/commune.ts';
import { agirAvecCode, codeFaux } from './codes.ts';
import { espaceDeAdresse } from './retablissement/entrer.ts';
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
 * @throws Probleme `code-faux`, `adresse-remplacee`
 */
export async function entrerAvecCode(commune: Commune, entree: Entree): Promise<Session> {
  const { role, code, rester, jkt, appareil } = entree;
  const courriel = normaliser(entree.courriel);
  return agirAvecCode(commune, { role, but: 'connexion', courriel }, code, async () => {
    // Taken off the list since the code was mailed.
    if (!estAdmise(commune, role, courriel)) throw codeFaux();
    const { resultat: sujet, instructions } =
      role === 'usager' ? await espaceDeAdresse(commune, courriel) : { resultat: courriel, instructions: [] };
    const ouverte = preparerSession(commune, { role, sujet, jkt, moyen: 'courriel', appareil, rester });
    return { resultat: ouverte.session, instructions: [...instructions, ouverte.instruction] };
  });
}
