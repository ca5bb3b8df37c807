import { estClos } from '#contract/transitions.ts';
import type { Evenement } from '#contract/schemas/demande.ts';
import type { FaitHorloge } from './faits.ts';

/** What an event says, whoever may see it. */
export type FaitDit = {
  [T in Evenement['type']]: { type: T; donnees: Extract<Evenement, { type: T }>['donnees'] };
}[Evenement['type']];

/** A fact of a request with its instant: an event that is written, or one about to be. */
export type FaitDate = FaitDit & { le: number; rang: number };

/**
 * The facts that matter to the clock, out of the events of a request in their order.
 * What an agent took back did not happen.
 */
export function plier(recueLe: number, faits: readonly FaitDate[]): FaitHorloge[] {
  const horloge: FaitHorloge[] = [{ type: 'recue', le: recueLe }];
  let clos = false;
  for (const fait of sansAnnules(faits)) {
    const lu = traduire(fait, clos);
    if (fait.type === 'statut') clos = estClos(fait.donnees.apres);
    if (lu) horloge.push(lu);
  }
  return horloge;
}

function traduire(fait: FaitDate, clos: boolean): FaitHorloge | undefined {
  const { le } = fait;
  switch (fait.type) {
    case 'complement-demande':
      return {
        type: fait.type,
        le,
        chemins: fait.donnees.champs.map(({ chemin }) => chemin),
        avantLe: fait.donnees.avantLe,
      };
    case 'complement-recu':
      return { type: fait.type, le, chemins: fait.donnees.chemins, complet: fait.donnees.complet };
    case 'complement-annule': {
      const { chemins, recuLe } = fait.donnees;
      return recuLe === undefined
        ? { type: fait.type, le, chemins }
        : { type: 'complement-recu', le, chemins, complet: false, jour: recuLe };
    }
    case 'transfert':
    case 'implicite':
      return { type: fait.type, le };
    case 'decision':
      // Passed on to a partner, the town still answers for it; to the competent authority, `transfert` tells.
      return fait.donnees.sens === 'transmission' ? undefined : { type: 'decision', le };
    case 'statut': {
      const { apres } = fait.donnees;
      if (apres === 'retiree') return { type: 'retrait', le };
      if (estClos(apres)) return { type: 'decision', le };
      return clos || fait.donnees.avant === 'transmise' ? { type: 'reouverture', le } : undefined;
    }
    default:
      return undefined;
  }
}

/** Without what was taken back: `annulation` names each event by its rank. */
function sansAnnules(faits: readonly FaitDate[]): FaitDate[] {
  const annules = new Set<number>();
  for (const { type, donnees } of faits) if (type === 'annulation') annules.add(donnees.rang);
  return annules.size === 0 ? [...faits] : faits.filter(({ rang }) => !annules.has(rang));
}
