import { Temporal } from 'temporal-polyfill';
import type { TERRITOIRES } from '#contract/schemas/commune.ts';

export type Territoire = (typeof TERRITOIRES)[number];

/** `MM-JJ` of the holidays with a fixed date (Code du travail L3133-1). */
const NATIONAUX = ['01-01', '05-01', '05-08', '07-14', '08-15', '11-01', '11-11', '12-25'];

/** Days after Easter Sunday: Easter Monday, Ascension, Whit Monday (Code du travail L3133-1). */
const APRES_PAQUES = [1, 39, 50];
const VENDREDI_SAINT = -2;

interface Particularites {
  fixes?: readonly string[];
  pascales?: readonly number[];
}

/**
 * What a territory adds to the national holidays.
 *
 * Alsace-Moselle: Code du travail L3134-13. Good Friday holds there in the communes that have a Protestant or mixed
 * church, which is most of them: it is counted as a holiday everywhere.
 *
 * Commemoration of the abolition of slavery: Code du travail L3422-2. For Saint-Martin the code long said 27 May, as
 * for Guadeloupe; the ministerial circular of 4 May 2018 gave 28 May, which is what is observed there.
 *
 * From memory, to be checked by a commune that counts in working days: Saint-Pierre-et-Miquelon has the national
 * days only; Polynésie (its own labour code) adds 5 March, Good Friday, and 20 November, which took the place of
 * 29 June in 2025; Nouvelle-Calédonie 24 September; Wallis-et-Futuna 28 April and 29 July. The fasts and feasts that
 * Mayotte keeps by agreement or usage (L3422-2, last paragraph) are no holidays in law and are not here.
 */
const PARTICULARITES: Readonly<Record<Territoire, Particularites>> = {
  metropole: {},
  'alsace-moselle': { fixes: ['12-26'], pascales: [VENDREDI_SAINT] },
  guadeloupe: { fixes: ['05-27'] },
  martinique: { fixes: ['05-22'] },
  guyane: { fixes: ['06-10'] },
  reunion: { fixes: ['12-20'] },
  mayotte: { fixes: ['04-27'] },
  'saint-martin': { fixes: ['05-28'] },
  'saint-barthelemy': { fixes: ['10-09'] },
  'saint-pierre-et-miquelon': {},
  polynesie: { fixes: ['03-05', '11-20'], pascales: [VENDREDI_SAINT] },
  'nouvelle-caledonie': { fixes: ['09-24'] },
  'wallis-et-futuna': { fixes: ['04-28', '07-29'] },
};

/** Easter Sunday of a year of the Gregorian calendar (the anonymous computus, as Meeus gives it). */
export function paques(annee: number): Temporal.PlainDate {
  const a = annee % 19;
  const b = Math.floor(annee / 100);
  const c = annee % 100;
  const d = Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3);
  const e = (19 * a + b - Math.floor(b / 4) - d + 15) % 30;
  const f = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - e - (c % 4)) % 7;
  const g = Math.floor((a + 11 * e + 22 * f) / 451);
  const reste = e + f - 7 * g + 114;
  return new Temporal.PlainDate(annee, Math.floor(reste / 31), (reste % 31) + 1);
}

const calendriers = new Map<string, ReadonlySet<string>>();

/** The holidays of a year in a territory, `AAAA-MM-JJ`. */
export function joursFeries(annee: number, territoire: Territoire): ReadonlySet<string> {
  const cle = `${annee} ${territoire}`;
  let feries = calendriers.get(cle);
  if (!feries) {
    const { fixes = [], pascales = [] } = PARTICULARITES[territoire];
    const dimanche = paques(annee);
    const prefixe = String(annee).padStart(4, '0');
    feries = new Set([
      ...[...NATIONAUX, ...fixes].map((jour) => `${prefixe}-${jour}`),
      ...[...APRES_PAQUES, ...pascales].map((days) => dimanche.add({ days }).toString()),
    ]);
    // One entry for each year somebody counted in: a handful.
    if (calendriers.size < 500) calendriers.set(cle, feries);
  }
  return feries;
}

/** Neither Saturday, nor Sunday, nor a holiday of the territory. */
export function estOuvre(jour: Temporal.PlainDate, territoire: Territoire): boolean {
  return jour.dayOfWeek <= 5 && !joursFeries(jour.year, territoire).has(jour.toString());
}
