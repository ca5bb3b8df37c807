import type { Commune } from '../communes/commune.ts';
import { recalculer, type CauseEcheance } from '../echeances/recalculer.ts';
import type { Changement } from '../demandes/changer.ts';
import { evenementsDe } from '../demandes/store.ts';
import type { TableDemande } from '../demandes/tables.ts';

/** The change with what the clock makes of it: the new deadline, and the event that tells how it was found. */
export async function recalculerApres<C extends Changement>(
  commune: Commune,
  demande: TableDemande,
  changement: C,
  cause: CauseEcheance,
): Promise<C> {
  const { echeance, fait } = recalculer({
    commune,
    demarche: await commune.catalogue.version(demande.demarche, demande.demarche_version),
    demande,
    evenements: await commune.moteur.lire(evenementsDe, { demande_id: demande.id, apres: 0 }),
    nouveaux: changement.faits,
    cause,
  });
  if (!fait) return changement;
  return { ...changement, faits: [...changement.faits, fait], maj: { ...changement.maj, echeance } };
}
