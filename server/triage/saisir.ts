import type { SaisieDemande } from '#contract/schemas/agent.ts';
import type { AgentConfigure } from '#contract/schemas/commune.ts';
import type { DemandeDeposee } from '#contract/schemas/demande.ts';
import { acteurDe } from '../agents/agent.ts';
import type { Commune } from '../communes/commune.ts';
import { deposerDemande } from '../demandes/deposer.ts';
import { debutDuJour, jourLocal } from '../echeances/dates.ts';
import { Probleme } from '../socle/erreurs/probleme.ts';
import { HEURE } from '../socle/horloge/horloge.ts';

/**
 * Files what came by the counter, phone, letter or e-mail. The legal delay runs from the day it reached the town
 * (CRPA L114-3), not from the day somebody typed it.
 * @throws Probleme like `deposerDemande`
 */
export async function saisirDemande(
  commune: Commune,
  agent: AgentConfigure,
  saisie: SaisieDemande,
  cle: string | undefined,
): Promise<DemandeDeposee> {
  const { recueLe: jour, ...depot } = saisie;
  const maintenant = commune.horloge.maintenant();
  const { fuseau } = commune.config;
  const aujourdhui = jourLocal(maintenant, fuseau);
  if (jour !== undefined && jour > aujourdhui) {
    const message = 'Donnez le jour où la demande est arrivée : aujourd’hui, ou avant.';
    throw new Probleme('saisie-invalide', 'Un champ est à corriger', message, {
      erreurs: [{ chemin: 'recueLe', code: 'date-trop-tard', message }],
    });
  }
  // Midday: the hour is not known, and the local day must not move.
  const avant = jour !== undefined && jour < aujourdhui;
  const recueLe = avant ? { recueLe: debutDuJour(jour, fuseau) + 12 * HEURE } : {};
  return deposerDemande(commune, { ...depot, ...recueLe, acteur: acteurDe(agent), cle });
}
