import type { TableDemande } from './tables.ts';

/** May the citizen say now whether the problem is solved? Once for each time the town says that it is. */
export const satisfactionAttendue = ({
  genre,
  statut,
  satisfaction,
}: Pick<TableDemande, 'genre' | 'statut' | 'satisfaction'>): boolean =>
  genre === 'signalement' && statut === 'traitee' && satisfaction === null;
