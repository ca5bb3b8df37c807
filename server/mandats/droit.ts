import type { Commune } from '../communes/commune.ts';
import { mandatParId, usagerDeAdresse } from './store.ts';
import type { TableMandat } from './tables.ts';
import { codesDe, etatDe } from './voir.ts';

/**
 * The mandate, if that helper may act under it today for that démarche. Consent given, not ended, not past its last
 * day, the démarche among those agreed, the helper still listed by the commune.
 */
export async function mandatValable(
  commune: Commune,
  voulu: { mandat: string; aidant: string; demarche: string },
): Promise<TableMandat | undefined> {
  const mandat = await commune.moteur.lireUn(mandatParId, { id: voulu.mandat });
  return mandat && couvre(commune, mandat, voulu) ? mandat : undefined;
}

/** The same, of a mandate that was read. */
export const couvre = (
  commune: Pick<Commune, 'config' | 'horloge'>,
  mandat: TableMandat,
  voulu: { aidant: string; demarche: string },
): boolean => manqueA(commune, mandat, voulu) === undefined;

/** What keeps a helper from acting: `autre` for a mandate that is not his. */
export type Manque = 'autre' | 'attendu' | 'fini' | 'demarche';

/** Why that mandate does not let that helper act today on that démarche; `undefined` when it does. */
export function manqueA(
  commune: Pick<Commune, 'config' | 'horloge'>,
  mandat: TableMandat,
  { aidant, demarche }: { aidant: string; demarche: string },
): Manque | undefined {
  if (mandat.aidant !== aidant) return 'autre';
  const { etat } = etatDe(commune, mandat);
  if (etat !== 'actif') return etat;
  const demarches = codesDe(mandat);
  return demarches.length === 0 || demarches.includes(demarche) ? undefined : 'demarche';
}

/** The space of the person today: that which has proven the address of the mandate. */
export async function usagerDuMandat(
  { moteur }: Pick<Commune, 'moteur'>,
  { courriel }: Pick<TableMandat, 'courriel'>,
): Promise<string | null> {
  if (courriel === null) return null;
  return (await moteur.lireUn(usagerDeAdresse, { adresse: courriel }))?.usager ?? null;
}

/** « Léa Roy, France services du Port »: how an act under a mandate is signed. */
export const signatureDe = ({
  aidant_nom,
  structure,
}: Pick<TableMandat, 'aidant_nom' | 'structure'>): string => `${aidant_nom}, ${structure}`;
