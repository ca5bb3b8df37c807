import {
  html,
  type CSSResult,
  type PropertyDeclarations,
  type PropertyValues,
  type TemplateResult,
} from 'lit';
import { msg } from '@lit/localize';
import type { Client } from '../core/client.ts';
import { ParvisElement } from '../core/element.ts';
import { AccesSession } from '../core/session/acces.ts';
import { baseStyles } from '../ui/base.styles.ts';
import type { Compte } from './compte.ts';
import { porteStyles } from './connexion-usager.styles.ts';

/**
 * @summary The citizen's door, for the header of the town's site: « Me connecter », then « Bonjour Léa » with the way to
 * one's requests, one's account and out. Every widget of the page follows.
 *
 * @attr {string} espace - Address of the page that holds `<mes-demarches>` or `<mes-demandes>`; the menu leads there.
 * @fires {SessionOuverteEvent} session-ouverte - Somebody is signed in; `role`, and `reprise` when the session began earlier. Once for the
 *   page, from where he signed in, else from the document. Bubbles, composed.
 * @fires {SessionFermeeEvent} session-fermee - Nobody is signed in any more; `role` and `raison` (`voulue`, `finie`). Likewise.
 * @csspart primary - The button of the main action; it is `button` too.
 * @csspart field - A field with its label, hint and error.
 */
export class ConnexionUsager extends ParvisElement {
  static override styles = [ParvisElement.styles, baseStyles, porteStyles];
  static override properties: PropertyDeclarations = {
    ...ParvisElement.properties,
    espace: { type: String },
  };

  /** Address of the page that holds `<mes-demarches>` or `<mes-demandes>`; the menu leads there. */
  declare espace: string | undefined;

  readonly #acces = new AccesSession(this, 'usager', () => this.leClient);
  /** Comes when somebody wants to sign in, or is. */
  #compte: Promise<Compte> | undefined;
  #arrive: Compte | undefined;
  #annonce = '';

  /** @internal */
  get acces(): AccesSession {
    return this.#acces;
  }

  /** @internal */
  get api(): Client {
    return this.leClient;
  }

  /** @internal Zone of the town, once known. */
  get fuseau(): string {
    return this.ville?.fuseau ?? 'Europe/Paris';
  }

  protected override get pret(): boolean {
    return true;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#arrive?.fermer();
  }

  protected override updated(changes: PropertyValues<this>): void {
    super.updated(changes);
    const { session } = this.#acces;
    if (session && (session.ouverte || session.retourManque)) this.#preparer().catch(() => undefined);
    this.#arrive?.apres();
  }

  protected override renderContent(): TemplateResult {
    const { ouverte, reprise } = this.#acces;
    const attente = reprise || (ouverte && !this.#arrive);
    return html`${
        this.#arrive?.dessiner() ??
        html`<div class="porte">
          <button type="button" class="bouton ${attente ? 'attente' : ''}" @click=${this.#surEntree}>
            ${msg('Me connecter')}
          </button>
        </div>`
      }
      <p class="cache" role="status">${this.#annonce}</p>`;
  }

  /** @internal Said to screen readers, politely. */
  annoncer(phrase: string): void {
    this.#annonce = phrase;
    this.requestUpdate();
  }

  /** @internal Styles that come with a late part. */
  habiller(...styles: CSSResult[]): void {
    this.adopter(styles);
  }

  #preparer(): Promise<Compte> {
    this.#compte ??= import('./compte.ts').then(({ Compte }) => {
      this.requestUpdate();
      return (this.#arrive = new Compte(this));
    });
    // Asked again, it is loaded again.
    this.#compte.catch(() => (this.#compte = undefined));
    return this.#compte;
  }

  readonly #surEntree = (): void => {
    this.annoncer('');
    this.#preparer().then(
      (compte) => compte.montrer('connexion'),
      () => this.annoncer(msg('Le réseau ou le serveur ne répond pas. Réessayez dans un instant.')),
    );
  };
}
