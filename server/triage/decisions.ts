import type { DemandeAgent, NouvelleDecision } from '#contract/schemas/agent.ts';
import type { AgentConfigure } from '#contract/schemas/commune.ts';
import type { Commune } from '../communes/commune.ts';
import { recalculerApres } from '../conversation/echeance.ts';
import { deciderDecision } from '../demandes/decisions/decider.ts';
import { planifierLettre } from '../conversation/job-document.ts';
import { composerLettre } from '../demandes/documents/lettre.ts';
import { agirEnAgent } from './agir.ts';
import { exigerDemandeDe } from './ouvrir.ts';

/**
 * Decides, in one commit: the decision, the status, the transfer and its clock. The letter and its mail leave when
 * the agent can no longer take it back.
 * @throws Probleme `conflit`, `transition-interdite`, `saisie-invalide`
 */
export function prendreDecision(
  commune: Commune,
  agent: AgentConfigure,
  numero: string,
  voulue: NouvelleDecision,
  cle: string | undefined,
): Promise<DemandeAgent> {
  const demarche = { agent, numero, version: voulue.version, acte: 'decision', corps: voulue, cle };
  return agirEnAgent(commune, demarche, async (demande) => {
    const decide = deciderDecision(commune, demande, voulue);
    const changement = voulue.competente
      ? await recalculerApres(commune, demande, decide, 'transfert')
      : decide;
    return {
      ...changement,
      annulable: true,
      ensuite: (evenements) => planifierLettre(commune, demande, agent.courriel, evenements),
    };
  });
}

/**
 * The letter as it would be, without writing anything.
 * @throws Probleme `transition-interdite`, `saisie-invalide`
 */
export async function apercevoirDecision(
  commune: Commune,
  agent: AgentConfigure,
  numero: string,
  voulue: NouvelleDecision,
): Promise<Uint8Array> {
  const demande = await exigerDemandeDe(commune, agent, numero);
  deciderDecision(commune, demande, voulue);
  const demarche = await commune.catalogue.version(demande.demarche, demande.demarche_version);
  return composerLettre(commune, demarche, demande, voulue, agent);
}
