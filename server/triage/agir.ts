import type { DemandeAgent } from '#contract/schemas/agent.ts';
import type { AgentConfigure } from '#contract/schemas/commune.ts';
import { acteurDe } from '../agents/agent.ts';
import type { Commune } from '../communes/commune.ts';
import { annoncer, DECISIFS, instructionsDe, type Changement } from '../demandes/changer.ts';
import { rendreAnnulable } from '../demandes/annulation/annulable.ts';
import { lireEvenement } from '../demandes/evenements.ts';
import { demandeParId, evenementsDe } from '../demandes/store.ts';
import type { TableDemande, TableEvenement } from '../demandes/tables.ts';
import { GardeManquee, type Instruction } from '../socle/db/moteur.ts';
import { Probleme } from '../socle/erreurs/probleme.ts';
import { agirUneFois } from '../socle/http/idempotence.ts';
import { exigerDemandeDe, voirDemande } from './ouvrir.ts';

/** Who does what to which demande, as it was read, and with which key. */
export interface Demarche {
  agent: AgentConfigure;
  numero: string;
  /** Rank that the agent read. */
  version: number;
  /** Name of the act, and what was asked: the same key with another body is refused. */
  acte: string;
  corps: unknown;
  cle: string | undefined;
}

export interface Acte extends Changement {
  /** What to write once the events have their ranks, e.g. the mail that tells one of them. */
  ensuite?: (evenements: readonly TableEvenement[]) => readonly Instruction[];
  /** May its author take it back within the minute? */
  annulable?: boolean;
}

const ESSAIS = 5;

/**
 * An agent's act on the version that he read, once for a key.
 * @param decider reads what it needs and decides; without `faits` nothing happens
 * @throws Probleme `conflit` (409) with what stands now and what changed since; what `decider` throws
 */
export async function agirEnAgent(
  commune: Commune,
  { agent, numero, version, acte, corps, cle }: Demarche,
  decider: (demande: TableDemande) => Acte | Promise<Acte>,
): Promise<DemandeAgent> {
  for (let essai = 1; ; essai++) {
    const demande = await exigerDemandeDe(commune, agent, numero);
    const tentative = {
      cle,
      portee: `${demande.id} ${acte} ${agent.courriel}`,
      demande: corps,
      maintenant: commune.horloge.maintenant(),
    };
    try {
      await agirUneFois(commune.moteur, tentative, async () => {
        await refuserConflit(commune, agent, demande, version);
        return { resultat: {}, instructions: ecrireActe(commune, agent, demande, await decider(demande)) };
      });
    } catch (erreur) {
      // Somebody was faster by a hair: what he did tells whether it is a conflict.
      if (!(erreur instanceof GardeManquee) || essai === ESSAIS) throw erreur;
      continue;
    }
    annoncer(commune);
    return voirDemande(commune, agent, (await commune.moteur.lireUn(demandeParId, { id: demande.id }))!);
  }
}

function ecrireActe(
  commune: Commune,
  agent: AgentConfigure,
  demande: TableDemande,
  acte: Acte,
): Instruction[] {
  if (acte.faits.length === 0) return [];
  const { instructions, evenements } = instructionsDe(commune, demande, acteurDe(agent), acte);
  return [
    ...instructions,
    ...(acte.annulable ? rendreAnnulable(commune, demande, agent.courriel, evenements) : []),
    ...(acte.ensuite?.(evenements) ?? []),
  ];
}

async function refuserConflit(
  commune: Commune,
  agent: AgentConfigure,
  demande: TableDemande,
  version: number,
): Promise<void> {
  if (version === demande.rang) return;
  const depuis = await commune.moteur.lire(evenementsDe, { demande_id: demande.id, apres: version });
  const changements = depuis.filter(({ type }) => DECISIFS.includes(type)).map(lireEvenement);
  if (changements.length === 0 && version < demande.rang) return;
  throw new Probleme(
    'conflit',
    'Ce dossier a changé',
    'Ce dossier a changé depuis que vous l’avez ouvert. Voyez ce qui a changé, puis recommencez si c’est encore utile.',
    { suite: { actuelle: await voirDemande(commune, agent, demande), changements } },
  );
}
