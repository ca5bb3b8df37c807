import type { DemandeAgent, DemandeComplement } from '#contract/schemas/agent.ts';
import type { AgentConfigure } from '#contract/schemas/commune.ts';
import type { Reponses } from '#contract/formulaire.ts';
import type { Commune } from '../communes/commune.ts';
import { annulerComplement } from '../demandes/complements/annuler.ts';
import { champsVisiblesPar, formulaireDe } from '../demandes/complements/champs.ts';
import { deciderComplement } from '../demandes/complements/demander.ts';
import { recalculerApres } from '../conversation/echeance.ts';
import { planifierCourriel } from '../demandes/courriels/planifier.ts';
import { agirEnAgent } from './agir.ts';

/**
 * Asks the citizen for fields or pieces; the mail that lists them leaves at once.
 * @throws Probleme `conflit`, `transition-interdite`, `saisie-invalide` naming each field that cannot be asked
 */
export function demanderComplement(
  commune: Commune,
  agent: AgentConfigure,
  numero: string,
  voulue: DemandeComplement,
  cle: string | undefined,
): Promise<DemandeAgent> {
  const demarche = { agent, numero, version: voulue.version, acte: 'complement', corps: voulue, cle };
  return agirEnAgent(commune, demarche, async (demande) => {
    const formulaire = await formulaireDe(commune, demande);
    const visibles = champsVisiblesPar(formulaire, JSON.parse(demande.reponses) as Reponses);
    const { complement: _, ...decide } = deciderComplement(commune, demande, visibles, voulue);
    return {
      ...(await recalculerApres(commune, demande, decide, 'complement-demande')),
      ensuite: (evenements) => planifierCourriel(commune, demande, 'complement', evenements),
    };
  });
}

/**
 * What was asked is no longer needed, in part or whole; the citizen is told.
 * @throws Probleme `conflit`, `saisie-invalide` naming each path that was not asked
 */
export function renoncerComplement(
  commune: Commune,
  agent: AgentConfigure,
  numero: string,
  voulue: { version: number; chemins: string[] },
  cle: string | undefined,
): Promise<DemandeAgent> {
  const demarche = { agent, numero, version: voulue.version, acte: 'complement-annule', corps: voulue, cle };
  return agirEnAgent(commune, demarche, async (demande) => {
    const { complement: _, ...decide } = annulerComplement(demande, voulue.chemins);
    return {
      ...(await recalculerApres(commune, demande, decide, 'complement-annule')),
      ensuite: (evenements) => planifierCourriel(commune, demande, 'complement-annule', evenements),
    };
  });
}
