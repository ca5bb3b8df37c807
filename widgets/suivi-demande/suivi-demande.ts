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
import { creerContexte } from './contexte.ts';
import { Dossier } from './dossier.ts';
import { lireSaisie, type Echec } from './echecs.ts';
import { effacerCode, lireFragment } from './fragment.ts';
import type { Prive } from './prive.ts';
import { suiviStyles } from './suivi-demande.styles.ts';
import type { Minuterie } from './veille.ts';
import { vueOuverture } from './vue-ouverture.ts';

/**
 * @summary Where a request stands: by its number, its status and timeline; with its code, messages and files both
 * ways. Opens by itself from the link of the receipt (`#numero=…&code=…`), whose code leaves the address bar at once.
 *
 * @slot - What stands in before the widget can show something: a phone number, a link to the hosted page.
 * @attr {string} commune - Slug of the commune; may be left out when the server has one.
 * @attr {string} serveur - Origin of the Parvis server; that of the script by default.
 * @attr {string} numero - Tracking number to open at once, its public part only.
 * @csspart root - The box around everything.
 * @cssprop --parvis-brand - Colour of actions and links.
 * @cssprop --parvis-radius - Radius of boxes and controls.
 * @cssprop --parvis-space - Step of the spaces, 0.25em by default.
 * @cssprop --parvis-font - Font; that of the page by default.
 * @cssprop --parvis-fs - Size of the text.
 */
export class SuiviDemande extends ParvisElement {
  static override styles = [ParvisElement.styles, suiviStyles];
  static override properties: PropertyDeclarations = {
    ...ParvisElement.properties,
    numero: { type: String },
  };

  declare numero: string | undefined;

  readonly #contexte = creerContexte(this, {
    client: () => this.leClient,
    annoncer: (phrase) => this.#annoncer(phrase),
    viser: (id) => this.#viser(id),
  });
  readonly #dossier: Dossier;
  #vueSuivi: typeof import('./vue-suivi.ts') | undefined;
  #prive: Prive | undefined;
  #saisie = { numero: '', code: '' };
  #echecs: Echec[] = [];
  #annonce = '';
  #source: unknown;
  #lienLu = '';
  #aLire: { numero: string; code?: string } | undefined;

  /** `minuterie` replaces the timers of the gentle polling in tests. */
  constructor(minuterie?: Minuterie) {
    super();
    this.#dossier = new Dossier(this.#contexte, this.#charger, minuterie);
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
    if (this.#source && this.#source !== source) this.#fermer();
    this.#source = source;
    if (changes.has('numero') && this.numero && !this.#aLire) this.#aLire = { numero: this.numero };
  }

  protected override updated(changes: PropertyValues<this>): void {
    super.updated(changes);
    if (!this.ville || !this.#aLire) return;
    const { numero, code = '' } = this.#aLire;
    this.#aLire = undefined;
    this.#saisie = { numero, code };
    // Whoever has just arrived on the page is left where he is.
    void this.updateComplete.then(() => this.#ouvrir(numero, { viser: false }));
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
    const { suivi, code, lecture } = this.#dossier;
    const commun = { echecs: this.#echecs, lecture, surCode: this.#surCode, surOuvrir: this.#surOuvrir };
    if (!suivi || !this.#vueSuivi) {
      const { numero, code: codeSaisi } = this.#saisie;
      return vueOuverture({ ...commun, ville, numero, code: codeSaisi, surNumero: this.#surNumero });
    }
    return this.#vueSuivi.vueSuivi({
      ...commun,
      suivi,
      codeSaisi: this.#saisie.code,
      fuseau: ville.fuseau,
      prive: suivi.dossier && code ? this.#prive?.parties(suivi, code, ville.fuseau) : undefined,
      surActualiser: this.#surActualiser,
      surFermer: this.#surFermer,
    });
  }

  /** Reads the link once: by the time a page could be shared or shown, its code is gone. */
  readonly #suivreLien = (): void => {
    const lu = lireFragment(location.hash);
    if (!lu) return;
    if (lu.code) effacerCode(lu.numero);
    // What is left of a link already read: it must not close the file that its code has opened.
    else if (lu.numero === this.#lienLu) return;
    this.#lienLu = lu.numero;
    this.#aLire = lu;
    this.requestUpdate();
  };

  readonly #reessayer = (): void => void this.tacheVille.run();

  readonly #surNumero = (texte: string): void => {
    this.#saisie.numero = texte;
  };

  readonly #surCode = (texte: string): void => {
    this.#saisie.code = texte;
  };

  readonly #surOuvrir = (evenement: Event): void => {
    evenement.preventDefault();
    const { suivi } = this.#dossier;
    if (suivi && !this.#saisie.code.trim()) {
      return this.#echouer([{ champ: 'code', phrase: msg('Indiquez votre code.') }]);
    }
    void this.#ouvrir(suivi?.numero ?? this.#saisie.numero);
  };

  async #ouvrir(numero: string, { viser = true } = {}): Promise<void> {
    const lu = lireSaisie({ numero, code: this.#saisie.code }, this.ville);
    if ('echecs' in lu) return this.#echouer(lu.echecs);
    this.#echecs = [];
    const avant = this.#dossier.suivi?.numero;
    if (await this.#dossier.ouvrir(lu.numero, lu.code)) {
      if (avant !== lu.numero) this.#prive?.vider();
      this.#saisie.code = '';
      this.#annoncer(this.#vueSuivi!.ouverture(this.#dossier.suivi!));
      if (viser) this.#viser('titre');
    } else if (this.#dossier.echec) this.#echouer([this.#dossier.echec]);
  }

  #echouer(echecs: Echec[]): void {
    this.#echecs = echecs;
    this.requestUpdate();
    const champ = echecs[0]?.champ;
    if (champ) this.#viser(this.#dossier.suivi ? champ : 'resume-erreurs');
  }

  readonly #surActualiser = async (): Promise<void> => {
    if (this.#dossier.lecture) return;
    this.#echecs = [];
    await this.#dossier.actualiser();
    if (this.#dossier.echec) this.#echecs = [this.#dossier.echec];
    this.requestUpdate();
  };

  readonly #surFermer = (): void => {
    this.#fermer();
    this.#viser('numero');
  };

  #fermer(): void {
    this.#dossier.fermer();
    this.#prive?.vider();
    this.#saisie = { numero: '', code: '' };
    this.#echecs = [];
  }

  /**
   * What draws the answer, asked for together with it: a page that only offers the form stays light, and who follows
   * by number alone never downloads the holder's part.
   */
  readonly #charger = async (avecCode: boolean): Promise<typeof import('./mots.ts').nouveaute> => {
    const [vue] = await Promise.all([import('./vue-suivi.ts'), avecCode && this.#chargerPrive()]);
    if (!this.#vueSuivi) this.#adopter(vue.vueStyles);
    this.#vueSuivi = vue;
    return vue.nouveaute;
  };

  async #chargerPrive(): Promise<void> {
    const { Prive: Partie, priveStyles } = await import('./prive.ts');
    if (this.#prive) return;
    this.#adopter(priveStyles);
    this.#prive = new Partie(this.#contexte, {
      ajouter: (numero, evenement) => this.#dossier.ajouter(numero, evenement),
      remplacer: (suivi) => {
        if (this.#dossier.remplacer(suivi)) this.#viser('titre');
      },
      adopter: (styles) => this.#adopter(styles),
    });
  }

  #adopter(styles: readonly CSSResult[]): void {
    const racine = this.renderRoot as ShadowRoot;
    racine.adoptedStyleSheets.push(...styles.map(({ styleSheet }) => styleSheet!));
  }

  #annoncer(phrase: string): void {
    this.#annonce = phrase;
    this.requestUpdate();
  }

  #viser(id: string): void {
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>(`#${id}`)?.focus());
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'suivi-demande': SuiviDemande;
  }
}
