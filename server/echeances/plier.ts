import { estClos } from '#contract/transitions.ts';
import type { Fait } from '../demandes/evenements.ts';
import type { FaitHorloge } from './faits.ts';

/** A fact of a request with its instant: an event that is written, or one about to be. */
export type FaitDate = Fait & { le: number; rang: number; auteur: string };

/**
 * The facts that matter to the clock, out of the events of a request in their order.
 * What an agent undid did not happen (`annulation`): the event it names and those written in the same act.
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
    case 'complement-annule':
      return { type: fait.type, le, chemins: fait.donnees.chemins };
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

const DECISIFS: readonly string[] = ['decision', 'statut', 'transfert'];

/** One act is one commit: its events have the same author and the same instant, one after the other. */
function sansAnnules(faits: readonly FaitDate[]): FaitDate[] {
  const defaits = new Set<number>();
  for (const { type, donnees } of faits) {
    if (type !== 'annulation') continue;
    const i = faits.findIndex(({ rang }) => rang === donnees.rang);
    const acte = faits[i];
    if (!acte) continue;
    const meme = (j: number): boolean =>
      faits[j]?.le === acte.le && faits[j].auteur === acte.auteur && DECISIFS.includes(faits[j].type);
    for (let j = i; meme(j); j--) defaits.add(faits[j]!.rang);
    for (let j = i + 1; meme(j); j++) defaits.add(faits[j]!.rang);
  }
  return faits.filter(({ rang, type }) => !defaits.has(rang) && type !== 'annulation');
}
