import type { Context } from 'hono';
import type { DepotDemande } from '#contract/schemas/demande.ts';
import type { EnvCommune } from '../communes/commune.ts';
import { lireSession } from '../identite/sessions/exiger.ts';
import { mandatValable, signatureDe, usagerDuMandat } from '../mandats/droit.ts';
import { exigerPersonne } from '../mandats/personne.ts';
import { Probleme } from '../socle/erreurs/probleme.ts';
import type { Depot } from './deposer.ts';
import { USAGER } from './evenements.ts';

/**
 * Who files from the web, and for whom: a guest, a citizen in his own space, or a helper under a mandate.
 * @throws Probleme `mandat-requis` (403): a helper without a mandate that covers this démarche today, or a mandate
 * named by somebody else; `saisie-invalide`: a helper who files for another person than that of the mandate
 */
export async function deposantDe(
  c: Context<EnvCommune>,
  depot: DepotDemande,
): Promise<Pick<Depot, 'acteur' | 'usager' | 'sousMandat'>> {
  const { commune } = c.var;
  const session = await lireSession(c, 'usager', 'aidant');
  if (session?.role !== 'aidant') {
    if (depot.mandat !== undefined) throw mandatRequis();
    return { acteur: USAGER, ...(session && { usager: session.sujet }) };
  }
  const sousMandat =
    depot.mandat !== undefined
      ? await mandatValable(commune, {
          mandat: depot.mandat,
          aidant: session.sujet,
          demarche: depot.demarche,
        })
      : undefined;
  if (!sousMandat) throw mandatRequis();
  exigerPersonne(commune.config, sousMandat, depot.reponses);
  const usager = await usagerDuMandat(commune, sousMandat);
  return {
    acteur: { role: 'aidant', nom: signatureDe(sousMandat) },
    sousMandat,
    ...(usager !== null && { usager }),
  };
}

const mandatRequis = (): Probleme =>
  new Probleme(
    'mandat-requis',
    'Mandat demandé',
    'Aucun mandat ne vous permet de déposer cette démarche aujourd’hui. Demandez d’abord l’accord de la personne.',
  );
