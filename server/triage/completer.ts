import type { AnnulationComplement, DemandeAgent, DemandeComplement } from '#contract/schemas/agent.ts';
import type { AgentConfigure } from '#contract/schemas/commune.ts';
import type { Reponses } from '#contract/formulaire.ts';
import type { Commune } from '../communes/commune.ts';
import { annulerComplement } from '../demandes/complements/annuler.ts';
import { champsVisiblesPar, formulaireDe } from '../demandes/complements/champs.ts';
import { deciderComplement } from '../demandes/complements/demander.ts';
import { recalculerApres } from '../conversation/echeance.ts';
import { planifierCourriel } from '../demandes/courriels/planifier.ts';
import { lireComplement } from '../demandes/lire.ts';
import type { TableDemande } from '../demandes/tables.ts';
import { enToutesLettres, jourLocal } from '../echeances/dates.ts';
import { Probleme } from '../socle/erreurs/probleme.ts';
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
 * What was asked is no longer awaited, in part or whole: not needed, or come by the counter, a letter or a mail, and then
 * the clock obeys the day it came (CRPA L114-5). The citizen is told.
 * @throws Probleme `conflit`, `saisie-invalide` naming each path that was not asked, or `recuLe`
 */
export function renoncerComplement(
  commune: Commune,
  agent: AgentConfigure,
  numero: string,
  voulue: AnnulationComplement,
  cle: string | undefined,
): Promise<DemandeAgent> {
  const demarche = { agent, numero, version: voulue.version, acte: 'complement-annule', corps: voulue, cle };
  return agirEnAgent(commune, demarche, async (demande) => {
    const { chemins, recuLe } = voulue;
    const { complement: _, ...decide } = annulerComplement(demande, chemins, recuLe);
    if (recuLe !== undefined) exigerJourPossible(commune, demande, recuLe);
    const cause = recuLe === undefined ? 'complement-annule' : 'complement-recu';
    return {
      ...(await recalculerApres(commune, demande, decide, cause)),
      ensuite: (evenements) => planifierCourriel(commune, demande, 'complement-annule', evenements),
    };
  });
}

/** Not before it was asked, nor after today. */
function exigerJourPossible({ config, horloge }: Commune, demande: TableDemande, recuLe: string): void {
  const demandeLe = jourLocal(Date.parse(lireComplement(demande)!.demandeLe), config.fuseau);
  if (recuLe >= demandeLe && recuLe <= jourLocal(horloge.maintenant(), config.fuseau)) return;
  const message = `Donnez un jour entre le ${enToutesLettres(demandeLe)}, où cela a été demandé, et aujourd’hui.`;
  throw new Probleme('saisie-invalide', 'Une date est à corriger', message, {
    erreurs: [{ chemin: 'recuLe', code: 'invalide', message }],
  });
}
