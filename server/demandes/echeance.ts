import { Temporal } from 'temporal-polyfill';

/** The local day of an instant in the commune's zone, `AAAA-MM-JJ`. */
export function jourLocal(instant: number, fuseau: string): string {
  return Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(fuseau).toPlainDate().toString();
}

/** First instant of a local day, in milliseconds since the epoch. */
export function debutDuJour(jour: string, fuseau: string): number {
  return Temporal.PlainDate.from(jour).toZonedDateTime(fuseau).epochMilliseconds;
}

/**
 * Last day of the legal delay (CRPA L231-1): date to date, clamped at the end of the month (31 December + 2 months
 * is 28 or 29 February). The implicit decision is born at 00:00 local of the next day.
 * @param recueLe milliseconds since the epoch
 */
export function calculerEcheance(recueLe: number, mois: number, fuseau: string): string {
  const jour = Temporal.PlainDate.from(jourLocal(recueLe, fuseau));
  return jour.add({ months: mois }, { overflow: 'constrain' }).toString();
}

// Made once: each one holds tens of kilobytes of locale data outside the JavaScript heap.
const MOIS_ET_ANNEE = new Intl.DateTimeFormat('fr-FR', { month: 'long', year: 'numeric', timeZone: 'UTC' });

/** « 22 novembre 2026 » */
export function enToutesLettres(jour: string): string {
  const date = Temporal.PlainDate.from(jour);
  const jourDuMois = date.day === 1 ? '1er' : String(date.day);
  return `${jourDuMois} ${MOIS_ET_ANNEE.format(new Date(`${jour}T00:00:00Z`))}`;
}

/** « 22 novembre 2026 à 14 h 05 », in the commune's zone. */
export function dateEtHeure(instant: number, fuseau: string): string {
  const local = Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(fuseau);
  const minutes = String(local.minute).padStart(2, '0');
  return `${enToutesLettres(local.toPlainDate().toString())} à ${local.hour} h ${minutes}`;
}
