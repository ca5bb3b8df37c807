import type { CalculEcheance } from '#contract/schemas/echeance.ts';
import type { DemarchePubliee } from '#contract/schemas/demarche.ts';
import type { Commune } from '../communes/commune.ts';
import { jourLocal } from './dates.ts';
import { calculerEcheance } from './engine.ts';
import { regleDe } from './recalculer.ts';

interface Dernier {
  config: Commune['config'];
  jour: string;
  calcul: CalculEcheance;
}
const derniers = new WeakMap<DemarchePubliee, Dernier>();

/**
 * The deadline of a request as it is filed. All that a démarche receives in a day ends on the same day, so filing
 * computes it once a day.
 * @param recueLe milliseconds since the epoch
 */
export function calculAuDepot(
  { config }: Pick<Commune, 'config'>,
  demarche: DemarchePubliee,
  recueLe: number,
): CalculEcheance {
  const jour = jourLocal(recueLe, config.fuseau);
  const connu = derniers.get(demarche);
  if (connu?.jour === jour && connu.config === config) return connu.calcul;
  const { calcul } = calculerEcheance(regleDe({ config }, demarche), [{ type: 'recue', le: recueLe }]);
  derniers.set(demarche, { config, jour, calcul });
  return calcul;
}
