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
import type { Dossier } from './dossier.ts';
import type { Echec } from './echecs.ts';
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
  readonly #minuterie: Minuterie | undefined;
  #suite: typeof import('./suite.ts') | undefined;
  /** Comes with `suite`. */
  #dossier: Dossier | undefined;
  /** Somebody waits for `suite`. */
  #attente = false;
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
    const { suivi, code, lecture = this.#attente } = this.#dossier ?? {};
    const commun = { echecs: this.#echecs, lecture, surCode: this.#surCode, surOuvrir: this.#surOuvrir };
    if (!suivi || !this.#suite) {
      const { numero, code: codeSaisi } = this.#saisie;
      const lignes = this.#echecs.flatMap((e) => (e.champ ? [{ cible: e.champ, message: e.phrase }] : []));
      return vueOuverture({
        ...commun,
        ville,
        numero,
        code: codeSaisi,
        resume: this.#suite?.resumeErreurs(lignes),
        surNumero: this.#surNumero,
        surEntree: this.#surEntree,
      });
    }
    return this.#suite.vueSuivi({
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
    this.#surEntree();
    this.requestUpdate();
  };

  readonly #reessayer = (): void => void this.tacheVille.run();

  /** Fetches what comes next before it is asked for. */
  readonly #surEntree = (): void => void this.#preparer();

  readonly #surNumero = (texte: string): void => {
    this.#saisie.numero = texte;
  };

  readonly #surCode = (texte: string): void => {
    this.#saisie.code = texte;
  };

  readonly #surOuvrir = (evenement: Event): void => {
    evenement.preventDefault();
    const suivi = this.#dossier?.suivi;
    if (suivi && !this.#saisie.code.trim()) {
      return this.#echouer([{ champ: 'code', phrase: msg('Indiquez votre code.') }]);
    }
    void this.#ouvrir(suivi?.numero ?? this.#saisie.numero);
  };

  async #ouvrir(numero: string, { viser = true } = {}): Promise<void> {
    this.#attente = true;
    this.requestUpdate();
    const suite = await this.#preparer();
    this.#attente = false;
    const dossier = this.#dossier;
    if (!suite || !dossier) {
      return this.#echouer([{ phrase: msg('La connexion ne passe pas. Vérifiez-la, puis réessayez.') }]);
    }
    const lu = suite.lireSaisie({ numero, code: this.#saisie.code }, this.ville);
    if ('echecs' in lu) return this.#echouer(lu.echecs);
    this.#echecs = [];
    const avant = dossier.suivi?.numero;
    if (await dossier.ouvrir(lu.numero, lu.code)) {
      if (avant !== lu.numero) this.#prive?.vider();
      this.#saisie.code = '';
      this.#annoncer(suite.ouverture(dossier.suivi!));
      if (viser) this.#viser('titre');
    } else if (dossier.echec) this.#echouer([dossier.echec]);
  }

  #echouer(echecs: Echec[]): void {
    this.#echecs = echecs;
    this.requestUpdate();
    const champ = echecs[0]?.champ;
    if (champ) this.#viser(this.#dossier?.suivi ? champ : 'resume-erreurs');
  }

  readonly #surActualiser = async (): Promise<void> => {
    const dossier = this.#dossier!;
    if (dossier.lecture) return;
    this.#echecs = [];
    await dossier.actualiser();
    if (dossier.echec) this.#echecs = [dossier.echec];
    this.requestUpdate();
  };

  readonly #surFermer = (): void => {
    this.#fermer();
    this.#viser('numero');
  };

  #fermer(): void {
    this.#dossier?.fermer();
    this.#prive?.vider();
    this.#saisie = { numero: '', code: '' };
    this.#echecs = [];
  }

  /** A page that only offers the form stays light. `undefined` when the network cut; the next call tries again. */
  async #preparer(): Promise<typeof import('./suite.ts') | undefined> {
    try {
      const suite = await import('./suite.ts');
      if (!this.#suite) {
        this.#suite = suite;
        this.#adopter(suite.vueStyles);
        this.#dossier = new suite.Dossier(this.#contexte, () => this.#chargerPrive(), this.#minuterie);
      }
    } catch {
      return undefined;
    }
    return this.#suite;
  }

  /** Who follows by number alone never downloads the holder's part. */
  async #chargerPrive(): Promise<void> {
    const { Prive: Partie, priveStyles } = await import('./prive.ts');
    if (this.#prive) return;
    this.#adopter(priveStyles);
    this.#prive = new Partie(this.#contexte, {
      ajouter: (numero, evenement) => this.#dossier!.ajouter(numero, evenement),
      remplacer: (suivi) => {
        if (this.#dossier!.remplacer(suivi)) this.#viser('titre');
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
