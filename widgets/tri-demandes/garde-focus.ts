/**
 * The focus must not fall on the page when what had it leaves with a drawing: a button used once, a panel that
 * closes. Each part of the post names in `data-retour` the ids that then take it, best first.
 */
export class GardeFocus {
  #avant: HTMLElement | null = null;
  #retours: string[] = [];

  /** Before a drawing. */
  noter(racine: ShadowRoot | null): void {
    this.#avant = (racine?.activeElement ?? null) as HTMLElement | null;
    this.#retours = [];
    for (let partie = this.#avant; partie; partie = partie.parentElement)
      this.#retours.push(...(partie.dataset['retour']?.split(' ') ?? []));
  }

  /** After it: what takes the focus, when what had it is gone or hidden. */
  suivant(racine: ShadowRoot): HTMLElement | undefined {
    if (!this.#avant || (this.#avant.isConnected && this.#avant.checkVisibility())) return undefined;
    return (
      this.#retours
        .map((id) => racine.querySelector<HTMLElement>(`#${CSS.escape(id)}`))
        .find((element) => element?.checkVisibility()) ?? undefined
    );
  }
}
