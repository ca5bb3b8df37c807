import { Temporal } from 'temporal-polyfill';
import type { CommuneConfiguree } from '#contract/schemas/commune.ts';
import type { Demarche } from '#contract/schemas/demarche.ts';

/** Months that a request stays after the last thing that happened to it, once it is closed. */
export interface Durees {
  /** On the screens of its citizen and of the agents. */
  ecran: number;
  /** In all, archive included; then it is erased. */
  total: number;
  /** In all, when its citizen asks for its erasure: what the démarche itself makes the town keep. */
  due: number;
}

/** What the town's own delays and those of the démarche make together: the longest holds. */
export function dureesDe(
  { conservation: { dossierClosMois, archiveMois } }: Pick<CommuneConfiguree, 'conservation'>,
  { donnees: { conservationMois } }: Pick<Demarche, 'donnees'>,
): Durees {
  return {
    ecran: dossierClosMois,
    total: Math.max(dossierClosMois + archiveMois, conservationMois),
    due: conservationMois,
  };
}

/** The instant so many months later (earlier when negative), by the calendar of the commune. */
export const moisPlus = (instant: number, mois: number, fuseau: string): number =>
  Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(fuseau).add({ months: mois })
    .epochMilliseconds;

/** « 3 mois », « 2 ans », « 2 ans et 3 mois ». */
export function enMois(mois: number): string {
  const [ans, reste] = [Math.floor(mois / 12), mois % 12];
  const annees = ans === 0 ? '' : `${ans}\u00a0an${ans > 1 ? 's' : ''}`;
  if (reste === 0 && ans > 0) return annees;
  return [annees, `${reste}\u00a0mois`].filter(Boolean).join(' et ');
}
