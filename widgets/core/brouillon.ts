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
  /** Where the space of a citizen has it. */
  lien?: LienEspace | undefined;
  /** Milliseconds since 1970. */
  le: number;
}

/** A draft of a citizen's space. */
export interface LienEspace {
  id: string;
  /** The one that was read or saved last; 0: not there yet. */
  revision: number;
  /** Whose space: id of an identity; `undefined` when it could not be asked. */
  de?: string | undefined;
}

/** Keeps the drafts elsewhere too. */
export interface Gardien {
  /** Told of each change before the device is (`undefined`: erased); may add the `lien`. */
  surChange(demarche: string, brouillon: Brouillon | undefined): void;
}

const DUREE = 30 * 86_400_000;

/**
 * Drafts of one commune. In memory first; on the device (`localStorage`) once the citizen has begun,
 * unless the computer is shared. Storage that throws or is full is as if there were none.
 */
export class Brouillons {
  /** « Ordinateur partagé » : nothing is kept on the device. */
  partage = false;
  /** The device has refused to keep the last answers. */
  refuse = false;
  gardien: Gardien | undefined;
  /** There may be drafts in a space, for whoever looks. */
  declare ailleurs: boolean | undefined;
  /** Of the names in `localStorage`; the code of the démarche follows. */
  readonly prefixe: string;
  readonly #memoire = new Map<string, Brouillon>();
  readonly #maintenant: () => number;

  constructor(commune: string, maintenant: () => number = Date.now) {
    this.prefixe = `parvis:${commune}:`;
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
    this.gardien?.surChange(demarche, date);
    if (this.partage) this.oublier(demarche);
    else
      this.refuse = !this.#essayer((stock) => {
        stock.setItem(this.prefixe + demarche, enJson(date));
        return true;
      });
  }

  effacer(demarche: string): void {
    this.#memoire.delete(demarche);
    this.oublier(demarche);
    this.gardien?.surChange(demarche, undefined);
  }

  /** In memory only: what comes from elsewhere. */
  poser(demarche: string, brouillon: Brouillon): void {
    this.#memoire.set(demarche, brouillon);
  }

  /** Takes it off the device; the page still has it. */
  oublier(demarche: string): void {
    this.#essayer((stock) => stock.removeItem(this.prefixe + demarche));
  }

  #surAppareil(demarche: string): Brouillon | undefined {
    return this.#essayer((stock) => {
      const lu = JSON.parse(stock.getItem(this.prefixe + demarche) ?? 'null') as Partial<Brouillon> | null;
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
