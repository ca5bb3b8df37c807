import type { Agent as AgentVue } from '#contract/schemas/agent.ts';
import type { AgentConfigure } from '#contract/schemas/commune.ts';
import { serviceDe, type Commune } from '../communes/commune.ts';
import type { Acteur } from '../demandes/evenements.ts';
import { estFinie, sessionFinie } from '../identite/sessions/ouvrir.ts';
import { sessionParId } from '../identite/sessions/store.ts';

/** Who is listed by the commune today; removing an agent from `commune.yaml` ends what he may do. */
export function agentDe(commune: Pick<Commune, 'config'>, courriel: string): AgentConfigure | undefined {
  const adresse = courriel.trim().toLowerCase();
  return commune.config.agents.find((agent) => agent.courriel === adresse);
}

/**
 * The agent of an open session, as it stands now.
 * @throws Probleme `session-finie`: it ended, or the agent was taken off the list since
 */
export async function agentDeSession(commune: Commune, id: string): Promise<AgentConfigure> {
  const session = await commune.moteur.lireUn(sessionParId, { id });
  const agent = session && agentDe(commune, session.sujet);
  if (!agent || estFinie(session, commune.horloge.maintenant())) throw sessionFinie();
  return agent;
}

/** « Jeanne Roy, officière d’état civil » (CRPA L111-2). */
export function acteurDe(agent: AgentConfigure): Acteur {
  return { role: 'agent', nom: `${agent.prenom} ${agent.nom}, ${agent.qualite}` };
}

export const nomDe = (agent: AgentConfigure): string => `${agent.prenom} ${agent.nom}`;

export function voirAgent(commune: Commune, agent: AgentConfigure): AgentVue {
  const bref = (code: string) => ({ code, nom: serviceDe(commune.config, code).nom });
  return {
    courriel: agent.courriel,
    prenom: agent.prenom,
    nom: agent.nom,
    qualite: agent.qualite,
    services: agent.services.map(bref),
    tousServices: commune.config.services.map(({ code }) => bref(code)),
    collegues: commune.config.agents
      .filter((collegue) => collegue.services.some((code) => agent.services.includes(code)))
      .map((collegue) => ({
        courriel: collegue.courriel,
        nom: nomDe(collegue),
        services: collegue.services,
      })),
  };
}
