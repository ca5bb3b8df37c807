import type { DemandeAgent, ModificationDemande } from '#contract/schemas/agent.ts';
import type { AgentConfigure } from '#contract/schemas/commune.ts';
import { acteurDe } from '../agents/agent.ts';
import type { Commune } from '../communes/commune.ts';
import { annoncer, instructionsDe } from '../demandes/changer.ts';
import { lireEvenement } from '../demandes/evenements.ts';
import { demandeParId, evenementsDe } from '../demandes/store.ts';
import type { TableDemande } from '../demandes/tables.ts';
import { ecrire, GardeManquee, type Instruction } from '../socle/db/moteur.ts';
import { Probleme } from '../socle/erreurs/probleme.ts';
import { jobsMortsDe, relancerJob } from '../socle/jobs/store.ts';
import { deciderModification } from './decider.ts';
import { exigerDemandeDe, voirDemande } from './ouvrir.ts';

/** Events that make a decision taken before them out of date. A mail that was sent is not one. */
const DECISIFS: readonly string[] = ['statut', 'affectation', 'service', 'message', 'implicite'];
const ESSAIS = 5;

/**
 * Changes a demande on the version that the agent read.
 * @throws Probleme `conflit` (409) with what stands now and what changed; `transition-interdite`;
 *   `saisie-invalide` naming the field
 */
export async function modifierDemande(
  commune: Commune,
  agent: AgentConfigure,
  numero: string,
  voulue: ModificationDemande,
): Promise<DemandeAgent> {
  for (let essai = 1; ; essai++) {
    const demande = await exigerDemandeDe(commune, agent, numero);
    await refuserConflit(commune, demande, voulue.version);
    const changement = deciderModification(commune, demande, voulue);
    if (changement.faits.length === 0) return voirDemande(commune, demande);
    const { instructions, evenements } = instructionsDe(commune, demande, acteurDe(agent), changement);
    if (changement.maj?.demandeur_courriel) instructions.push(...(await renvoyer(commune, demande)));
    const annonce = evenements.find(({ type }) => type === 'statut');
    if (annonce && (changement.maj?.demandeur_courriel ?? demande.demandeur_courriel)) {
      const donnees = { modele: 'statut', demande: demande.id, evenement: annonce.rang };
      instructions.push(commune.jobs.planifier('courriel', donnees, { sujet: demande.id }));
    }
    try {
      await commune.moteur.commit(instructions);
    } catch (erreur) {
      // Somebody was faster by a hair: what he did tells whether it is a conflict.
      if (!(erreur instanceof GardeManquee) || essai === ESSAIS) throw erreur;
      continue;
    }
    annoncer(commune);
    return voirDemande(commune, (await commune.moteur.lireUn(demandeParId, { id: demande.id }))!);
  }
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

async function refuserConflit(commune: Commune, demande: TableDemande, version: number): Promise<void> {
  if (version === demande.rang) return;
  const depuis = await commune.moteur.lire(evenementsDe, { demande_id: demande.id, apres: version });
  const changements = depuis.filter(({ type }) => DECISIFS.includes(type)).map(lireEvenement);
  if (changements.length === 0 && version < demande.rang) return;
  throw new Probleme(
    'conflit',
    'Ce dossier a changé',
    'Ce dossier a changé depuis que vous l’avez ouvert. Voyez ce qui a changé, puis recommencez si c’est encore utile.',
    { suite: { actuelle: await voirDemande(commune, demande), changements } },
  );
}
