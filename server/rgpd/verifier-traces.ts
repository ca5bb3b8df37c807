import type { Commune } from '../communes/commune.ts';
import { tenirComptes } from '../statistiques/compter.ts';
import { compteDesChiffres, tracesApres } from './store.ts';
import { SANS_TRACE, scellerTrace } from './traces.ts';

const LOT = 500;

/** Sums, which are never null. */
type Chiffres = Record<'comptees' | 'presentes' | 'effacees', number>;

/**
 * What is gone was erased, and left its trace: no trace was added, changed or removed, and no demande that the figures
 * counted is missing without one.
 * @yields what is wrong, in English
 */
export async function* verifierTraces(
  commune: Pick<Commune, 'moteur' | 'secret' | 'config'>,
): AsyncGenerator<{ numero: string; cause: string }, number> {
  const { moteur, secret } = commune;
  let avant = SANS_TRACE;
  for (;;) {
    const lot = await moteur.lire(tracesApres, { rang: avant.rang, limite: LOT });
    for (const trace of lot) {
      if (trace.rang !== avant.rang + 1)
        yield { numero: trace.numero, cause: 'a trace of erasure before it is missing' };
      else if (scellerTrace(secret, avant.sceau, trace) !== trace.sceau) {
        yield { numero: trace.numero, cause: 'its trace of erasure was altered' };
      }
      avant = trace;
    }
    if (lot.length === 0) break;
  }
  await tenirComptes(commune);
  const { comptees, presentes, effacees } = (await moteur.lireUn(compteDesChiffres, {}))! as Chiffres;
  const perdues = comptees - presentes - effacees;
  if (perdues > 0) yield { numero: '–', cause: `${perdues} demandes are gone without a trace` };
  return avant.rang;
}
