import type { Commune } from '../communes/commune.ts';
import { jourLocal } from '../echeances/dates.ts';
import { mandatParId } from './store.ts';
import type { TableMandat } from './tables.ts';

/**
 * The mandate, if that helper may act under it today for that démarche. Consent given, not ended, not past its last
 * day, the démarche among those agreed, the helper still listed by the commune.
 */
export async function mandatValable(
  commune: Commune,
  voulu: { mandat: string; aidant: string; demarche: string },
): Promise<TableMandat | undefined> {
  const mandat = await commune.moteur.lireUn(mandatParId, { id: voulu.mandat });
  if (!mandat || mandat.aidant !== voulu.aidant || mandat.etat !== 'actif') return undefined;
  if (mandat.jusquau < jourLocal(commune.horloge.maintenant(), commune.config.fuseau)) return undefined;
  if (!commune.config.aidants.some(({ courriel }) => courriel === voulu.aidant)) return undefined;
  const demarches = JSON.parse(mandat.demarches) as string[];
  return demarches.length === 0 || demarches.includes(voulu.demarche) ? mandat : undefined;
}

/** « Léa Roy, France services du Port »: how an act under a mandate is signed. */
export const signatureDe = ({ aidant_nom, structure }: TableMandat): string => `${aidant_nom}, ${structure}`;
