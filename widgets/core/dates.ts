import { msg } from '@lit/localize';
import { aujourdhuiA } from './jour.ts';

export const JOUR = 86_400_000;

/** `AAAA-MM-JJ` of `instant` in `fuseau`. */
export const jourLocal = (instant: Date | string, fuseau: string): string =>
  aujourdhuiA(fuseau, new Date(instant));

/** « aujourd’hui à 9 h 30 », « hier à 14 h 05 », then « 22 janvier à 14 h 05 », with the year when it is not this one. */
export function instantRelatif(instant: string, fuseau: string, maintenant: Date = new Date()): string {
  const date = new Date(instant);
  const jour = jourLocal(date, fuseau);
  const ecart = Math.round((Date.parse(jourLocal(maintenant, fuseau)) - Date.parse(jour)) / JOUR);
  const annee =
    jour.slice(0, 4) === jourLocal(maintenant, fuseau).slice(0, 4) ? {} : { year: 'numeric' as const };
  const mots =
    ecart === 0
      ? msg('aujourd’hui')
      : ecart === 1
        ? msg('hier')
        : format({ timeZone: fuseau, day: 'numeric', month: 'long', ...annee }, 'fr-FR', date);
  return `${mots} ${msg('à')} ${heure(date, fuseau)}`;
}

export function heure(date: Date, fuseau: string): string {
  const texte = format(
    { timeZone: fuseau, hour: 'numeric', minute: '2-digit', hourCycle: 'h23' },
    'fr-FR',
    date,
  );
  return texte.replace(/^0(?=\d)/, '').replace(':', '\u00a0h\u00a0');
}

export function format(options: Intl.DateTimeFormatOptions, langue: string, date: Date): string {
  return new Intl.DateTimeFormat(langue, options).format(date);
}
