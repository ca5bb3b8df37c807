import type { Commune } from '../../communes/commune.ts';
import type { Instruction } from '../../socle/db/moteur.ts';
import { HEURE, MINUTE } from '../../socle/horloge/horloge.ts';
import type { TypeDeJob } from '../../socle/jobs/executant.ts';
import { oublierBrouillons, oublierComptes, oublierJournaux } from './espaces.ts';
import { archiverClos, effacerEchus } from './demandes.ts';

/**
 * Every night, what is kept too long goes, and its owner is told before. Each task does one lot and says whether more
 * is left; what a crash interrupts is found again as it stands.
 */
export function jobConservation(commune: Commune): TypeDeJob {
  return {
    faire: async () => {
      let encore = false;
      for (const tache of [archiverClos, effacerEchus, oublierBrouillons, oublierComptes, oublierJournaux]) {
        encore = (await tache(commune)) || encore;
      }
      return async () => [planifierConservation(commune, encore ? MINUTE : 24 * HEURE)];
    },
  };
}

/** Planned once, however often the commune is opened. */
export const planifierConservation = ({ jobs }: Commune, dans: number = 24 * HEURE): Instruction =>
  jobs.planifierUnique('conservation', 'conservation', {}, dans);
