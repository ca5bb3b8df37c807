import type { Role, Statut } from './vocabulaire.ts';

/** The one table of allowed changes of status. An absent pair is refused with `transition-interdite`. */
export const TRANSITIONS: Readonly<Record<Statut, readonly Statut[]>> = {
  recue: ['en-cours', 'en-attente', 'transmise', 'planifiee', 'traitee', 'refusee', 'retiree'],
  'en-cours': ['en-attente', 'transmise', 'planifiee', 'traitee', 'refusee', 'retiree'],
  'en-attente': ['en-cours', 'transmise', 'planifiee', 'traitee', 'refusee', 'retiree'],
  transmise: ['en-cours', 'en-attente', 'planifiee', 'traitee', 'refusee', 'retiree'],
  planifiee: ['en-cours', 'en-attente', 'transmise', 'traitee', 'refusee', 'retiree'],
  // A closed request can be taken up again: « traitée » that was not is worse than « en cours ».
  traitee: ['en-cours'],
  refusee: ['en-cours'],
  retiree: [],
};

/** Statuses in which nothing more is expected of anybody. */
export const STATUTS_CLOS: readonly Statut[] = ['traitee', 'refusee', 'retiree'];

/** Statuses that must come with a reason the citizen reads (a refusal: CRPA L211-2). */
export const STATUTS_MOTIVES: readonly Statut[] = ['refusee', 'transmise', 'en-attente'];

export const estClos = (statut: Statut): boolean => STATUTS_CLOS.includes(statut);

/** The statuses that `role` may give to a request now at `de`. A citizen may only withdraw. */
export function transitionsPermises(de: Statut, role: Role): readonly Statut[] {
  const permises = TRANSITIONS[de];
  if (role === 'usager') return permises.filter((statut) => statut === 'retiree');
  return permises;
}
