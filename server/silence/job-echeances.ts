import type { Commune } from '../communes/commune.ts';
import { annoncer, instructionsDe, surDemandeActuelle } from '../demandes/changer.ts';
import { debutDuJour, jourLocal, jourPlus } from '../echeances/dates.ts';
import { SYSTEME } from '../demandes/evenements.ts';
import { evenementsDe } from '../demandes/store.ts';
import type { TableDemande } from '../demandes/tables.ts';
import { GardeManquee, type Instruction } from '../socle/db/moteur.ts';
import { SECONDE } from '../socle/horloge/horloge.ts';
import type { TypeDeJob } from '../socle/jobs/executant.ts';
import { echoir } from './echoir.ts';
import { demandesEchues, type CurseurEcheance } from './store.ts';

/** Requests of one commit, and commits of one job: it ends well within its lease, and another goes on. */
const PAR_COMMIT = 100;
const COMMITS = 30;
/** The clock never gives up: it must run again, whatever made it fail (each failure is in the log). */
const TOUJOURS = 1_000_000;
const DEBUT: CurseurEcheance = { echeance: '', id: '' };

/**
 * Records the implicit decisions that were born, just after midnight of the commune; those of the days on which the
 * server was off as soon as it is back, each dated of its own day. Running twice records once: a request with an
 * implicit decision is not looked at again, and an agent who decides at that instant wins or loses as a whole.
 */
export function jobEcheances(commune: Commune): TypeDeJob {
  return {
    essaisMax: TOUJOURS,
    faire: async ({ apres = DEBUT }: { apres?: CurseurEcheance }) => {
      const aujourdhui = jourLocal(commune.horloge.maintenant(), commune.config.fuseau);
      let curseur: CurseurEcheance | undefined = apres;
      for (let n = 0; curseur && n < COMMITS; n++) curseur = await echoirUnLot(commune, curseur, aujourdhui);
      annoncer(commune);
      if (!curseur) return async () => [planifierDemain(commune, aujourdhui)];
      const reprise = { apres: curseur };
      return async () => [commune.jobs.planifierUnique('echeances', 'echeances', reprise)];
    },
  };
}

/** When a commune is opened: at once if something is due, else at its next midnight. */
export async function planifierEcheances(commune: Commune): Promise<Instruction> {
  const aujourdhui = jourLocal(commune.horloge.maintenant(), commune.config.fuseau);
  const dues = await lireLot(commune, DEBUT, aujourdhui, 1);
  if (dues.length === 0) return planifierDemain(commune, aujourdhui);
  return commune.jobs.planifierUnique('echeances', 'echeances', {});
}

/** The midnight that ends `jour`; at once when it is past, e.g. when the job worked through it. */
function planifierDemain({ jobs, horloge, config }: Commune, jour: string): Instruction {
  const minuit = debutDuJour(jourPlus(jour, 1), config.fuseau);
  const dans = Math.max(0, minuit + SECONDE - horloge.maintenant());
  return jobs.planifierUnique('echeances', 'echeances', {}, dans);
}

const lireLot = (commune: Commune, apres: CurseurEcheance, avant: string, limite = PAR_COMMIT) =>
  commune.moteur.lire(demandesEchues, {
    avant,
    apresEcheance: apres.echeance,
    apresId: apres.id,
    limite,
  });

/** @returns where to go on, or `undefined` when nothing is left */
async function echoirUnLot(
  commune: Commune,
  apres: CurseurEcheance,
  aujourdhui: string,
): Promise<CurseurEcheance | undefined> {
  const lot = await lireLot(commune, apres, aujourdhui);
  const derniere = lot.at(-1);
  if (!derniere) return undefined;
  const instructions: Instruction[] = [];
  for (const demande of lot) instructions.push(...(await decider(commune, demande, aujourdhui)));
  try {
    if (instructions.length > 0) await commune.moteur.commit(instructions);
  } catch (erreur) {
    if (!(erreur instanceof GardeManquee)) throw erreur;
    // Somebody changed one of them meanwhile: each on its own, on what stands now.
    for (const { id } of lot) await echoirUneSeule(commune, id, aujourdhui);
  }
  return { echeance: derniere.echeance, id: derniere.id };
}

async function echoirUneSeule(commune: Commune, id: string, aujourdhui: string): Promise<void> {
  await surDemandeActuelle(commune, id, async (demande) => {
    if (demande.clos || demande.implicite || demande.echeance >= aujourdhui) return;
    const instructions = await decider(commune, demande, aujourdhui);
    if (instructions.length > 0) await commune.moteur.commit(instructions);
  });
}

async function decider(commune: Commune, demande: TableDemande, aujourdhui: string): Promise<Instruction[]> {
  const demarche = await commune.catalogue.version(demande.demarche, demande.demarche_version);
  const evenements = await commune.moteur.lire(evenementsDe, { demande_id: demande.id, apres: 0 });
  const echu = echoir(commune, demarche, demande, evenements, aujourdhui);
  if (!echu) return [];
  const { instructions, evenements: ecrits } = instructionsDe(commune, demande, SYSTEME, echu);
  if (!echu.implicite || !demande.demandeur_courriel) return instructions;
  const courriel = { modele: 'implicite', demande: demande.id, evenement: ecrits[0]!.rang };
  return [...instructions, commune.jobs.planifier('courriel', courriel, { sujet: demande.id })];
}
