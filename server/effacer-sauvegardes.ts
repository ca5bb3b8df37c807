/** A thread: does again in each kept backup the erasures that it does not know. */
import { workerData } from 'node:worker_threads';
import { MIGRATIONS } from './migrations/migrations.ts';
import type { TravailSauvegardes } from './rgpd/sauvegardes/effacer.ts';
import { rejouer } from './rgpd/sauvegardes/rejouer.ts';

const { dossiers, registre } = workerData as TravailSauvegardes;
for (const dossier of dossiers) await rejouer(dossier, MIGRATIONS, registre);
