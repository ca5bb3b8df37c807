import type { DemandeAgent } from '#contract/schemas/agent.ts';
import type { AgentConfigure } from '#contract/schemas/commune.ts';
import { transitionsPermises } from '#contract/transitions.ts';
import type { Commune } from '../communes/commune.ts';
import { decisionEnSuspens } from '../demandes/annulation/annulable.ts';
import { DECISIFS } from '../demandes/changer.ts';
import { avecRemplacements } from '../demandes/complements/anterieures.ts';
import { lireComplement } from '../demandes/lire.ts';
import { evenementsDe } from '../demandes/store.ts';
import type { TableDemande, TableEvenement } from '../demandes/tables.ts';
import { exigerDemande, numeroInconnu } from '../demandes/trouver.ts';
import { accompagnementSi } from '../mandats/deposants.ts';
import { voirLigne } from './lister.ts';

/**
 * A demande of one of the agent's services. That of another service is not found: an agent need not know it exists.
 * @throws Probleme `numero-mal-tape`, `numero-inconnu`
 */
export async function exigerDemandeDe(
  commune: Commune,
  agent: AgentConfigure,
  numero: string,
): Promise<TableDemande> {
  const demande = await exigerDemande(commune, numero);
  if (!agent.services.includes(demande.service)) throw numeroInconnu();
  return demande;
}

/** Something came after a decision that it cannot be taken back from under. */
const remplace = ({ rang, type }: TableEvenement, fin: number): boolean =>
  rang > fin && DECISIFS.includes(type);

/** The whole file: answers with the version of the démarche they were given to, every event, what may come next. */
export async function voirDemande(
  commune: Commune,
  agent: AgentConfigure,
  demande: TableDemande,
): Promise<DemandeAgent> {
  const evenements = await commune.moteur.lire(evenementsDe, { demande_id: demande.id, apres: 0 });
  const suspens = await decisionEnSuspens(commune, demande);
  const sienne = suspens?.agent === agent.courriel && !evenements.some((e) => remplace(e, suspens.fin));
  return {
    ligne: await voirLigne(commune, demande),
    definition: await commune.catalogue.version(demande.demarche, demande.demarche_version),
    versionOfferte: (await commune.catalogue.offertes()).get(demande.demarche)?.version ?? null,
    reponses: JSON.parse(demande.reponses),
    demandeur: {
      nom: demande.demandeur_nom,
      courriel: demande.demandeur_courriel,
      telephone: demande.demandeur_telephone,
    },
    ...(await accompagnementSi(commune, demande)),
    motif: demande.motif,
    planifieeLe: demande.planifiee_le,
    complement: lireComplement(demande),
    annulableJusqua: sienne ? new Date(suspens.jusqua).toISOString() : null,
    luJusqua: demande.lu_usager,
    evenements: await avecRemplacements(commune, demande, evenements),
    transitions: [...transitionsPermises(demande.statut, 'agent')].filter((statut) => statut !== 'retiree'),
  };
}
