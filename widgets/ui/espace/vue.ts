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
    if (!this.#cible || !this.renderRoot.querySelector(`[id="${this.#cible}"]`)) return;
    viser(this.renderRoot, this.#cible);
    this.#cible = undefined;
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
