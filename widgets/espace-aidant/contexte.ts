import type { DemandeDeposee } from '#contract/schemas/demande.ts';
import type { DemarchePubliee, DemarcheResume } from '#contract/schemas/demarche.ts';
import type { Aidant, Mandat } from '#contract/schemas/mandat.ts';
import type { LigneAidee } from '#contract/schemas/usager.ts';
import type { Commune } from '#contract/schemas/commune.ts';
import type { Client } from '../core/client.ts';
import type { Papiers } from './papiers.ts';

/** What the desk shows. */
export type Vue =
  | { nom: 'mandats' }
  | { nom: 'nouveau' }
  | { nom: 'accord'; mandat: Mandat }
  | { nom: 'personne'; mandat: Mandat }
  | { nom: 'formulaire'; mandat: Mandat; demarche: DemarchePubliee }
  | { nom: 'envoye'; mandat: Mandat; resultat: DemandeDeposee }
  | { nom: 'demande'; mandat: Mandat; demande: LigneAidee }
  | { nom: 'vide' };

/** What the views draw from, and ask of the desk. */
export interface Contexte {
  client: Client;
  ville: Commune | undefined;
  fuseau: string;
  /** `AAAA-MM-JJ` of the town. */
  aujourdhui: string;
  moi: Aidant;
  mandats: readonly Mandat[];
  demandes: readonly LigneAidee[];
  demarches: readonly DemarcheResume[];
  /** The clock, for tests and stories. */
  maintenant: Date | undefined;
  /** What is looked for among the mandates. */
  recherche: string;
  chercher(mots: string): void;
  papiers: Papiers;
  /** An act is under way. */
  occupe: boolean;
  echec: string | undefined;
  aller(vue: Vue, cible?: string): void;
  /** Runs an act: what fails is said, and nothing else starts meanwhile. */
  agir(acte: () => Promise<void>): void;
  /** Reads mandates and requests again. */
  relire(): Promise<void>;
  annoncer(phrase: string): void;
  /** To the page: see events.ts. */
  dispatchEvent(evenement: Event): boolean;
  dessiner(): void;
}

export const nomDe = ({ pour }: Mandat): string => `${pour.prenom} ${pour.nom}`;
