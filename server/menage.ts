import type { Commune } from './communes/commune.ts';
import { purgerAnnulables } from './demandes/annulation/store.ts';
import { purgerEnvois, purgerReceptions } from './demandes/courriels/store.ts';
import { purgerCodes } from './identite/codes-store.ts';
import { purgerConnexions } from './identite/oidc/store.ts';
import { purgerRetablissements } from './identite/retablissement/store.ts';
import { purgerSessions } from './identite/sessions/store.ts';
import { planifierRappels } from './documents/rappels.ts';
import { ecrire, type Instruction } from './socle/db/moteur.ts';
import { HEURE, JOUR } from './socle/horloge/horloge.ts';
import { purgerCles } from './socle/http/idempotence.ts';
import { tenirComptes } from './statistiques/compter.ts';
import type { TypeDeJob } from './socle/jobs/executant.ts';

/** Every night: brings the figures up to date, forgets idempotency keys of more than two days, sessions and codes that ended, then plans the next one. */
export function jobMenage(commune: Commune): TypeDeJob {
  return {
    faire: async () => {
      // Nobody who reads the figures waits for more than a day's events.
      await tenirComptes(commune);
      return () => purger(commune);
    },
  };
}

async function purger(commune: Commune): Promise<Instruction[]> {
  const maintenant = commune.horloge.maintenant();
  return [
    ecrire(purgerCles, { avant: maintenant - 2 * JOUR }),
    ecrire(purgerSessions, { avant: maintenant }),
    ecrire(purgerCodes, { avant: maintenant }),
    ecrire(purgerRetablissements, { avant: maintenant - 30 * JOUR }),
    ecrire(purgerConnexions, { avant: maintenant }),
    ecrire(purgerAnnulables, { avant: maintenant - JOUR }),
    // The post tries for 5 days at the most.
    ecrire(purgerEnvois, { avant: maintenant - 30 * JOUR }),
    ecrire(purgerReceptions, { avant: maintenant - 30 * JOUR }),
    ...(await planifierRappels(commune)),
    planifierMenage(commune),
  ];
}

/** Planned once, however often the commune is opened. */
export const planifierMenage = (commune: Commune) =>
  commune.jobs.planifierUnique('menage', 'menage', {}, 24 * HEURE);
