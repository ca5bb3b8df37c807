import type { Commune } from '../communes/commune.ts';
import { ecrire, type Instruction } from '../socle/db/moteur.ts';
import { EchecDefinitif, type TypeDeJob } from '../socle/jobs/executant.ts';
import { planifierEffacement } from './cles.ts';
import { documentsDe, supprimerAccesDe, supprimerDocumentsDe } from './store.ts';
import { detruireCles } from './store-cles.ts';

/**
 * All that a citizen keeps here, for the commit that erases him: keys, documents, log; a job of the same commit
 * deletes the bytes, which nothing can open any more. What goes with requests is not touched: they have their copies.
 */
export async function supprimerToutDe(commune: Commune, usager: string): Promise<Instruction[]> {
  const documents = await commune.moteur.lire(documentsDe, { usager });
  return [
    ecrire(detruireCles, { usager }),
    ecrire(supprimerDocumentsDe, { usager }),
    ecrire(supprimerAccesDe, { usager }),
    ...planifierEffacement(
      commune,
      documents.map(({ cle }) => cle),
    ),
  ];
}

/** Deletes bytes whose row is gone. */
export function jobEffacerBlobs({ blobs }: Commune): TypeDeJob {
  return {
    faire: async ({ cles }: { cles: string[] }) => {
      if (!Array.isArray(cles)) throw new EchecDefinitif('No blobs are named.');
      for (const cle of cles) await blobs.supprimer(cle);
    },
  };
}
