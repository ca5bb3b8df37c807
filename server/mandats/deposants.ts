import type { Accompagnement } from '#contract/schemas/mandat.ts';
import type { Commune } from '../communes/commune.ts';
import { signatureDe } from './droit.ts';
import { mandatParId, mandatsParIds } from './store.ts';
import type { TableMandat } from './tables.ts';
import { accompagnementDe } from './voir.ts';

/** The mandates under which these demandes were filed, by the id of the demande. */
export async function mandatsDe(
  commune: Pick<Commune, 'moteur'>,
  demandes: readonly { id: string; mandat: string | null }[],
): Promise<Map<string, TableMandat>> {
  const ids = [...new Set(demandes.flatMap(({ mandat }) => mandat ?? []))];
  if (ids.length === 0) return new Map();
  const lus = await commune.moteur.lire(mandatsParIds, { ids: JSON.stringify(ids) });
  const parId = new Map(lus.map((mandat) => [mandat.id, mandat]));
  return new Map(
    demandes.flatMap(({ id, mandat }): [string, TableMandat][] => {
      const lu = mandat === null ? undefined : parId.get(mandat);
      return lu ? [[id, lu]] : [];
    }),
  );
}

/** Who filed, for those of the demandes that a helper filed: demande id → « Léa Roy, France services du Port ». */
export async function deposantsDe(
  commune: Pick<Commune, 'moteur'>,
  demandes: readonly { id: string; mandat: string | null }[],
): Promise<Map<string, string>> {
  const mandats = await mandatsDe(commune, demandes);
  return new Map([...mandats].map(([id, mandat]) => [id, signatureDe(mandat)]));
}

/** What is added to the view of a demande that a helper filed; nothing to the others. */
export async function accompagnementSi(
  commune: Pick<Commune, 'moteur' | 'config' | 'horloge'>,
  { mandat }: { mandat: string | null },
): Promise<{ accompagnement?: Accompagnement }> {
  const lu = mandat === null ? undefined : await commune.moteur.lireUn(mandatParId, { id: mandat });
  return lu ? { accompagnement: accompagnementDe(commune, lu) } : {};
}
