import type { Registry } from 'prom-client';
import Gauge from 'prom-client/lib/gauge.js';
import { mesurerJobs } from '../socle/jobs/store.ts';
import type { Registre } from './registre.ts';

/** Types of jobs that end with a mail leaving. */
const COURRIELS = /^(code|avis-espace|numeros-perdus)$|courriel/;

/**
 * What waits and what failed, counted when somebody reads the measures: a mail server that is down is seen from
 * outside before an agent finds it in the queue. Only communes that are open are counted; the server opens them all
 * at its start.
 */
export function mesurerFiles(registre: Registry, communes: Pick<Registre, 'ouvertes'>): void {
  // The gauges are read side by side: each waits for one and the same counting.
  let enCours: Promise<void> | undefined;
  const collect = (): Promise<void> =>
    (enCours ??= compter().finally(() => {
      enCours = undefined;
    }));
  const commun = { registers: [registre], collect };
  const jobs = new Gauge({
    name: 'parvis_jobs',
    help: 'Tâches par type et état : attente (à faire, ou prévue plus tard), reprise (a échoué, sera essayée encore), morte (abandonnée, attend un agent).',
    labelNames: ['commune', 'type', 'etat'],
    ...commun,
  });
  const courriels = new Gauge({
    name: 'parvis_courriels',
    help: 'Courriels qui ne sont pas partis : attente, reprise, morte, comme les tâches.',
    labelNames: ['commune', 'etat'],
    ...commun,
  });
  const retard = new Gauge({
    name: 'parvis_jobs_retard_secondes',
    help: 'Depuis quand la plus ancienne tâche en attente aurait dû être faite ; 0 : aucune n’est en retard.',
    labelNames: ['commune'],
    ...commun,
  });

  async function compter(): Promise<void> {
    const lues = await Promise.all(
      (await communes.ouvertes()).map(async ({ slug, moteur, horloge }) => {
        const maintenant = horloge.maintenant();
        return { commune: slug, maintenant, lignes: await moteur.lire(mesurerJobs, { maintenant }) };
      }),
    );
    for (const jauge of [jobs, courriels, retard]) jauge.reset();
    for (const { commune, maintenant, lignes } of lues) {
      for (const etat of ETATS) courriels.set({ commune, etat }, 0);
      for (const { type, etat, nombre } of lignes) {
        jobs.set({ commune, type, etat }, Number(nombre));
        if (COURRIELS.test(type)) courriels.inc({ commune, etat }, Number(nombre));
      }
      const premiere = Math.min(maintenant, ...lignes.map(({ depuis }) => Number(depuis ?? maintenant)));
      retard.set({ commune }, (maintenant - premiere) / 1000);
    }
  }
}

const ETATS = ['attente', 'reprise', 'morte'] as const;
