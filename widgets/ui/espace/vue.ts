import {
  html,
  LitElement,
  type CSSResult,
  type nothing,
  type PropertyDeclarations,
  type TemplateResult,
} from 'lit';
import type { Client } from '../../core/client.ts';
import { viser } from '../viser.ts';

/**
 * Base of the views of one's own space. Internal to the kit: a widget gives properties, never attributes, and a
 * client that speaks for an open session.
 */
export abstract class VueEspace extends LitElement {
  static override properties: PropertyDeclarations = {
    client: { attribute: false },
    fuseau: { attribute: false },
    maintenant: { attribute: false },
  };

  declare client: Client;
  /** IANA zone of the town. */
  declare fuseau: string;
  /** The clock, for tests and stories. */
  declare maintenant: Date | undefined;
  #annonce = '';
  #cible: string | undefined;

  constructor() {
    super();
    this.fuseau = 'Europe/Paris';
  }

  protected abstract contenu(): TemplateResult | typeof nothing;

  protected override render(): TemplateResult {
    return html`${this.contenu()}
      <p class="cache" role="status">${this.#annonce}</p>`;
  }

  protected override updated(): void {
    const id = this.#cible;
    if (!id || !this.renderRoot.querySelector(`[id="${id}"]`)) return;
    this.#cible = undefined;
    const racine = this.renderRoot as ShadowRoot;
    const avant = racine.activeElement;
    viser(racine, id);
    if (avant && avant === racine.activeElement) void this.#redire(id);
  }

  /** The focus was there already: what is now wrong with the field would not be heard. */
  async #redire(id: string): Promise<void> {
    const phrase = this.renderRoot.querySelector(`[id="${id}-erreur"]`)?.textContent.trim();
    if (!phrase) return;
    if (phrase === this.#annonce) {
      // Other words in between: said twice, the same fault is heard twice.
      this.annoncer('');
      await this.updateComplete;
    }
    this.annoncer(phrase);
  }

  /** Said to screen readers, politely. */
  protected annoncer(phrase: string): void {
    this.#annonce = phrase;
    this.requestUpdate();
  }

  /** The control that takes the focus once it is drawn. */
  protected viser(id: string): void {
    this.#cible = id;
    this.requestUpdate();
  }

  /** Styles that come with a late part. */
  protected adopter(styles: readonly CSSResult[]): void {
    const racine = this.renderRoot as ShadowRoot;
    const feuilles = styles.map(({ styleSheet }) => styleSheet!);
    racine.adoptedStyleSheets = [...new Set([...racine.adoptedStyleSheets, ...feuilles])];
  }
}
