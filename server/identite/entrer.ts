import type { RoleSession, Session } from '#contract/schemas/session.ts';
import type { Commune } from '../communes/commune.ts';
import { Probleme } from '../socle/erreurs/probleme.ts';
import { agirAvecCode, codeFaux, sessionServie } from './codes.ts';
import { espaceDeAdresse } from './retablissement/entrer.ts';
import { estAdmise, normaliser } from './roles.ts';
import { preparerSession, rouvrirSession } from './sessions/ouvrir.ts';

interface Entree {
  role: RoleSession;
  courriel: string;
  code: string;
  rester: boolean;
  jkt: string;
  appareil: string;
  /** Mark of who calls. */
  appelant: string;
}

/**
 * Opens a session with the code of a mail. For a citizen, the address is proven by it, and opens its space or a new one.
 * Asked again by the same key with the same code, because the answer was lost, it gives the same session for a moment; to
 * any other key the code is used up.
 * @throws Probleme `code-faux`, `adresse-remplacee`
 */
export async function entrerAvecCode(commune: Commune, entree: Entree): Promise<Session> {
  const { role, code, rester, jkt, appareil, appelant } = entree;
  const courriel = normaliser(entree.courriel);
  const cible = { role, but: 'connexion', courriel, pour: appelant } as const;
  try {
    return await agirAvecCode(commune, cible, code, async () => {
      // Taken off the list since the code was mailed.
      if (!estAdmise(commune, role, courriel)) throw codeFaux();
      const { resultat: sujet, instructions } =
        role === 'usager'
          ? await espaceDeAdresse(commune, courriel)
          : { resultat: courriel, instructions: [] };
      const ouverte = preparerSession(commune, { role, sujet, jkt, moyen: 'courriel', appareil, rester });
      const { session } = ouverte;
      return { resultat: session, instructions: [...instructions, ouverte.instruction], ouvre: session.id };
    });
  } catch (erreur) {
    if (!(erreur instanceof Probleme && erreur.code === 'code-faux')) throw erreur;
    const id = await sessionServie(commune, cible, code);
    const ouverte = id === undefined ? undefined : await rouvrirSession(commune, { id, role, jkt });
    if (!ouverte) throw erreur;
    return ouverte;
  }
}
