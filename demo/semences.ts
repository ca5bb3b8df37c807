import { annee } from './semences/annee.ts';
import { ANSE_VANILLE } from './semences/anse-vanille.ts';
import { PORT_AUBIER_DELAIS } from './semences/port-aubier-delais.ts';
import { PORT_AUBIER } from './semences/port-aubier.ts';
import type { Semence } from './semences/types.ts';

export type { Acte, FichierSeme, Jour, Semence } from './semences/types.ts';

/** Requests that the demonstration starts with, by slug of the town. */
export const SEMENCES: Record<string, Semence[]> = {
  'port-aubier': [...PORT_AUBIER, ...PORT_AUBIER_DELAIS],
  'anse-vanille': ANSE_VANILLE,
};

/** A year of closed requests, by slug of the town: only figures speak of them. */
export const ANNEES: Record<string, Semence[]> = { 'port-aubier': annee() };
