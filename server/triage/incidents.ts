import type { Incident } from '#contract/schemas/agent.ts';
import type { AgentConfigure } from '#contract/schemas/commune.ts';
import type { Commune } from '../communes/commune.ts';
import { demandeParId } from '../demandes/store.ts';
import { garder, GardeManquee } from '../socle/db/moteur.ts';
import { Probleme } from '../socle/erreurs/probleme.ts';
import { jobParId, jobsMorts, relancerJob } from '../socle/jobs/store.ts';
import type { TableJob } from '../socle/jobs/tables.ts';

const LIMITE = 100;

/** Jobs given up that concern the agent's services, or nobody's file in particular. Newest first. */
export async function listerIncidents(commune: Commune, agent: AgentConfigure): Promise<Incident[]> {
  const morts = await commune.moteur.lire(jobsMorts, { limite: LIMITE });
  const incidents: Incident[] = [];
  for (const job of morts) {
    const sujet = await sujetVisible(commune, agent, job);
    if (!sujet) continue;
    incidents.push({
      id: job.id,
      type: job.type,
      numero: sujet.numero,
      cause: job.erreur ?? '',
      le: new Date(job.cree_le).toISOString(),
      essais: job.essais,
    });
  }
  return incidents;
}

/**
 * Has a job tried again from the start.
 * @throws Probleme `introuvable` when it is not an incident of this agent (any more)
 */
export async function relancerIncident(commune: Commune, agent: AgentConfigure, id: string): Promise<void> {
  const job = await commune.moteur.lireUn(jobParId, { id });
  const visible = job && job.etat === 'mort' && (await sujetVisible(commune, agent, job));
  if (!visible) throw incidentFini();
  try {
    await commune.moteur.commit([garder(relancerJob, { id, disponible_le: commune.horloge.maintenant() })]);
  } catch (erreur) {
    if (erreur instanceof GardeManquee) throw incidentFini();
    throw erreur;
  }
  commune.jobs.reveiller();
}

const incidentFini = (): Probleme =>
  new Probleme('introuvable', 'Incident introuvable', 'Cet incident est déjà réglé. Rechargez la file.');

async function sujetVisible(
  commune: Commune,
  agent: AgentConfigure,
  job: TableJob,
): Promise<{ numero: string | null } | undefined> {
  if (job.sujet === null) return { numero: null };
  const demande = await commune.moteur.lireUn(demandeParId, { id: job.sujet });
  return demande && agent.services.includes(demande.service) ? { numero: demande.numero } : undefined;
}
