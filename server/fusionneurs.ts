import { fusionnerDemandes } from './demandes/fusionner.ts';
import { fusionnerDocuments } from './documents/fusionner.ts';
import type { Fusionneur } from './identite/joindre-comptes.ts';
import { fusionnerMandats } from './mandats/fusionner.ts';
import { fusionnerBrouillons } from './usagers/fusionner.ts';

/** Every domain with rows of a citizen: when two spaces become one, each moves its own. */
export const FUSIONNEURS: readonly Fusionneur[] = [
  fusionnerDemandes,
  fusionnerBrouillons,
  fusionnerMandats,
  async (_commune, { de, vers }) => fusionnerDocuments({ de, a: vers }),
];
