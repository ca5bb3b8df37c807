import { Temporal } from 'temporal-polyfill';
import { estClos } from '#contract/transitions.ts';
import type { Commune } from '../communes/commune.ts';
import { jourLocal } from '../echeances/dates.ts';
import { depouiller } from '../demandes/depouiller.ts';
import { SANS_ECHEANCE, type TableDemande } from '../demandes/tables.ts';
import { ecrire, type Instruction } from '../socle/db/moteur.ts';
import {
  avancerCurseur,
  compter,
  decompter,
  dernierStatut,
  ecrireMesure,
  etatDe,
  lireCurseur,
  mesureDe,
} from './store.ts';
import type { Cellule } from './tables.ts';

type Sources = Pick<Commune, 'moteur' | 'config'>;
type Etat = Pick<
  TableDemande,
  'recue_le' | 'service' | 'demarche' | 'canal' | 'statut' | 'echeance' | 'implicite'
>;

const CURSEUR = { lire: lireCurseur, avancer: avancerCurseur };
/** Events that move a demande from one cell to another. */
const DECISIFS: readonly string[] = ['depot', 'statut', 'service', 'echeance', 'implicite', 'annulation'];

/**
 * Reads the events that came since, and moves each demande they touch to its cell. Two at once do no harm: the
 * second finds the cursor moved and begins again.
 */
export async function tenirComptes(sources: Sources): Promise<void> {
  await depouiller(sources.moteur, CURSEUR, DECISIFS, async (demandes) => {
    const instructions: Instruction[] = [];
    for (const id of demandes) instructions.push(...(await deplacer(sources, id)));
    return instructions;
  });
}

async function deplacer({ moteur, config }: Sources, id: string): Promise<Instruction[]> {
  const etat = await moteur.lireUn(etatDe, { id });
  if (!etat) return [];
  const clos = estClos(etat.statut);
  const reponduLe = clos ? (await moteur.lireUn(dernierStatut, { demande_id: id }))?.le : undefined;
  const cellule = celluleDe(etat, reponduLe, config.fuseau);
  const avant = await moteur.lireUn(mesureDe, { demande_id: id });
  return [
    ...(avant ? [ecrire(decompter, avant)] : []),
    ecrire(compter, cellule),
    ecrire(ecrireMesure, { demande_id: id, ...cellule }),
  ];
}

/**
 * The cell in which a demande is counted.
 * @param reponduLe when it came to the closed status it has, milliseconds since the epoch
 */
export function celluleDe(etat: Etat, reponduLe: number | undefined, fuseau: string): Cellule {
  const { service, demarche, canal, echeance, implicite, statut } = etat;
  const recue = jourLocal(etat.recue_le, fuseau);
  const ou = { mois: recue.slice(0, 7), service, demarche, canal };
  const enRetard = implicite !== null;
  if (statut === 'retiree') return { ...ou, issue: 'retiree', delai: 'sans', jours: -1 };
  if (reponduLe === undefined) {
    return { ...ou, issue: 'ouverte', delai: enRetard ? 'hors-delai' : 'sans', jours: -1 };
  }
  const reponse = jourLocal(reponduLe, fuseau);
  const jours = Temporal.PlainDate.from(recue).until(reponse, { largestUnit: 'days' }).days;
  const sansDelai = echeance === SANS_ECHEANCE && !enRetard;
  const delai = sansDelai ? 'sans' : enRetard || reponse > echeance ? 'hors-delai' : 'a-temps';
  // Typed by an agent after the fact, a request may be answered before the day it is said to have come.
  return { ...ou, issue: 'repondue', delai, jours: Math.max(0, jours) };
}
