import { msg } from '@lit/localize';
import { format, heure, jourLocal, JOUR } from './dates.ts';

/** « 22 janvier 2027 » for a local date `AAAA-MM-JJ`. */
export function dateEnMots(jour: string): string {
  return format({ timeZone: 'UTC', dateStyle: 'long' }, 'fr-FR', new Date(`${jour}T00:00:00Z`)).replace(
    /^1 /,
    '1er ',
  );
}

/** « mardi 22 janvier 2027 à 14 h 05 », in the zone of the town. */
export function instantEnMots(instant: string, fuseau: string): string {
  const date = new Date(instant);
  const jour = format({ timeZone: fuseau, dateStyle: 'full' }, 'fr-FR', date);
  return `${jour} ${msg('à')} ${heure(date, fuseau)}`;
}

/** Whole days from today (in `fuseau`) to the local date `jour`; negative when it is past. */
export function joursAvant(jour: string, fuseau: string, maintenant: Date = new Date()): number {
  return Math.round((Date.parse(jour) - Date.parse(jourLocal(maintenant, fuseau))) / JOUR);
}
