/** The focus must not fall on the page when what had it leaves with a drawing: a file that arrived, a button used once. */
export class GardeFocus {
  #avant: Element | undefined;
  #ancetres: Element[] = [];

  /** Before a drawing. */
  noter(): void {
    let element = document.activeElement;
    while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
    const champ = element?.closest('.champ:not(.champ .champ)');
    this.#ancetres = [];
    this.#avant = champ ? element! : undefined;
    if (!champ) return;
    for (let parent = element!.parentElement; parent; parent = parent.parentElement) {
      this.#ancetres.push(parent);
      if (parent === champ) return;
    }
  }

  /** After it: the last control of the nearest part of the field that stands, for what is new comes last. */
  rendre(): void {
    if (!this.#avant || this.#avant.isConnected) return;
    this.#avant = undefined;
    for (const ancetre of this.#ancetres) {
      if (!ancetre.isConnected) continue;
      const controles = ancetre.querySelectorAll<HTMLElement>('input, textarea, button');
      if (controles.length) return controles[controles.length - 1]!.focus();
    }
  }
}
