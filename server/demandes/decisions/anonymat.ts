import type { Evenement } from '#contract/schemas/demande.ts';
import { serviceDe, type Commune } from '../../communes/commune.ts';
import type { TableDemande, TableEvenement } from '../tables.ts';

/** How an agent signs who may not be named for reasons of public safety (CRPA L111-2). */
export function signatureAnonyme(commune: Pick<Commune, 'config'>, service: string): string {
  return `L’agent en charge, service « ${serviceDe(commune.config, service).nom} »`;
}

/** Ranks of the events of anonymous decisions: the decision, and what the same agent wrote in the same instant. */
export function rangsAnonymes(evenements: readonly TableEvenement[]): Set<number> {
  const rangs = new Set<number>();
  for (const decision of evenements) {
    if (decision.type !== 'decision' || !(JSON.parse(decision.donnees) as { anonyme: boolean }).anonyme)
      continue;
    for (const { rang, auteur, le } of evenements) {
      if (auteur === decision.auteur && le === decision.le) rangs.add(rang);
    }
  }
  return rangs;
}

/** The event for the citizen: the agent of an anonymous decision has no name. Agents still read it. */
export function sansNom(
  evenement: Evenement,
  anonymes: ReadonlySet<number>,
  commune: Pick<Commune, 'config'>,
  { service }: Pick<TableDemande, 'service'>,
): Evenement {
  if (evenement.rang === undefined || !anonymes.has(evenement.rang)) return evenement;
  return { ...evenement, auteur: { ...evenement.auteur, nom: signatureAnonyme(commune, service) } };
}
