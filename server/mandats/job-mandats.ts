import type { Commune } from '../communes/commune.ts';
import { debutDuJour, jourLocal, jourPlus } from '../echeances/dates.ts';
import { GardeManquee, type Instruction } from '../socle/db/moteur.ts';
import { JOUR, SECONDE } from '../socle/horloge/horloge.ts';
import type { TypeDeJob } from '../socle/jobs/executant.ts';
import { instructionsFin } from './finir.ts';
import { mandatsAFinir } from './store.ts';
import type { TableMandat } from './tables.ts';
import { estInscrit } from './voir.ts';

/** A mandate that nobody agreed to is let go. */
const ATTENTE = 30 * JOUR;
const LOT = 100;
/** The clock never gives up (each failure is in the log). */
const TOUJOURS = 1_000_000;

/**
 * Just after midnight of the commune: records the end of the mandates that the date, or the list of the helpers, ended.
 * They were worth nothing since: this writes it, and tells the person.
 */
export function jobMandats(commune: Commune): TypeDeJob {
  return {
    essaisMax: TOUJOURS,
    faire: async () => {
      for (let lot = await lireLot(commune); lot.length > 0; lot = await lireLot(commune)) {
        for (const mandat of lot) await finir(commune, mandat);
      }
      return async () => [planifierMandats(commune)];
    },
  };
}

/** At the next midnight of the commune; planned once, however often the commune is opened. */
export function planifierMandats({ jobs, horloge, config }: Commune): Instruction {
  const maintenant = horloge.maintenant();
  const minuit = debutDuJour(jourPlus(jourLocal(maintenant, config.fuseau), 1), config.fuseau);
  return jobs.planifierUnique('mandats', 'mandats', {}, minuit + SECONDE - maintenant);
}

function lireLot({ moteur, horloge, config }: Commune): Promise<TableMandat[]> {
  const maintenant = horloge.maintenant();
  return moteur.lire(mandatsAFinir, {
    aujourdhui: jourLocal(maintenant, config.fuseau),
    aidants: JSON.stringify(config.aidants.map(({ courriel }) => courriel)),
    attendusAvant: maintenant - ATTENTE,
    limite: LOT,
  });
}

async function finir(commune: Commune, mandat: TableMandat): Promise<void> {
  const par = estInscrit(commune.config, mandat.aidant) ? 'date' : 'ville';
  try {
    await commune.moteur.commit(
      instructionsFin(commune, mandat, { par, signe: { role: 'systeme', nom: null } }),
    );
  } catch (erreur) {
    // Ended by somebody at that instant.
    if (!(erreur instanceof GardeManquee)) throw erreur;
  }
}
