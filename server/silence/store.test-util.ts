import { atelier } from '../socle/db/requete.ts';
import { ecrire } from '../socle/db/moteur.ts';
import type { TableJob } from '../socle/jobs/tables.ts';

const requete = atelier<{ job: TableJob }>();

/** A database that has no job waiting: restored, or older than the clock. */
export const oublierJobs = ecrire(
  requete((k, _p: object) => k.deleteFrom('job')),
  {},
);
