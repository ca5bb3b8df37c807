import { Temporal } from 'temporal-polyfill';
import { estClos } from '#contract/transitions.ts';
import type { Statut } from '#contract/vocabulaire.ts';
import type { Commune } from '../communes/commune.ts';
import { jourLocal } from '../echeances/dates.ts';
import { rangsAnnules } from '../demandes/annulation/annulable.ts';
import { depouiller } from '../demandes/depouiller.ts';
import { SANS_ECHEANCE, type TableDemande, type TableEvenement } from '../demandes/tables.ts';
import { ecrire, type Instruction } from '../socle/db/moteur.ts';
import {
  avancerCurseur,
  compter,
  decompter,
  ecrireMesure,
  etatDe,
  lireCurseur,
  mesureDe,
  parcoursDe,
} from './store.ts';
import type { Cellule } from './tables.ts';

type Pas = Pick<TableEvenement, 'rang' | 'type' | 'le' | 'donnees'>;

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
  const reponse = estClos(etat.statut)
    ? lireReponse(etat, await moteur.lire(parcoursDe, { demande_id: id }))
    : undefined;
  const cellule = celluleDe(etat, reponse, config.fuseau);
  const avant = await moteur.lireUn(mesureDe, { demande_id: id });
  return [
    ...(avant ? [ecrire(decompter, avant)] : []),
    ecrire(compter, cellule),
    ecrire(ecrireMesure, { demande_id: id, ...cellule }),
  ];
}

/** When a demande that is closed was answered. Instants: milliseconds since the epoch. */
export interface Reponse {
  /** When it came to the closed status it has. */
  le: number;
  /** When the town first answered: what the law asks to be in time. */
  premiere: number;
  /** The last day for that first answer. */
  echeance: string;
}

/**
 * Out of the events that move a status or a deadline. What was taken back did not happen: a request that somebody
 * reopened by mistake was answered when it was. One that was reopened and answered again was in time if its first
 * answer was: the delay was for that one, and the clock has had none since.
 */
function lireReponse({ echeance, recue_le }: Etat, evenements: readonly Pas[]): Reponse {
  const annules = rangsAnnules(evenements);
  const reponse: Reponse = { le: recue_le, premiere: 0, echeance };
  for (const { rang, type, le, donnees } of evenements) {
    if (annules.has(rang)) continue;
    const lues = JSON.parse(donnees) as { apres?: string; avant?: string | null; cause?: string };
    if (type === 'statut' && estClos(lues.apres as Statut)) {
      reponse.le = le;
      reponse.premiere ||= le;
    } else if (type === 'echeance' && lues.cause === 'reouverture' && echeance === SANS_ECHEANCE) {
      reponse.echeance = lues.avant ?? SANS_ECHEANCE;
    }
  }
  reponse.premiere ||= reponse.le;
  return reponse;
}

/** The cell in which a demande is counted; without `reponse` it is open. */
export function celluleDe(etat: Etat, reponse: Reponse | undefined, fuseau: string): Cellule {
  const { service, demarche, canal, implicite, statut } = etat;
  const recue = jourLocal(etat.recue_le, fuseau);
  const ou = { mois: recue.slice(0, 7), service, demarche, canal };
  const enRetard = implicite !== null;
  if (statut === 'retiree') return { ...ou, issue: 'retiree', delai: 'sans', jours: -1 };
  if (!reponse) {
    return { ...ou, issue: 'ouverte', delai: enRetard ? 'hors-delai' : 'sans', jours: -1 };
  }
  const { le, premiere, echeance } = reponse;
  const jours = Temporal.PlainDate.from(recue).until(jourLocal(le, fuseau), { largestUnit: 'days' }).days;
  const sansDelai = echeance === SANS_ECHEANCE && !enRetard;
  const tard = enRetard || jourLocal(premiere, fuseau) > echeance;
  const delai = sansDelai ? 'sans' : tard ? 'hors-delai' : 'a-temps';
  // Typed by an agent after the fact, a request may be answered before the day it is said to have come.
  return { ...ou, issue: 'repondue', delai, jours: Math.max(0, jours) };
}
