import { Temporal } from 'temporal-polyfill';
import type { DemarchePubliee } from '#contract/schemas/demarche.ts';

/** A démarche as it reads at an instant, in the commune's zone: what it says changes once its `limite` is past. */
export function auJour(demarche: DemarchePubliee, instant: number, fuseau: string): DemarchePubliee {
  const { limite } = demarche;
  if (!limite) return demarche;
  const local = Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(fuseau);
  const passee = local.toPlainDate().toString() > limite.jusquau;
  return passee ? { ...demarche, resume: limite.apres } : demarche;
}
