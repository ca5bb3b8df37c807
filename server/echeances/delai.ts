import { Temporal } from 'temporal-polyfill';
import type { Delai } from '#contract/delai.ts';
import { estOuvre, type Territoire } from './feries.ts';

/** Local days on which a delay does not run: after `de`, up to and including `a`. `de <= a`. */
export interface Suspension {
  de: Temporal.PlainDate;
  a: Temporal.PlainDate;
}

/**
 * Last day of a delay that starts on `depart`, which is not counted.
 *
 * Months run date to date (*de quantième à quantième*), clamped at the end of the month: 31 December + 2 months is 28
 * or 29 February. Days are calendar days; a last day that is no working day is not put off, for the implicit decision
 * knows no such extension (LEGAL.md §1, from memory). Working days are those of the territory.
 * Days of suspension do not count: a delay in months is put off by as many calendar days.
 */
export function finDeDelai(
  depart: Temporal.PlainDate,
  delai: Delai,
  territoire: Territoire,
  suspensions: readonly Suspension[] = [],
): Temporal.PlainDate {
  if (delai.unite === 'jours-ouvres') return compterOuvres(depart, delai.valeur, territoire, suspensions);
  const ajout = delai.unite === 'mois' ? { months: delai.valeur } : { days: delai.valeur };
  return depart.add(ajout, { overflow: 'constrain' }).add({ days: joursSuspendus(depart, suspensions) });
}

function compterOuvres(
  depart: Temporal.PlainDate,
  nombre: number,
  territoire: Territoire,
  suspensions: readonly Suspension[],
): Temporal.PlainDate {
  let jour = depart;
  for (let restants = nombre; restants > 0;) {
    jour = jour.add({ days: 1 });
    if (estOuvre(jour, territoire) && !suspensions.some((suspension) => couvre(suspension, jour)))
      restants -= 1;
  }
  return jour;
}

const couvre = ({ de, a }: Suspension, jour: Temporal.PlainDate): boolean =>
  Temporal.PlainDate.compare(jour, de) > 0 && Temporal.PlainDate.compare(jour, a) <= 0;

/** Days after `depart` that at least one suspension covers: overlapping ones count once. */
export function joursSuspendus(depart: Temporal.PlainDate, suspensions: readonly Suspension[]): number {
  let compte = 0;
  let vuJusqua = depart;
  for (const { de, a } of suspensions.toSorted((x, y) => Temporal.PlainDate.compare(x.de, y.de))) {
    const debut = Temporal.PlainDate.compare(de, vuJusqua) > 0 ? de : vuJusqua;
    if (Temporal.PlainDate.compare(a, debut) <= 0) continue;
    compte += debut.until(a, { largestUnit: 'day' }).days;
    vuJusqua = a;
  }
  return compte;
}
