import { Temporal } from 'temporal-polyfill';

/** What the column of a request without a deadline holds, so that it sorts last. */
export const SANS_ECHEANCE = '9999-12-31';

interface JourConnu {
  jour: string;
  /** First instant of the day and of the next: known once the day was asked for twice. */
  debut?: number;
  fin?: number;
}
const jourConnu = new Map<string, JourConnu>();

/**
 * The local day of an instant in the commune's zone, `AAAA-MM-JJ`. Almost always asked for today, whose bounds are
 * kept for each zone: reading a zone costs a hundred times more.
 */
export function jourLocal(instant: number, fuseau: string): string {
  const connu = jourConnu.get(fuseau);
  if (connu?.debut !== undefined && instant >= connu.debut && instant < connu.fin!) return connu.jour;
  const jour = Temporal.Instant.fromEpochMilliseconds(instant)
    .toZonedDateTimeISO(fuseau)
    .toPlainDate()
    .toString();
  if (connu?.jour === jour) {
    connu.debut = debutDuJour(jour, fuseau);
    connu.fin = debutDuJour(Temporal.PlainDate.from(jour).add({ days: 1 }).toString(), fuseau);
  } else jourConnu.set(fuseau, { jour });
  return jour;
}

/** First instant of a local day, in milliseconds since the epoch. */
export function debutDuJour(jour: string, fuseau: string): number {
  return Temporal.PlainDate.from(jour).toZonedDateTime(fuseau).epochMilliseconds;
}

/** The day `jours` days later (earlier when negative). */
export const jourPlus = (jour: string, jours: number): string =>
  Temporal.PlainDate.from(jour).add({ days: jours }).toString();

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
