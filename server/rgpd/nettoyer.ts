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
  /** `tard`: the rest waits for the night; `nuit`: it is the night. */
  quand?: 'tard' | 'nuit';
}

/**
 * What was erased leaves the files too: contents, search index, logs of the database, kept backups.
 * @param quand `tard`: only the contents now; nobody waits for the rest, which is done once for all at night
 */
export const planifierNettoyage = ({ jobs }: Commune, cles: readonly string[], quand?: 'tard'): Instruction =>
  jobs.planifier('nettoyer', { cles, ...(quand && { quand }) });

export function jobNettoyer(commune: Commune): TypeDeJob {
  const { moteur, blobs, horloge } = commune;
  return {
    faire: async ({ cles, quand }: DonneesNettoyage) => {
      await Promise.all(cles.map((cle) => blobs.supprimer(cle)));
      if (quand === 'tard') return async () => [laNuit(commune)];
      const depuis = horloge.maintenant() - 2 * JOUR;
      await moteur.commit([
        ecrire(effacerMotsTardifs, { depuis }),
        ecrire(effacerDocsTardifs, { depuis }),
        ecrire(effacerMesuresTardives, { depuis }),
      ]);
      await effacerDansSauvegardes(commune);
      if (quand !== 'nuit' && (await moteur.octets()) > GRANDE) return async () => [laNuit(commune)];
      // The words of what was erased are in the index until it is written in one piece.
      await moteur.commit([ecrire(resserrerRecherche, {})]);
      await moteur.assainir();
    },
  };
}

/** Planned once, however much waits for it. */
function laNuit({ jobs, horloge, config }: Commune): Instruction {
  const maintenant = horloge.maintenant();
  const demain = debutDuJour(jourPlus(jourLocal(maintenant, config.fuseau), 1), config.fuseau);
  const donnees: DonneesNettoyage = { cles: [], quand: 'nuit' };
  return jobs.planifierUnique('nettoyer-la-nuit', 'nettoyer', donnees, demain + NUIT - maintenant);
}
