import { Temporal } from 'temporal-polyfill';
import type { FiltreStatistiques, Statistiques } from '#contract/schemas/statistiques.ts';
import { LIBELLES_CANAL, type Canal } from '#contract/vocabulaire.ts';
import { serviceDe, type Commune } from '../communes/commune.ts';
import { jourLocal } from '../echeances/dates.ts';
import { Probleme } from '../socle/erreurs/probleme.ts';
import { chiffrer } from './chiffrer.ts';
import { tenirComptes } from './compter.ts';
import { comptesPar, type Compte, type Dimension, type Parametres } from './store.ts';

const DUREE_MAX = 120;

/**
 * The figures of a period, for the services given.
 * @throws Probleme `saisie-invalide` for months in the wrong order, or too many
 */
export async function composerStatistiques(
  commune: Commune,
  services: readonly string[],
  filtre: FiltreStatistiques,
): Promise<Statistiques> {
  await tenirComptes(commune);
  const { de, a } = lirePeriode(commune, filtre);
  const parametres: Parametres = {
    de,
    a,
    services: JSON.stringify(services),
    ...(filtre.service && { service: filtre.service }),
    ...(filtre.demarche && { demarche: filtre.demarche }),
    ...(filtre.canal && { canal: filtre.canal }),
  };
  const forme = {
    service: filtre.service !== undefined,
    demarche: filtre.demarche !== undefined,
    canal: filtre.canal !== undefined,
  };
  const lire = (dimension: Dimension | 'total'): Promise<Compte[]> =>
    commune.moteur.lire(comptesPar({ ...forme, dimension }), parametres) as Promise<Compte[]>;
  const [total, mois, parService, canaux, demarches] = [
    await lire('total'),
    await lire('mois'),
    await lire('service'),
    await lire('canal'),
    await lire('demarche'),
  ];
  const titres = await titresDe(commune, demarches);
  return {
    de,
    a,
    calculeesLe: new Date(commune.horloge.maintenant()).toISOString(),
    publiques: false,
    total: chiffrer(total),
    parMois: moisDe(de, a).map((code) => ({
      code,
      libelle: enMots(code),
      chiffres: chiffrer(mois.filter(({ cle }) => cle === code)),
    })),
    parService: lignes(parService, (code) => serviceDe(commune.config, code).nom),
    parCanal: lignes(canaux, (code) => LIBELLES_CANAL[code as Canal]) as Statistiques['parCanal'],
    parDemarche: lignes(demarches, (code) => titres.get(code) ?? code),
  };
}

export const moisCourant = ({ horloge, config }: Commune): Temporal.PlainYearMonth =>
  Temporal.PlainYearMonth.from(jourLocal(horloge.maintenant(), config.fuseau).slice(0, 7));

function lirePeriode(commune: Commune, filtre: FiltreStatistiques): { de: string; a: string } {
  const a = filtre.a ?? moisCourant(commune).toString();
  const de = filtre.de ?? Temporal.PlainYearMonth.from(a).subtract({ months: 11 }).toString();
  const duree = Temporal.PlainYearMonth.from(de).until(a, { largestUnit: 'months' }).months;
  if (duree < 0 || duree >= DUREE_MAX) {
    const message = 'Choisissez un premier mois avant le dernier, dix ans au plus.';
    throw new Probleme('saisie-invalide', 'Période à corriger', message, {
      erreurs: [{ chemin: 'de', code: 'periode', message }],
    });
  }
  return { de, a };
}

function moisDe(de: string, a: string): string[] {
  const tous: string[] = [];
  const fin = Temporal.PlainYearMonth.from(a);
  for (
    let mois = Temporal.PlainYearMonth.from(de);
    Temporal.PlainYearMonth.compare(mois, fin) <= 0;
    mois = mois.add({ months: 1 })
  ) {
    tous.push(mois.toString());
  }
  return tous;
}

const MOIS = new Intl.DateTimeFormat('fr-FR', { month: 'long', year: 'numeric', timeZone: 'UTC' });
const enMots = (mois: string): string => MOIS.format(new Date(`${mois}-01T00:00:00Z`));

/** The most numerous first. */
function lignes(comptes: readonly Compte[], libelle: (code: string) => string): Statistiques['parService'] {
  const parCle = Object.groupBy(comptes, ({ cle }) => cle);
  return Object.entries(parCle)
    .map(([code, siens]) => ({ code, libelle: libelle(code), chiffres: chiffrer(siens ?? []) }))
    .toSorted((x, y) => y.chiffres.recues! - x.chiffres.recues! || x.code.localeCompare(y.code));
}

async function titresDe({ catalogue }: Commune, comptes: readonly Compte[]): Promise<Map<string, string>> {
  const titres = new Map<string, string>();
  const offertes = await catalogue.offertes();
  for (const code of new Set(comptes.map(({ cle }) => cle))) {
    // A démarche that is no longer offered keeps the title of its first version.
    const demarche = offertes.get(code) ?? (await catalogue.version(code, 1));
    titres.set(code, demarche.titre);
  }
  return titres;
}
