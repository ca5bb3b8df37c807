import type { Reponses } from '#contract/formulaire.ts';
import type { Changement } from '#contract/migrer-brouillon.ts';
import { enJson } from './json.ts';

/** What a citizen has typed and not sent yet, pinned to the version of the démarche it was typed for. */
export interface Brouillon {
  version: number;
  reponses: Reponses;
  /** Id of the step last shown. */
  etape: string;
  /** `Idempotency-Key` of the submission: one draft is at most one demande, however often it is sent. */
  cle: string;
  /** Was it sent with no answer seen? Then its answers may no longer change under the same key. */
  envoi: boolean;
  /** What a new version of the form did to it, until the citizen has seen it. */
  changement?: Changement | undefined;
  /** Milliseconds since 1970. */
  le: number;
}

const DUREE = 30 * 86_400_000;

/**
 * Drafts of one commune. In memory first; on the device (`localStorage`) once the citizen has begun,
 * unless the computer is shared. Storage that throws or is full is as if there were none.
 */
export class Brouillons {
  /** « Ordinateur partagé » : nothing is kept on the device. */
  partage = false;
  /** Told of each change (`undefined`: erased), by whoever keeps the drafts elsewhere too. */
  surChange: ((demarche: string, brouillon: Brouillon | undefined) => void) | undefined;
  readonly #memoire = new Map<string, Brouillon>();
  readonly #prefixe: string;
  readonly #maintenant: () => number;

  constructor(commune: string, maintenant: () => number = Date.now) {
    this.#prefixe = `parvis:${commune}:`;
    this.#maintenant = maintenant;
  }

  lire(demarche: string): Brouillon | undefined {
    const brouillon = this.#memoire.get(demarche) ?? this.#surAppareil(demarche);
    if (!brouillon) return undefined;
    if (brouillon.le + DUREE > this.#maintenant()) return brouillon;
    this.effacer(demarche);
    return undefined;
  }

  garder(demarche: string, brouillon: Brouillon): void {
    const date = { ...brouillon, le: this.#maintenant() };
    this.poser(demarche, date);
    if (this.partage) this.oublier(demarche);
    else this.#essayer((stock) => stock.setItem(this.#prefixe + demarche, enJson(date)));
    this.surChange?.(demarche, date);
  }

  effacer(demarche: string): void {
    this.#memoire.delete(demarche);
    this.oublier(demarche);
    this.surChange?.(demarche, undefined);
  }

  /** In memory only: what comes from elsewhere. */
  poser(demarche: string, brouillon: Brouillon): void {
    this.#memoire.set(demarche, brouillon);
  }

  /** Takes it off the device; the page still has it. */
  oublier(demarche: string): void {
    this.#essayer((stock) => stock.removeItem(this.#prefixe + demarche));
  }

  #surAppareil(demarche: string): Brouillon | undefined {
    return this.#essayer((stock) => {
      const lu = JSON.parse(stock.getItem(this.#prefixe + demarche) ?? 'null') as Partial<Brouillon> | null;
      const entier =
        lu && typeof lu.version === 'number' && typeof lu.cle === 'string' && typeof lu.le === 'number';
      return entier
        ? ({ etape: '', envoi: false, ...lu, reponses: lu.reponses ?? {} } as Brouillon)
        : undefined;
    });
  }

  #essayer<T>(acte: (stock: Storage) => T): T | undefined {
    try {
      return acte(localStorage);
    } catch {
      return undefined;
    }
  }
}
