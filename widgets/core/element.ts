import {
  LitElement,
  type CSSResult,
  type CSSResultGroup,
  type PropertyDeclarations,
  type PropertyValues,
  type TemplateResult,
  html,
} from 'lit';
import type { Commune } from '#contract/schemas/commune.ts';
import { Client } from './client.ts';
import { attributsInconnus } from './attributs.ts';
import { FRAPPES, garderFrappe } from './frappe.ts';
import { racineStyles } from './racine.styles.ts';
import { serveurParDefaut } from './serveur.ts';
import { ECHOUEE, Tache } from './tache.ts';
import { appliquerTheme, preferenceSombre } from './theme.ts';

/**
 * Base of the public widgets: attributes `commune` and `serveur`, the reset root, the town's colour,
 * the fallback that stays until there is something to show. Sub-classes give `pret` and `renderContent()`,
 * and put `ParvisElement.styles` first in their `static styles`. What follows belongs to every public tag.
 *
 * @attr {string} commune - Slug of the commune; may be left out when the server has one.
 * @attr {string} serveur - Origin of the Parvis server; that of the script by default.
 * @slot - What the page shows until the widget is ready, or when it cannot come.
 * @csspart root - The whole widget.
 * @csspart title - A heading.
 * @csspart button - A button, those that look like a link apart.
 * @cssprop [--parvis-brand=#0f5f5c] - Primary actions, links and progress; moved to 4.5:1 when too weak.
 * @cssprop [--parvis-ink=#22262b] - Text; moved to 4.5:1 when too weak.
 * @cssprop [--parvis-muted=#5b6067] - Secondary text; likewise.
 * @cssprop [--parvis-paper=#fff] - Ground of the controls and of the sheets.
 * @cssprop [--parvis-stone=#f6f4f0] - Ground of the boxes that stand out.
 * @cssprop [--parvis-line=#ddd8d0] - Rules between parts.
 * @cssprop [--parvis-line-strong=#84807a] - Borders of controls; moved to 3:1 when too weak.
 * @cssprop [--parvis-focus=#b35c00] - Ring around what has the focus of the keyboard; likewise.
 * @cssprop [--parvis-radius=0.375em] - Radius of corners.
 * @cssprop [--parvis-space=0.25em] - Step of the spaces.
 * @cssprop [--parvis-font=inherit] - Font family; that of the page by default.
 * @cssprop [--parvis-fs=medium] - Size of the text, which everything else follows.
 */
export abstract class ParvisElement extends LitElement {
  static override styles: CSSResultGroup = racineStyles;
  static override properties: PropertyDeclarations = {
    commune: { type: String },
    serveur: { type: String },
    client: { attribute: false },
  };

  /** Slug of the commune; may be left out when the server has one. */
  declare commune: string | undefined;
  /** Origin of the Parvis server; that of the script by default. */
  declare serveur: string | undefined;
  /** @internal Replaces the network, for tests and stories. */
  declare client: Client | undefined;

  /** The town: names, zone, contact, colour. Widgets may wait for it or draw without it. */
  protected readonly tacheVille = new Tache(
    this,
    ([client], { signal }) => client.lireCommune({ signal }),
    () => [this.leClient] as const,
  );
  #client: { cle: string; client: Client } | undefined;
  readonly #avertis = new Set<string>();
  #theme: Commune['theme'] | undefined;

  protected get ville(): Commune | undefined {
    return this.tacheVille.value;
  }

  /** The injected client, or the one of `serveur` and `commune`. */
  protected get leClient(): Client {
    if (this.client) return this.client;
    const serveur = this.#adresse ?? serveurParDefaut() ?? location.origin;
    const cle = `${serveur} ${this.commune ?? ''}`;
    if (this.#client?.cle !== cle) this.#client = { cle, client: this.creerClient(serveur) };
    return this.#client.client;
  }

  get #adresse(): string | undefined {
    if (!this.serveur || URL.canParse(this.serveur)) return this.serveur || undefined;
    this.avertir(
      `l’attribut serveur « ${this.serveur} » n’est pas une adresse, par exemple https://guichet.ville.fr.`,
    );
    return undefined;
  }

  /** Agents' widgets make a `ClientAgent`. */
  protected creerClient(serveur: string): Client {
    return new Client({ serveur, commune: this.commune });
  }

  /** Is there something better to show than the page's fallback: data, an empty list, an error? */
  protected abstract get pret(): boolean;
  protected abstract renderContent(): unknown;

  /** What stands in for the content meanwhile, where the page gave no fallback. */
  protected renderAttente(): TemplateResult {
    return html`<div class="squelette" aria-hidden="true">
      <p></p>
      <p></p>
      <p></p>
    </div>`;
  }

  constructor() {
    super();
    // Single-key shortcuts of the page must not take what is typed in our fields.
    for (const type of FRAPPES) this.addEventListener(type, garderPourSoi);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    // Moved to another ground.
    if (this.#theme) this.#habiller();
    preferenceSombre().addEventListener('change', this.#habiller);
    for (const type of FRAPPES) addEventListener(type, this.#garderFrappe, true);
    for (const nom of attributsInconnus(this)) this.avertir(`l’attribut « ${nom} » n’existe pas.`);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    preferenceSombre().removeEventListener('change', this.#habiller);
    for (const type of FRAPPES) removeEventListener(type, this.#garderFrappe, true);
  }

  protected override render(): TemplateResult {
    return html`<div class="root" part="root" lang="fr">
      ${this.pret ? this.renderContent() : html`<slot>${this.renderAttente()}</slot>`}
    </div>`;
  }

  protected override updated(changes: PropertyValues<this>): void {
    super.updated(changes);
    const theme = this.ville?.theme ?? SANS_THEME;
    if (theme === this.#theme) return;
    this.#theme = theme;
    this.#habiller();
  }

  /** Styles that come with a late part. */
  protected adopter(styles: readonly CSSResult[]): void {
    const racine = this.renderRoot as ShadowRoot;
    const feuilles = styles.map(({ styleSheet }) => styleSheet!);
    racine.adoptedStyleSheets = [...new Set([...racine.adoptedStyleSheets, ...feuilles])];
  }

  /** One warning per fault and per element, for the webmaster; never an exception. */
  protected avertir(phrase: string): void {
    if (this.#avertis.has(phrase)) return;
    this.#avertis.add(phrase);
    console.warn(`[parvis] <${this.localName}> : ${phrase}`);
  }

  /** Did the town answer with an error? */
  protected get villeEnErreur(): boolean {
    return this.tacheVille.status === ECHOUEE;
  }

  get #racine(): HTMLElement {
    return this.renderRoot.querySelector<HTMLElement>('.root')!;
  }

  /** The page's shortcuts may listen before us, on the document or the window: see `core/frappe.ts`. */
  readonly #garderFrappe = (evenement: KeyboardEvent): void => garderFrappe(this, evenement);

  readonly #habiller = (): void =>
    appliquerTheme(this, this.#racine, this.#theme!, (phrase) => this.avertir(phrase));
}

const SANS_THEME = {};

function garderPourSoi(evenement: Event): void {
  const cible = evenement.composedPath()[0];
  if (cible instanceof Element && cible.matches('input, textarea, select')) evenement.stopPropagation();
}
