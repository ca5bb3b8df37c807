import {
  html,
  type CSSResult,
  type PropertyDeclarations,
  type PropertyValues,
  type TemplateResult,
} from 'lit';
import { msg } from '@lit/localize';
import { ParvisElement } from '../core/element.ts';
import { encart } from '../ui/encart.ts';
import type { Consultation } from './consultation.ts';
import { effacerCode, lireFragment } from './fragment.ts';
import { suiviStyles } from './suivi-demande.styles.ts';
import type { Minuterie } from '../ui/suivi/veille.ts';
import { vueOuverture } from './vue-ouverture.ts';

/**
 * @summary Where a request stands: by its number, its status and timeline; with its code, messages and files both
 * ways. Opens by itself from the link of the receipt (`#numero=…&code=…`), whose code leaves the address bar at once.
 *
 * @attr {string} numero - Tracking number to open at once, its public part only.
 * @fires {SessionOuverteEvent} session-ouverte - Somebody is signed in; `role`, and `reprise` when the session began earlier. Once for the
 *   page, from where he signed in, else from the document. Bubbles, composed.
 * @fires {SessionFermeeEvent} session-fermee - Nobody is signed in any more; `role` and `raison` (`voulue`, `finie`). Likewise.
 * @csspart primary - The button of the main action; it is `button` too.
 * @csspart card - A box of a list: a démarche, a request, a person.
 * @csspart field - A field with its label, hint and error.
 */
export class SuiviDemande extends ParvisElement {
  static override styles = [ParvisElement.styles, suiviStyles];
  static override properties: PropertyDeclarations = {
    ...ParvisElement.properties,
    numero: { type: String },
  };

  /** Tracking number to open at once, its public part only. */
  declare numero: string | undefined;

  readonly #minuterie: Minuterie | undefined;
  readonly #saisie = { numero: '', code: '' };
  /** Comes with `suite.ts`. */
  #consultation: Consultation | undefined;
  /** Somebody waits for it. */
  #attente = false;
  /** It did not come to who waited. */
  #coupure = false;
  #annonce = '';
  #source: unknown;
  #lienLu = '';
  /** A link of the page was followed. */
  #demande = false;
  #aLire: { numero: string; code?: string } | undefined;

  /** `minuterie` replaces the timers of the gentle polling in tests. */
  constructor(minuterie?: Minuterie) {
    super();
    this.#minuterie = minuterie;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener('hashchange', this.#suivreLien);
    this.#suivreLien();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener('hashchange', this.#suivreLien);
  }

  protected override get pret(): boolean {
    return this.villeEnErreur || (this.ville !== undefined && this.#aLire === undefined);
  }

  protected override willUpdate(changes: PropertyValues<this>): void {
    const source = this.leClient;
    if (this.#source && this.#source !== source) this.#consultation?.fermer();
    this.#source = source;
    if (changes.has('numero') && this.numero && !this.#aLire) this.#aLire = { numero: this.numero };
    if (!this.ville || !this.#aLire) return;
    const { numero, code = '' } = this.#aLire;
    this.#aLire = undefined;
    Object.assign(this.#saisie, { numero, code });
    // Whoever has just arrived on the page is left where he is; who followed a link of it is led to what it opens.
    void this.#ouvrir(this.#demande);
  }

  protected override renderContent(): TemplateResult {
    return html`<div class="contenu">
      ${this.#vue()}
      <p class="cache" role="status">${this.#annonce}</p>
    </div>`;
  }

  #vue(): TemplateResult {
    const { ville } = this;
    if (!ville) {
      return html`<div class="pile">
        ${encart('error', msg('Le suivi en ligne ne répond pas pour le moment.'), { annonce: true })}
        <slot></slot>
        <p><button type="button" class="bouton" @click=${this.#reessayer}>${msg('Réessayer')}</button></p>
      </div>`;
    }
    const consultation = this.#consultation;
    return (
      consultation?.dessiner(ville) ??
      vueOuverture({
        ...this.#saisie,
        ville,
        echecs: this.#coupure
          ? [{ phrase: msg('La connexion ne passe pas. Vérifiez-la, puis réessayez.') }]
          : (consultation?.echecs ?? []),
        resume: consultation?.resume,
        perdu: consultation?.perdu.dessiner(),
        lecture: this.#attente || consultation?.lecture === true,
        surNumero: this.#surNumero,
        surCode: this.#surCode,
        surOuvrir: this.#surOuvrir,
        surEntree: this.#surEntree,
      })
    );
  }

  /** Reads the link once: by the time a page could be shared or shown, its code is gone. */
  readonly #suivreLien = (evenement?: Event): void => {
    const lu = lireFragment(location.hash);
    if (!lu) return;
    if (lu.code) effacerCode(lu.numero);
    // What is left of a link already read: it must not close the file that its code has opened.
    else if (lu.numero === this.#lienLu && !this.#consultation?.fermee) return;
    this.#lienLu = lu.numero;
    this.#demande = evenement !== undefined;
    this.#aLire = lu;
    this.#surEntree();
    this.requestUpdate();
  };

  readonly #reessayer = (): void => void this.tacheVille.run();

  /** Fetches what comes next before it is asked for. */
  readonly #surEntree = (): void => void this.#preparer().then(() => this.requestUpdate());

  readonly #surNumero = (texte: string): void => {
    this.#saisie.numero = texte;
  };

  readonly #surCode = (texte: string): void => {
    this.#saisie.code = texte;
  };

  readonly #surOuvrir = (evenement: Event): void => {
    evenement.preventDefault();
    void this.#ouvrir(true);
  };

  async #ouvrir(viser: boolean): Promise<void> {
    const { numero } = this.#saisie;
    this.#attente = true;
    this.#coupure = false;
    this.requestUpdate();
    const consultation = await this.#preparer();
    this.#attente = false;
    this.#coupure = !consultation;
    this.requestUpdate();
    await consultation?.ouvrir(numero, viser);
  }

  /** A page that only offers the form stays light. `undefined` when the network cut; the next call tries again. */
  async #preparer(): Promise<Consultation | undefined> {
    try {
      const { Consultation: Partie, creerContexte, vueStyles } = await import('./suite.ts');
      if (this.#consultation) return this.#consultation;
      this.adopter(vueStyles);
      const contexte = creerContexte(this, {
        client: () => this.leClient,
        annoncer: (phrase) => this.#annoncer(phrase),
        viser: (id, sinon) => this.#viser(id, sinon),
      });
      const cadre = {
        ville: () => this.ville,
        saisie: this.#saisie,
        racine: () => this.renderRoot,
        adopter: (styles: readonly CSSResult[]) => this.adopter(styles),
      };
      return (this.#consultation = new Partie(contexte, cadre, this.#minuterie));
    } catch {
      return undefined;
    }
  }

  #annoncer(phrase: string): void {
    this.#annonce = phrase;
    this.requestUpdate();
  }

  #viser(id: string, sinon?: string): void {
    void this.updateComplete.then(() => {
      const cible = this.renderRoot.querySelector<HTMLElement>(`#${id}`);
      if (sinon && cible?.matches(':focus')) this.#annoncer(sinon);
      else cible?.focus();
    });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'suivi-demande': SuiviDemande;
  }
}
