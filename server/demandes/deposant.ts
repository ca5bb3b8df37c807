import type { Context } from 'hono';
import type { DepotDemande } from '#contract/schemas/demande.ts';
import type { EnvCommune } from '../communes/commune.ts';
import { lireSession } from '../identite/sessions/exiger.ts';
import { mandatValable, signatureDe } from '../mandats/droit.ts';
import { Probleme } from '../socle/erreurs/probleme.ts';
import type { Depot } from './deposer.ts';
import { USAGER } from './evenements.ts';

/**
 * Who files from the web, and for whom: a guest, a citizen in his own space, or a helper under a mandate.
 * @throws Probleme `mandat-requis` (403): a helper without a mandate that covers this démarche today
 */
export async function deposantDe(
  c: Context<EnvCommune>,
  depot: DepotDemande,
): Promise<Pick<Depot, 'acteur' | 'usager' | 'mandat'>> {
  const session = await lireSession(c, 'usager', 'aidant');
  if (!session && depot.mandat === undefined) return { acteur: USAGER };
  if (session?.role === 'usager') return { acteur: USAGER, usager: session.sujet };
  const mandat =
    session && depot.mandat !== undefined
      ? await mandatValable(c.var.commune, {
          mandat: depot.mandat,
          aidant: session.sujet,
          demarche: depot.demarche,
        })
      : undefined;
  if (!mandat) {
    throw new Probleme(
      'mandat-requis',
      'Mandat demandé',
      'Aucun mandat ne vous permet de déposer cette démarche aujourd’hui. Demandez d’abord l’accord de la personne.',
    );
  }
  return {
    acteur: { role: 'aidant', nom: signatureDe(mandat) },
    mandat: mandat.id,
    ...(mandat.usager !== null && { usager: mandat.usager }),
  };
}
