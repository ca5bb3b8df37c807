import type { Commune } from './communes/commune.ts';
import { purgerSessions } from './agents/store.ts';
import { ecrire } from './socle/db/moteur.ts';
import { HEURE, JOUR } from './socle/horloge/horloge.ts';
import { purgerCles } from './socle/http/idempotence.ts';
import type { TypeDeJob } from './socle/jobs/executant.ts';

/** Every night: forgets idempotency keys of more than two days and sessions that ended, then plans the next one. */
export function jobMenage(commune: Commune): TypeDeJob {
  return {
    faire: async () => async () => {
      const maintenant = commune.horloge.maintenant();
      return [
        ecrire(purgerCles, { avant: maintenant - 2 * JOUR }),
        ecrire(purgerSessions, { avant: maintenant }),
        planifierMenage(commune),
      ];
    },
  };
}

/** Planned once, however often the commune is opened. */
export const planifierMenage = (commune: Commune) =>
  commune.jobs.planifierUnique('menage', 'menage', {}, 24 * HEURE);
