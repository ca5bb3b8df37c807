import type { Evenement } from '#contract/schemas/demande.ts';

/** Ranks of the events that their author took back. */
export function rangsAnnules(evenements: readonly Evenement[]): Set<number> {
  return new Set(evenements.flatMap((e) => (e.type === 'annulation' ? [e.donnees.rang] : [])));
}
