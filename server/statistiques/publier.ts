import type { Temporal } from 'temporal-polyfill';
import type { Statistiques } from '#contract/schemas/statistiques.ts';
import type { Commune } from '../communes/commune.ts';
import { ecrire } from '../socle/db/moteur.ts';
import { composerStatistiques, moisCourant } from './composer.ts';
import { masquer } from './masquer.ts';
import { publicationDe, publier } from './store.ts';

/** Months of a period, and how long after its end it is published: most answers have come by then. */
const DUREE = 6;
const RECUL = 2;

/** The last half-year that ended at least two months before the month `courant`. */
export function periodePublique(courant: Temporal.PlainYearMonth): { de: string; a: string } {
  const vu = courant.subtract({ months: RECUL });
  const debut = vu.with({ month: vu.month <= DUREE ? 1 : 1 + DUREE }).subtract({ months: DUREE });
  return { de: debut.toString(), a: debut.add({ months: DUREE - 1 }).toString() };
}

/**
 * What anybody may read: one half-year of every service, small numbers hidden.
 *
 * No filter, no sliding window, no second count: two answers that differ by a filter, by a month or by an answer given
 * since would give away by subtraction what each one hides. Periods do not overlap, so that no request is counted in
 * two of them; and what was published of one stays as it was.
 */
export async function composerPubliques(commune: Commune): Promise<Statistiques> {
  const { moteur, config, catalogue, horloge } = commune;
  const { de, a } = periodePublique(moisCourant(commune));
  const lire = async (): Promise<Statistiques | undefined> => {
    const publiee = await moteur.lireUn(publicationDe, { periode: de });
    return publiee && (JSON.parse(publiee.statistiques) as Statistiques);
  };
  const deja = await lire();
  if (deja) return deja;
  const codes = config.services.map(({ code }) => code);
  const vraies = await composerStatistiques(commune, codes, { de, a, format: 'json' });
  const offertes = await catalogue.offertes();
  const statistiques = JSON.stringify(masquer(vraies, (demarche) => offertes.get(demarche)?.service));
  await moteur.commit([ecrire(publier, { periode: de, publiee_le: horloge.maintenant(), statistiques })]);
  // Two processes may have counted: the first one is what everybody reads.
  return (await lire())!;
}
