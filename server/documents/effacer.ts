import type { Commune } from '../communes/commune.ts';
import { EchecDefinitif, type TypeDeJob } from '../socle/jobs/executant.ts';

/** Deletes bytes whose row is gone. */
export function jobEffacerBlobs({ blobs }: Commune): TypeDeJob {
  return {
    faire: async ({ cles }: { cles: string[] }) => {
      if (!Array.isArray(cles)) throw new EchecDefinitif('No blobs are named.');
      for (const cle of cles) await blobs.supprimer(cle);
    },
  };
}
