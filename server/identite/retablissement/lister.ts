import type { Retablissements } from '#contract/schemas/retablissement.ts';
import type { Commune } from '../../communes/commune.ts';
import { retablissementsAnnulables } from './store.ts';

const MAX = 50;

/**
 * What was done at the counter and can still be undone.
 * @param nomDe name of an agent by his address
 */
export async function listerRetablissements(
  commune: Commune,
  nomDe: (courriel: string) => string,
): Promise<Retablissements> {
  const maintenant = commune.horloge.maintenant();
  const lignes = await commune.moteur.lire(retablissementsAnnulables, { maintenant, limite: MAX });
  const instant = (ms: number): string => new Date(ms).toISOString();
  return {
    retablissements: lignes.map((ligne) => ({
      id: ligne.id,
      le: instant(ligne.le),
      ancienne: ligne.ancienne,
      nouvelle: ligne.nouvelle,
      par: nomDe(ligne.agent),
      entree: ligne.entree_le !== null,
      entrerAvant: instant(ligne.entrer_avant),
      annulableJusquau: instant(ligne.annulable_jusqua),
    })),
  };
}
