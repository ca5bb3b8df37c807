import type { Reponses } from '#contract/formulaire.ts';
import { Brouillons, type Brouillon } from '../../../core/brouillon.ts';
import { nouvelleCle } from '../../../core/cle.ts';
import type { Brutes } from '../../formulaire/chemins.ts';

/** Of the page: a computer that is shared is so for every file opened on it. */
const stock = new Brouillons('complement');

/** Answers to what was asked, kept on the device like a filing, under the number alone: the code is nowhere. */
export class Ebauche {
  readonly #numero: string;
  readonly #surChange: () => void;
  #brouillon: Brouillon;

  constructor(numero: string, version: number, surChange: () => void) {
    this.#numero = numero;
    this.#surChange = surChange;
    this.#brouillon = stock.lire(numero) ?? {
      version,
      reponses: {},
      etape: '',
      cle: nouvelleCle(),
      envoi: false,
      le: 0,
    };
  }

  get reponses(): Brutes {
    return this.#brouillon.reponses;
  }

  /** The key of this sending, however often it is tried. */
  get cle(): string {
    return this.#brouillon.cle;
  }

  /** Sent with no answer seen: it may no longer change under the same key. */
  get envoi(): boolean {
    return this.#brouillon.envoi;
  }

  get partage(): boolean {
    return stock.partage;
  }

  set partage(partage: boolean) {
    stock.partage = partage;
    this.#garder({});
  }

  ecrire(reponses: Brutes): void {
    if (!this.envoi) this.#garder({ reponses: reponses as Reponses });
  }

  figer(): void {
    this.#garder({ envoi: true });
  }

  /** Nothing was taken under the last key: the answers may change, and leave under another. */
  degeler(): void {
    this.#garder({ envoi: false, cle: nouvelleCle() });
  }

  effacer(): void {
    stock.effacer(this.#numero);
    this.#brouillon = { ...this.#brouillon, reponses: {}, envoi: false, cle: nouvelleCle() };
    this.#surChange();
  }

  #garder(changement: Partial<Brouillon>): void {
    this.#brouillon = { ...this.#brouillon, ...changement };
    stock.garder(this.#numero, this.#brouillon);
    this.#surChange();
  }
}
