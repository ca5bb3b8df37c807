import type { Commune } from '../communes/commune.ts';
import { ecrire, type Instruction } from '../socle/db/moteur.ts';
import { HEURE, JOUR } from '../socle/horloge/horloge.ts';
import type { TypeDeJob } from '../socle/jobs/executant.ts';
import { debutDuJour, jourLocal, jourPlus } from '../echeances/dates.ts';
import { effacerDansSauvegardes } from './sauvegardes/effacer.ts';
import {
  effacerDocsTardifs,
  effacerMesuresTardives,
  effacerMotsTardifs,
  resserrerRecherche,
} from './store.ts';

/** A database that takes more is not written anew while people are waiting: at night. */
const GRANDE = 256 * 1024 * 1024;
const NUIT = 3 * HEURE;

interface DonneesNettoyage {
  /** Blobs to remove. */
  cles: readonly string[];
  nuit?: true;
}

/** What was erased leaves the files too: contents, search index, logs of the database, kept backups. */
export const planifierNettoyage = ({ jobs }: Commune, cles: readonly string[]): Instruction =>
  jobs.planifier('nettoyer', { cles });

export function jobNettoyer(commune: Commune): TypeDeJob {
  const { moteur, blobs, horloge, jobs, config } = commune;
  return {
    faire: async ({ cles, nuit }: DonneesNettoyage) => {
      await Promise.all(cles.map((cle) => blobs.supprimer(cle)));
      const maintenant = horloge.maintenant();
      const depuis = maintenant - 2 * JOUR;
      await moteur.commit([
        ecrire(effacerMotsTardifs, { depuis }),
        ecrire(effacerDocsTardifs, { depuis }),
        ecrire(effacerMesuresTardives, { depuis }),
      ]);
      await effacerDansSauvegardes(commune);
      if (nuit || (await moteur.octets()) <= GRANDE) {
        // The words of what was erased are in the index until it is written in one piece.
        await moteur.commit([ecrire(resserrerRecherche, {})]);
        await moteur.assainir();
        return;
      }
      const demain = debutDuJour(jourPlus(jourLocal(maintenant, config.fuseau), 1), config.fuseau);
      const donnees: DonneesNettoyage = { cles: [], nuit: true };
      return async () => [
        jobs.planifierUnique('nettoyer-la-nuit', 'nettoyer', donnees, demain + NUIT - maintenant),
      ];
    },
  };
}
