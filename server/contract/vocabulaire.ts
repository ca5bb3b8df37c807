/**
 * The closed vocabularies of Parvis and their French labels.
 * No dependency: widgets import this file at run time.
 */

/** What a demande is: a request for a right or a service, or a report with a place. */
export const GENRES = ['demande', 'signalement'] as const;
export type Genre = (typeof GENRES)[number];

/** By which door the request came in. */
export const CANAUX = ['web', 'guichet', 'telephone', 'courrier', 'courriel'] as const;
export type Canal = (typeof CANAUX)[number];

export const LIBELLES_CANAL: Record<Canal, string> = {
  web: 'En ligne',
  guichet: 'Au guichet',
  telephone: 'Par téléphone',
  courrier: 'Par courrier',
  courriel: 'Par courriel',
};

/**
 * Where a request stands. Each one is honest: `transmise` never passes for `traitee`,
 * and a refusal always carries its reason.
 */
export const STATUTS = [
  'recue',
  'en-cours',
  'en-attente',
  'transmise',
  'planifiee',
  'traitee',
  'refusee',
  'retiree',
] as const;
export type Statut = (typeof STATUTS)[number];

export const LIBELLES_STATUT: Record<Statut, string> = {
  recue: 'Reçue',
  'en-cours': 'En cours de traitement',
  'en-attente': 'En attente de votre réponse',
  transmise: 'Transmise à un partenaire',
  planifiee: 'Planifiée',
  traitee: 'Traitée',
  refusee: 'Refusée',
  retiree: 'Retirée',
};

/** The same statuses as agents read them. */
export const LIBELLES_STATUT_AGENT: Record<Statut, string> = {
  ...LIBELLES_STATUT,
  'en-cours': 'En cours',
  'en-attente': 'En attente du demandeur',
  transmise: 'Transmise',
};

/** What the silence of the town means at the deadline (CRPA L231-1, L231-4). `aucun`: no implicit decision. */
export const REGIMES_SILENCE = ['acceptation', 'refus', 'aucun'] as const;
export type RegimeSilence = (typeof REGIMES_SILENCE)[number];

/** How a démarche is done. Only `en-ligne` has a form. */
export const DEPOTS = ['en-ligne', 'rendez-vous', 'lien'] as const;
export type Depot = (typeof DEPOTS)[number];

/** Who did something. `aidant`: a helper, for a citizen who mandated him; `systeme`: a job of the server. */
export const ROLES = ['usager', 'agent', 'aidant', 'systeme'] as const;
export type Role = (typeof ROLES)[number];

/**
 * Who may see an événement: anybody with the number (`public`), the holder of the code (`dossier`),
 * agents only (`interne`).
 */
export const VISIBILITES = ['public', 'dossier', 'interne'] as const;
export type Visibilite = (typeof VISIBILITES)[number];

/** What a decision says (CRPA L211-2 for a refusal; `transmission`: another body answers for what is asked). */
export const SENS_DECISION = ['acceptation', 'refus', 'transmission'] as const;
export type SensDecision = (typeof SENS_DECISION)[number];

export const LIBELLES_DECISION: Record<SensDecision, string> = {
  acceptation: 'Décision : accord',
  refus: 'Décision : refus',
  transmission: 'Décision : transmission',
};

/** What the citizen says of a closed report. */
export const RESULTATS = ['regle', 'en-partie', 'pas-regle'] as const;
export type Resultat = (typeof RESULTATS)[number];

export const LIBELLES_RESULTAT: Record<Resultat, string> = {
  regle: 'Problème réglé',
  'en-partie': 'Problème réglé en partie',
  'pas-regle': 'Problème pas réglé',
};

/** Papers that the town makes for a file. */
export const NATURES_DOCUMENT = ['accuse', 'decision', 'attestation'] as const;
export type NatureDocument = (typeof NATURES_DOCUMENT)[number];

/** In what a legal delay is counted. */
export const UNITES_DELAI = ['mois', 'jours', 'jours-ouvres'] as const;
export type UniteDelai = (typeof UNITES_DELAI)[number];
