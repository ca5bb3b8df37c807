import type { CalculEcheance, CAUSES_ECHEANCE } from '#contract/schemas/echeance.ts';
import type { DemarchePubliee } from '#contract/schemas/demarche.ts';
import type { Commune } from '../communes/commune.ts';
import { SANS_ECHEANCE } from './dates.ts';
import { delaiDe } from '#contract/delai.ts';
import { calculerEcheance, type Echeance, type Regle } from './engine.ts';
import { plier, type FaitDate, type FaitDit } from './plier.ts';

/** The columns of an event that the clock reads. */
export interface LigneEvenement {
  rang: number;
  type: string;
  le: number;
  /** JSON. */
  donnees: string;
}

export type CauseEcheance = (typeof CAUSES_ECHEANCE)[number];

/** What the clock of a démarche obeys in a commune. */
export function regleDe(
  { config }: Pick<Commune, 'config'>,
  { silence }: Pick<DemarchePubliee, 'silence'>,
): Regle {
  return {
    regime: silence.regime,
    delai: delaiDe(silence),
    source: silence.source,
    fuseau: config.fuseau,
    territoire: config.territoire,
    decalageJours: config.decalageJours,
  };
}

/** The clock of a request, out of its events (rows, in order) and the facts about to be appended to them. */
export function lireHorloge(
  commune: Pick<Commune, 'config'>,
  demarche: Pick<DemarchePubliee, 'silence'>,
  demande: { recue_le: number },
  evenements: readonly LigneEvenement[],
  suite: readonly FaitDate[] = [],
): Echeance {
  const ecrits = evenements.map(
    ({ type, donnees, le, rang }) => ({ type, donnees: JSON.parse(donnees), le, rang }) as FaitDate,
  );
  return calculerEcheance(regleDe(commune, demarche), plier(demande.recue_le, [...ecrits, ...suite]));
}

/** The event that tells a change of deadline. */
export interface FaitEcheance {
  type: 'echeance';
  visibilite: 'dossier';
  donnees: { avant: string | null; apres: string | null; cause: CauseEcheance; calcul: CalculEcheance };
}

/** A fact about to be appended; `le` (milliseconds since the epoch) is now when it is not given. */
export type FaitNouveau = FaitDit & { le?: number };

/**
 * The deadline of a request once `nouveaux` will have happened: call it whenever pieces are asked, arrive or are given
 * up, the request is transferred, or is taken up again; write `echeance` in the row, and append `fait` after
 * `nouveaux` in the same commit.
 * @param arguments_.evenements every event of the request so far (`evenementsDe` from rank 0)
 * @returns `echeance` as the column holds it (`SANS_ECHEANCE` when no delay runs); `fait`: the event that tells the
 *   change and how it was computed, `undefined` when the day stays the same
 */
export function recalculer({
  commune,
  demarche,
  demande,
  evenements,
  nouveaux,
  cause,
}: {
  commune: Pick<Commune, 'config' | 'horloge'>;
  demarche: Pick<DemarchePubliee, 'silence'>;
  demande: { recue_le: number; echeance: string };
  evenements: readonly LigneEvenement[];
  nouveaux: readonly FaitNouveau[];
  cause: CauseEcheance;
}): { echeance: string; fait: FaitEcheance | undefined } {
  const maintenant = commune.horloge.maintenant();
  const dernier = evenements.at(-1)?.rang ?? 0;
  const suite = nouveaux.map((fait, i): FaitDate => ({
    le: maintenant,
    ...fait,
    rang: dernier + 1 + i,
  }));
  const { calcul } = lireHorloge(commune, demarche, demande, evenements, suite);
  const echeance = calcul.echeance ?? SANS_ECHEANCE;
  if (echeance === demande.echeance) return { echeance, fait: undefined };
  const avant = demande.echeance === SANS_ECHEANCE ? null : demande.echeance;
  return {
    echeance,
    fait: {
      type: 'echeance',
      visibilite: 'dossier',
      donnees: { avant, apres: calcul.echeance, cause, calcul },
    },
  };
}
