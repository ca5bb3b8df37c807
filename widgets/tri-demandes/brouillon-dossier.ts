import type { FichierJoint } from '#contract/formulaire.ts';
import type { SensDecision, Statut } from '#contract/vocabulaire.ts';
import { nouvelleCle } from '../core/cle.ts';

export type Panneau =
  'reponse' | 'note' | 'statut' | 'affectation' | 'complement' | 'renoncer' | 'decision' | 'adresse';

/** Fields and pieces being asked: path of each, and the word that goes with it. */
export interface BrouillonComplement {
  champs: Readonly<Record<string, string>>;
  motif: string;
  /** `''`: the day that the panel proposes. */
  avantLe: string;
}

export interface BrouillonDecision {
  sens: SensDecision | '';
  texte: string;
  organisme: string;
  contact: string;
  anonyme: boolean;
  competente: boolean;
}

/** What an agent has begun on one file and not sent. In memory only. */
export interface BrouillonDossier {
  panneau: Panneau | undefined;
  reponse: string;
  /** Files of the answer, already uploaded. */
  fichiers: FichierJoint[];
  note: string;
  statut: Statut | '';
  motif: string;
  planifieeLe: string;
  /** Address of a colleague, `''` for nobody; `undefined`: not touched. */
  affecteeA: string | undefined;
  service: string | undefined;
  complement: BrouillonComplement;
  /** Paths that are no longer to be awaited; `undefined`: not touched, all are proposed. */
  renonces: readonly string[] | undefined;
  /** The local day on which they came another way; `undefined`: they are not needed. */
  recuLe: string | undefined;
  decision: BrouillonDecision;
  /** The citizen's address as corrected; `undefined`: not touched. */
  courriel: string | undefined;
  /** The version that stood when the change was begun: a later one is a conflict, not an overwrite. */
  version: number | undefined;
  /** Événements that stood when the answer was begun: what came after is shown beside it. */
  vus: number | undefined;
}

export const COMPLEMENT_VIDE: BrouillonComplement = { champs: {}, motif: '', avantLe: '' };
export const DECISION_VIDE: BrouillonDecision = {
  sens: '',
  texte: '',
  organisme: '',
  contact: '',
  anonyme: false,
  competente: false,
};

export const nouveauBrouillon = (): BrouillonDossier => ({
  panneau: undefined,
  reponse: '',
  fichiers: [],
  note: '',
  statut: '',
  motif: '',
  planifieeLe: '',
  affecteeA: undefined,
  service: undefined,
  complement: COMPLEMENT_VIDE,
  renonces: undefined,
  recuLe: undefined,
  decision: DECISION_VIDE,
  courriel: undefined,
  version: undefined,
  vus: undefined,
});

/** Did the agent begin something here that is not sent? */
export const estCommence = (brouillon: BrouillonDossier): boolean => {
  const { reponse, note, motif, fichiers, complement, decision } = brouillon;
  return (
    [reponse, note, motif, complement.motif, decision.texte, decision.organisme].some((mot) => mot.trim()) ||
    fichiers.length > 0 ||
    Object.keys(complement.champs).length > 0
  );
};

/** One `Idempotency-Key` for one content: the same text sent again is the same act, another text is another. */
export class Cles {
  readonly #cles = new Map<string, string>();

  pour(contenu: unknown): string {
    const texte = JSON.stringify(contenu);
    const cle = this.#cles.get(texte) ?? nouvelleCle();
    this.#cles.set(texte, cle);
    return cle;
  }

  /** The act succeeded: the same words said later are a new act. */
  oublier(contenu: unknown): void {
    this.#cles.delete(JSON.stringify(contenu));
  }
}
