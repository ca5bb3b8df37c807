import type { RoleSession } from '#contract/schemas/session.ts';
import type { Commune } from '../communes/commune.ts';

/** Addresses are one whatever their case. */
export const normaliser = (courriel: string): string => courriel.trim().toLowerCase();

/**
 * May this address have a session of that role? Agents and helpers are those that `commune.yaml` lists today: whoever
 * is taken off the list has nothing any more, sessions included. Anybody may be a citizen.
 */
export function estAdmise({ config }: Pick<Commune, 'config'>, role: RoleSession, courriel: string): boolean {
  if (role === 'usager') return true;
  const liste = role === 'agent' ? config.agents : config.aidants;
  return liste.some((inscrit) => inscrit.courriel === courriel);
}
