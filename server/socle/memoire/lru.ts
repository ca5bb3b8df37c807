/** The `max` entries used last. */
export class LRUCache<C, V> {
  readonly #max: number;
  readonly #entrees = new Map<C, V>();

  constructor(max: number) {
    this.#max = max;
  }

  get(cle: C): V | undefined {
    const valeur = this.#entrees.get(cle);
    if (valeur === undefined) return undefined;
    this.#entrees.delete(cle);
    this.#entrees.set(cle, valeur);
    return valeur;
  }

  set(cle: C, valeur: V): void {
    this.#entrees.delete(cle);
    this.#entrees.set(cle, valeur);
    if (this.#entrees.size > this.#max) this.#entrees.delete(this.#entrees.keys().next().value as C);
  }
}
