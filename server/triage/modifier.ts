import type { DemandeAgent, ModificationDemande } from '#contract/schemas/agent.ts';
import type { AgentConfigure } from '#contract/schemas/commune.ts';
import { estClos } from '#contract/transitions.ts';
import type { Commune } from '../communes/commune.ts';
import { recalculerApres } from '../conversation/echeance.ts';
import { planifierCourriel } from '../demandes/courriels/planifier.ts';
import type { TableDemande } from '../demandes/tables.ts';
import { ecrire, type Instruction } from '../socle/db/moteur.ts';
import { jobsMortsDe, relancerJob } from '../socle/jobs/store.ts';
import { agirEnAgent } from './agir.ts';
import { deciderModification } from './decider.ts';

/**
 * Changes a demande on the version that the agent read. A change of status can be taken back within the minute, and
 * its mail waits for that.
 * @throws Probleme `conflit` (409) with what stands now and what changed; `transition-interdite`;
 *   `saisie-invalide` naming the field
 */
export async function modifierDemande(
  commune: Commune,
  agent: AgentConfigure,
  numero: string,
  voulue: ModificationDemande,
): Promise<DemandeAgent> {
  const demarche = {
    agent,
    numero,
    version: voulue.version,
    acte: 'modification',
    corps: voulue,
    cle: undefined,
  };
  return agirEnAgent(commune, demarche, async (demande) => {
    const voulu = deciderModification(commune, demande, voulue);
    // Taken up again after its answer: the clock ends with the answer.
    const reprise = estClos(demande.statut) && voulu.maj?.statut !== undefined && !estClos(voulu.maj.statut);
    const changement = reprise ? await recalculerApres(commune, demande, voulu, 'reouverture') : voulu;
    const corrigee = { ...demande, ...changement.maj };
    const renvois = changement.maj?.demandeur_courriel ? await renvoyer(commune, demande) : [];
    return {
      ...changement,
      annulable: changement.faits.some(({ type }) => type === 'statut'),
      ensuite: (evenements) => [
        ...renvois,
        ...planifierCourriel(commune, corrigee, 'statut', evenements, { attendre: true }),
      ],
    };
  });
}

/**
 * What never reached the address that was wrong leaves for the right one. Who had none gets his receipt, which is
 * due to the address he now gives (CRPA R112-11-1).
 */
async function renvoyer(commune: Commune, demande: TableDemande): Promise<Instruction[]> {
  const { jobs, moteur } = commune;
  const disponible_le = commune.horloge.maintenant();
  const morts = await moteur.lire(jobsMortsDe, { sujet: demande.id, type: 'courriel' });
  const relances = morts.map(({ id }) => ecrire(relancerJob, { id, disponible_le }));
  if (demande.demandeur_courriel !== null) return relances;
  const donnees = { modele: 'accuse', demande: demande.id };
  return [...relances, jobs.planifier('courriel', donnees, { sujet: demande.id })];
}
