import type { Lieu, Reponses } from '#contract/formulaire.ts';
import type { Canal, SensDecision, Statut } from '#contract/vocabulaire.ts';

/** A local date `AAAA-MM-JJ`, `decalage` days after the day of filing (negative: before). */
export type Jour = (decalage: number) => string;

/** A file made by `demo/fichiers.ts`. */
export interface FichierSeme {
  nom: string;
  genre: 'pdf' | 'photo';
  /** What is drawn or written in it. */
  texte: string;
}

/** What happens next, `jours` after filing; `par` is an agent's address, `delai` days that a citizen is given. */
export type Acte = { jours: number } & (
  | { type: 'affectation'; par: string; a: string }
  | { type: 'statut'; par: string; statut: Statut; motif?: string; planifieeDans?: number }
  | { type: 'message'; par: string; corps: string }
  | { type: 'note'; par: string; corps: string }
  | { type: 'complement'; par: string; champs: string[]; motif: string; delai: number }
  | { type: 'decision'; par: string; sens: SensDecision; texte: string }
  | { type: 'reponse'; corps: string }
  /** What was asked is given: answers by field; files as for the filing. */
  | { type: 'completer'; reponses?: Reponses; fichiers?: Record<string, FichierSeme[]> }
  | { type: 'avis'; resultat: 'regle' | 'en-partie' | 'pas-regle'; commentaire?: string }
  | { type: 'retrait' }
);

/** One request of the demonstration. Nobody in it exists. */
export interface Semence {
  demarche: string;
  canal: Canal;
  /** Days between its filing and the day of seeding. */
  ilYA: number;
  /** Address of the agent who types it, for every door but the web. */
  saisiePar?: string;
  /** Without files: these are uploaded, then named by their field. */
  reponses: (jour: Jour) => Reponses;
  /** Files by field id. */
  fichiers?: Record<string, FichierSeme[]>;
  actes?: Acte[];
}

/** « Vos coordonnées » for one imaginary person. `adresse` is asked by requests, never by reports. */
export function personne(
  prenom: string,
  nom: string,
  {
    telephone,
    voie,
    ville,
  }: { telephone?: string; voie?: string; ville?: 'Port-Aubier' | 'Anse-Vanille' } = {},
): Reponses {
  const boite = `${prenom}.${nom}`
    .normalize('NFD')
    .replaceAll(/[^a-zA-Z.]/g, '')
    .toLowerCase();
  return {
    'demandeur-prenom': prenom,
    'demandeur-nom': nom,
    'demandeur-courriel': `${boite}@courriel.example`,
    ...(telephone ? { 'demandeur-telephone': telephone } : {}),
    ...(voie && ville
      ? {
          'demandeur-adresse': {
            voie,
            codePostal: ville === 'Port-Aubier' ? '13999' : '97699',
            ville,
          },
        }
      : {}),
  };
}

export const lieu = (libelle: string): Lieu => ({ libelle });
