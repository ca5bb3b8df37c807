/**
 * The form language: forms are data. A démarche's YAML gives steps of fields; the same definition is
 * drawn by the widgets, validated by both sides (`valider.ts`) and read again, years later, with the
 * version it was filed under. Dates are `AAAA-MM-JJ` local dates of the commune.
 */

/** A value given by the citizen, by type of field. */
export interface Adresse {
  voie: string;
  complement?: string;
  codePostal: string;
  ville: string;
  pays?: string;
}

/** A place: words always, coordinates (WGS 84, decimal degrees) when known. `precision` is in metres. */
export interface Lieu {
  libelle: string;
  lat?: number;
  lon?: number;
  precision?: number;
}

/** A file already uploaded (`POST televersements`), named by the id that the upload answered. */
export interface FichierJoint {
  id: string;
  nom: string;
  /** Bytes. */
  taille: number;
  /** Media type told by the content, e.g. `application/pdf`. */
  type: string;
}

export type Valeur = string | number | boolean | string[] | Adresse | Lieu | FichierJoint[] | Reponses[];

/** Answers by field id. A group holds an array of answers. An empty or hidden question has no key. */
export interface Reponses {
  [champ: string]: Valeur;
}

/**
 * When a step, a field or an option is shown. A condition names an *earlier* field, of the same group
 * first, of the whole form otherwise. `egal` on a multiple choice means « contains ».
 */
export type Condition =
  | { tous: Condition[] }
  | { un: Condition[] }
  | { non: Condition }
  | { champ: string; egal: string | number | boolean }
  | { champ: string; parmi: (string | number)[] }
  | { champ: string; vide: boolean }
  /** Numbers, and dates as text: strictly greater, greater or equal, … */
  | { champ: string; compare: '>' | '>=' | '<' | '<='; a: number | string };

export interface OptionChoix {
  valeur: string;
  libelle: string;
  aide?: string;
}

/** What the profile of one's own space holds (`Profil` of schemas/usager.ts). */
export type CleProfil =
  'prenom' | 'prenoms' | 'nom' | 'nomUsage' | 'naissanceDate' | 'naissanceLieu' | 'telephone' | 'adresse';

/** With `si`, only when earlier answers say that the filer speaks of himself. */
export type DuProfil = CleProfil | { cle: CleProfil; si: Condition };

interface ChampCommun {
  /** Unique in its form (in its group for a grouped field); `a-z`, digits and hyphens. */
  id: string;
  libelle: string;
  aide?: string;
  /** Default `true`: what is asked is needed (CNIL: no more data than at the counter). */
  requis?: boolean;
  si?: Condition;
  /**
   * The filer speaks of himself here: who has a space is offered what his profile says, never more than offered.
   * For `texte`, `date`, `telephone` and `adresse`, outside groups.
   */
  profil?: DuProfil;
}

export interface ChampTexte extends ChampCommun {
  type: 'texte';
  /** Characters; default 1 to 200. */
  min?: number;
  max?: number;
  /** ECMAScript regular expression, `v` flag, anchored on both ends; `motifAide` says what it wants. */
  motif?: string;
  motifAide?: string;
  /** HTML autofill token (WCAG 1.3.5), e.g. `family-name`. */
  autocomplete?: string;
}
export interface ChampTexteLong extends ChampCommun {
  type: 'texte-long';
  /** Characters; default 1 to 4000. */
  min?: number;
  max?: number;
}
export interface ChampNombre extends ChampCommun {
  type: 'nombre';
  min?: number;
  max?: number;
  /** Default `true`: whole numbers. */
  entier?: boolean;
  /** Shown after the control, e.g. `m²`. */
  unite?: string;
}
export interface ChampDate extends ChampCommun {
  type: 'date';
  /** `AAAA-MM-JJ`, or `aujourdhui`. Bounds are inclusive. */
  min?: string;
  max?: string;
  /** Id of an earlier date (of the same item first) that this one may not precede. */
  apres?: string;
  /** `naissance` asks day, month, year as typed text and offers autofill. */
  autocomplete?: string;
}
export interface ChampChoix extends ChampCommun {
  type: 'choix';
  options: OptionChoix[];
}
export interface ChampChoixMultiple extends ChampCommun {
  type: 'choix-multiple';
  options: OptionChoix[];
  min?: number;
  max?: number;
}
/** One checkbox. Required: it must be ticked (an honour declaration, an agreement). */
export interface ChampCase extends ChampCommun {
  type: 'case';
}
export interface ChampCourriel extends ChampCommun {
  type: 'courriel';
}
/** A phone number, French or with its international prefix; kept as typed digits with an optional `+`. */
export interface ChampTelephone extends ChampCommun {
  type: 'telephone';
}
export interface ChampAdresse extends ChampCommun {
  type: 'adresse';
}
export interface ChampFichier extends ChampCommun {
  type: 'fichier';
  /** Number of files; default 1. */
  max?: number;
  /** `photos` accepts images only and reduces them in the browser. */
  accepte?: 'pieces' | 'photos';
}
export interface ChampLieu extends ChampCommun {
  type: 'lieu';
}
/** Text to read, nothing to answer. */
export interface ChampInformation {
  type: 'information';
  id: string;
  libelle: string;
  /** Plain text; blank lines make paragraphs. */
  texte: string;
  si?: Condition;
}
/** A group answered `min` to `max` times, e.g. the children to enrol. Groups do not nest. */
export interface ChampGroupe extends ChampCommun {
  type: 'groupe';
  min: number;
  max: number;
  /** Name of one item, e.g. `Enfant`. */
  element: string;
  champs: ChampSimple[];
}

export type ChampSimple =
  | ChampTexte
  | ChampTexteLong
  | ChampNombre
  | ChampDate
  | ChampChoix
  | ChampChoixMultiple
  | ChampCase
  | ChampCourriel
  | ChampTelephone
  | ChampAdresse
  | ChampFichier
  | ChampLieu
  | ChampInformation;
export type Champ = ChampSimple | ChampGroupe;
export type TypeChamp = Champ['type'];

export interface Etape {
  id: string;
  titre: string;
  aide?: string;
  si?: Condition;
  champs: Champ[];
}

export interface Formulaire {
  etapes: Etape[];
}

/** One thing wrong with the answers. `chemin` is dotted, e.g. `enfants.0.prenom`, `adresse.codePostal`. */
export interface ErreurSaisie {
  chemin: string;
  code: CodeErreur;
  /** Values that the sentence needs (`min`, `max`, …). */
  valeurs?: Record<string, string | number>;
}

export type CodeErreur =
  | 'requis'
  | 'type'
  | 'trop-court'
  | 'trop-long'
  | 'motif'
  | 'nombre'
  | 'entier'
  | 'trop-petit'
  | 'trop-grand'
  | 'date'
  | 'date-trop-tot'
  | 'date-trop-tard'
  | 'date-avant'
  | 'option'
  | 'trop-peu'
  | 'trop'
  | 'case'
  | 'courriel'
  | 'telephone'
  | 'code-postal'
  | 'lieu'
  | 'fichier'
  | 'inconnu';
