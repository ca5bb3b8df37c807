import type { FichierJoint } from '#contract/formulaire.ts';
import type { Statut } from '#contract/vocabulaire.ts';
import { nouvelleCle } from '../core/cle.ts';

export type Panneau = 'reponse' | 'note' | 'statut' | 'affectation';

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
  /** The version that stood when the change was begun: a later one is a conflict, not an overwrite. */
  version: number | undefined;
  /** Événements that stood when the answer was begun: what came after is shown beside it. */
  vus: number | undefined;
}

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
  version: undefined,
  vus: undefined,
});

/** Did the agent begin something here that is not sent? */
export const estCommence = ({ reponse, note, motif, fichiers }: BrouillonDossier): boolean =>
  Boolean(reponse.trim() || note.trim() || motif.trim() || fichiers.length);

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
