import type { Commune } from '../communes/commune.ts';
import { signatureDe } from './droit.ts';
import { mandatParId } from './store.ts';

/** Who filed, for those of the demandes that a helper filed: demande id → « Léa Roy, France services du Port ». */
export async function deposantsDe(
  commune: Commune,
  demandes: readonly { id: string; mandat: string | null }[],
): Promise<Map<string, string>> {
  const deposants = new Map<string, string>();
  for (const { id, mandat } of demandes) {
    if (mandat === null) continue;
    const lu = await commune.moteur.lireUn(mandatParId, { id: mandat });
    if (lu) deposants.set(id, signatureDe(lu));
  }
  return deposants;
}
