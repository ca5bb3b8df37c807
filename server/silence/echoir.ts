import { Temporal } from 'temporal-polyfill';
import type { Implicite } from '#contract/schemas/echeance.ts';
import type { DemarchePubliee } from '#contract/schemas/demarche.ts';
import type { Commune } from '../communes/commune.ts';
import type { Changement } from '../demandes/changer.ts';
import { enToutesLettres } from '../echeances/dates.ts';
import type { Fait } from '../demandes/evenements.ts';
import { SANS_ECHEANCE, type TableDemande, type TableEvenement } from '../demandes/tables.ts';
import { lireHorloge } from '../echeances/recalculer.ts';

/** What the end of the delay does: silence decides, or the day in the row was wrong, or nothing (another decides). */
export type Echu = Changement & { implicite: Implicite | undefined; faits: Fait[] };

/**
 * Decides on a request whose last day is over. The events are read again: what silence decides holds in law, and the
 * row's day is only what the queue sorts by.
 *
 * - Transferred, it is the other administration's silence that decides (CRPA L114-3), and only it knows whether it
 *   answered: nothing is recorded.
 * - Should its events give another day than the row, or none, the row is put right.
 * @param aujourdhui local day of the commune
 */
export function echoir(
  commune: Pick<Commune, 'config'>,
  demarche: Pick<DemarchePubliee, 'silence'>,
  demande: TableDemande,
  evenements: readonly TableEvenement[],
  aujourdhui: string,
): Echu | undefined {
  const { calcul, etat } = lireHorloge(commune, demarche, demande, evenements);
  if (etat === 'transferee') return undefined;
  const lue = calcul.echeance ?? SANS_ECHEANCE;
  if (lue >= aujourdhui || calcul.regime === 'aucun') {
    const donnees = { avant: demande.echeance, apres: calcul.echeance, cause: 'correction', calcul } as const;
    return {
      implicite: undefined,
      maj: { echeance: lue },
      faits: [{ type: 'echeance', visibilite: 'dossier', donnees }],
    };
  }
  // The day that the citizen was told, should the commune have shortened its delays since.
  const dernier = lue > demande.echeance ? lue : demande.echeance;
  const neeLe = Temporal.PlainDate.from(dernier).add({ days: 1 }).toString();
  const implicite: Implicite = { sens: calcul.regime, neeLe };
  return {
    implicite,
    maj: { echeance: dernier, implicite: implicite.sens, implicite_le: neeLe },
    faits: [
      { type: 'implicite', visibilite: 'public', donnees: implicite },
      { type: 'note', visibilite: 'interne', donnees: { corps: aviser(implicite) } },
    ],
  };
}

/** For the service: the law has answered, the work remains. */
function aviser({ sens, neeLe }: Implicite): string {
  const jour = enToutesLettres(neeLe);
  return sens === 'acceptation'
    ? `Sans réponse dans le délai, cette demande est acceptée depuis le ${jour}. Elle reste ouverte : donnez-lui sa suite. Un refus ne serait plus possible que si cette acceptation est illégale (CRPA L242-1).`
    : `Sans réponse dans le délai, cette demande est refusée depuis le ${jour}. Elle reste ouverte : vous pouvez encore répondre. Si la personne demande les raisons du refus, vous avez 1 mois pour les donner (CRPA L232-4).`;
}
