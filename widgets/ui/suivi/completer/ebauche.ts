import type { Reponses } from '#contract/formulaire.ts';
import { Brouillons, type Brouillon } from '../../../core/brouillon.ts';
import { nouvelleCle } from '../../../core/cle.ts';
import type { Brutes } from '../../formulaire/chemins.ts';

type Stock = Pick<Brouillons, 'lire' | 'garder' | 'effacer' | 'partage'>;

/** Of the page: a computer that is shared is so for every file opened on it. */
const stock = new Brouillons('complement');

/** For a computer that others use after: neither kept, nor read where somebody else kept his. */
export const sansTrace = (): Stock => ({ partage: true, lire: () => undefined, garder() {}, effacer() {} });

/** Answers to what was asked, kept on the device like a filing, under the number alone: the code is nowhere. */
export class Ebauche {
  readonly #numero: string;
  readonly #surChange: () => void;
  readonly #stock: Stock;
  #brouillon: Brouillon;

  constructor(numero: string, version: number, surChange: () => void, garde: Stock = stock) {
    this.#stock = garde;
    this.#numero = numero;
    this.#surChange = surChange;
    this.#brouillon = garde.lire(numero) ?? {
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
    return this.#stock.partage;
  }

  set partage(partage: boolean) {
    this.#stock.partage = partage;
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
    this.#stock.effacer(this.#numero);
    this.#brouillon = { ...this.#brouillon, reponses: {}, envoi: false, cle: nouvelleCle() };
    this.#surChange();
  }

  #garder(changement: Partial<Brouillon>): void {
    this.#brouillon = { ...this.#brouillon, ...changement };
    this.#stock.garder(this.#numero, this.#brouillon);
    this.#surChange();
  }
}
