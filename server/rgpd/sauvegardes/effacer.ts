import { Worker } from 'node:worker_threads';
import type { Commune } from '../../communes/commune.ts';
import type { TableEffacement } from '../tables.ts';
import { listerSauvegardes } from './dossier.ts';
import { tenirRegistre } from './registre.ts';

/** What the thread is given. */
export interface TravailSauvegardes {
  dossiers: string[];
  registre: TableEffacement[];
}

/**
 * Erasures go through the kept backups, in a thread of their own: each backup is a whole database to write anew.
 * @throws Error when one could not be done: the job is tried again, then told
 */
export async function effacerDansSauvegardes({
  moteur,
  dossiers,
}: Pick<Commune, 'moteur' | 'dossiers'>): Promise<void> {
  const registre = await tenirRegistre(moteur, dossiers.sauvegardes);
  const sauvegardes = await listerSauvegardes(dossiers.sauvegardes);
  if (registre.length === 0 || sauvegardes.length === 0) return;
  const workerData: TravailSauvegardes = { dossiers: sauvegardes, registre };
  const fil = new Worker(new URL('../../effacer-sauvegardes.ts', import.meta.url), { workerData });
  await new Promise<void>((resoudre, refuser) => {
    fil.once('error', refuser);
    fil.once('exit', (code) =>
      code === 0 ? resoudre() : refuser(new Error(`Backups: thread ended with ${code}.`)),
    );
  });
}
