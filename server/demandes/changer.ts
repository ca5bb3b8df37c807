import { ecrire, garder, GardeManquee, type Instruction } from '../socle/db/moteur.ts';
import type { Commune } from '../communes/commune.ts';
import type { ActeSousMandat } from '../mandats/job-courriel.ts';
import { noterUsage } from '../mandats/usage.ts';
import { enchainer, type Acteur, type Fait } from './evenements.ts';
import { demandeParId, insererEvenement, majDemande, type Muable } from './store.ts';
import type { TableDemande, TableEvenement } from './tables.ts';

/** A decision on a demande: what changes, what is told, what else is written with it. */
export interface Changement {
  maj?: Partial<Omit<Muable, 'maj_le' | 'rang' | 'tete'>>;
  faits: readonly Fait[];
  instructions?: readonly Instruction[];
}

/** The list of writes of a decision, guarded by the state it was taken on. */
export function instructionsDe(
  commune: Commune,
  demande: TableDemande,
  acteur: Acteur,
  changement: Changement,
): { instructions: Instruction[]; evenements: TableEvenement[] } {
  const evenements = enchainer(commune, demande, acteur, changement.faits);
  const dernier = evenements.at(-1);
  if (!dernier) throw new Error('A change appends at least one event.');
  const apres = {
    ...demande,
    ...changement.maj,
    maj_le: commune.horloge.maintenant(),
    rang: dernier.rang,
    tete: dernier.hash,
    rangLu: demande.rang,
  };
  return {
    evenements,
    instructions: [
      garder(majDemande, apres),
      ...evenements.map((evenement) => ecrire(insererEvenement, evenement)),
      ...(changement.instructions ?? []),
      ...usage(commune, demande, acteur, changement.faits),
    ],
  };
}

const ACTES: Partial<Record<Fait['type'], ActeSousMandat>> = {
  message: 'message',
  'complement-recu': 'complement',
  statut: 'retrait',
};

/** Whatever a helper does is told to the person. */
function usage(
  commune: Commune,
  demande: TableDemande,
  acteur: Acteur,
  faits: readonly Fait[],
): readonly Instruction[] {
  if (acteur.role !== 'aidant' || demande.mandat === null) return [];
  const acte = ACTES[faits[0]!.type] ?? 'autre';
  return noterUsage(commune, { id: demande.mandat }, demande, { acte, par: acteur });
}

/** Events that make a decision taken before them out of date. A mail that was sent is not one. */
export const DECISIFS: readonly string[] = [
  'statut',
  'affectation',
  'service',
  'message',
  'implicite',
  'complement-demande',
  'complement-recu',
  'complement-annule',
  'transfert',
  'decision',
  'annulation',
  'satisfaction',
];

/** What happens after a commit that appended events. */
export function annoncer(commune: Commune): void {
  commune.annonces.annoncer();
  commune.jobs.reveiller();
}

const ESSAIS = 10;

/**
 * An act that never conflicts (a message, a note): when somebody was faster, it is decided again on what stands
 * now.
 */
export async function surDemandeActuelle<R>(
  commune: Commune,
  demandeId: string,
  agir: (demande: TableDemande) => Promise<R>,
): Promise<R> {
  for (let essai = 1; ; essai++) {
    const demande = await commune.moteur.lireUn(demandeParId, { id: demandeId });
    if (!demande) throw new Error('The demande is gone.');
    try {
      return await agir(demande);
    } catch (erreur) {
      if (!(erreur instanceof GardeManquee) || essai === ESSAIS) throw erreur;
    }
  }
}
