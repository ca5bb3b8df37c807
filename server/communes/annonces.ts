/** Tells those who watch that something was committed. What happened is read from the events, not from here. */
export class Annonces {
  readonly #ecouteurs = new Set<() => void>();

  annoncer(): void {
    for (const ecouteur of this.#ecouteurs) ecouteur();
  }

  /** Returns the function that stops listening. */
  ecouter(ecouteur: () => void): () => void {
    this.#ecouteurs.add(ecouteur);
    return () => this.#ecouteurs.delete(ecouteur);
  }

  get nombre(): number {
    return this.#ecouteurs.size;
  }
}
