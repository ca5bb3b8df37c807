import { html, type PropertyDeclarations, type PropertyValues, type TemplateResult } from 'lit';
import { msg, str } from '@lit/localize';
import { LIBELLES_STATUT } from '#contract/vocabulaire.ts';
import { ParvisElement } from '../core/element.ts';
import { encart } from '../ui/encart.ts';
import { creerContexte } from './contexte.ts';
import { Dossier } from './dossier.ts';
import { lireSaisie, type Echec } from './echecs.ts';
import { effacerCode, lireFragment } from './fragment.ts';
import { Pieces } from './pieces.ts';
import { Redaction } from './redaction.ts';
import { Retrait } from './retrait.ts';
import { suiviStyles } from './suivi-demande.styles.ts';
import type { Minuterie } from './veille.ts';
import { vueOuverture } from './vue-ouverture.ts';
import { vueSuivi } from './vue-suivi.ts';

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
  readonly #redaction = new Redaction(this.#contexte);
  readonly #retrait = new Retrait(this.#contexte);
  readonly #pieces = new Pieces(this.#contexte);
  #saisie = { numero: '', code: '' };
  #echecs: Echec[] = [];
  #annonce = '';
  #source: unknown;
  #aLire: { numero: string; code?: string } | undefined;

  /** `minuterie` replaces the timers of the gentle polling in tests. */
  constructor(minuterie?: Minuterie) {
    super();
    this.#dossier = new Dossier(this.#contexte, minuterie);
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
    void this.#ouvrir();
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
    if (!suivi) {
      const { numero, code: codeSaisi } = this.#saisie;
      return vueOuverture({ ...commun, ville, numero, code: codeSaisi, surNumero: this.#surNumero });
    }
    return vueSuivi({
      ...commun,
      suivi,
      code,
      codeSaisi: this.#saisie.code,
      fuseau: ville.fuseau,
      redaction: this.#redaction,
      retrait: this.#retrait,
      pieces: this.#pieces,
      surEnvoyer: this.#surEnvoyer,
      surActualiser: this.#surActualiser,
      surRetirer: this.#surRetirer,
      surFermer: this.#surFermer,
    });
  }

  /** Reads the link once: by the time a page could be shared or shown, its code is gone. */
  readonly #suivreLien = (): void => {
    const lu = lireFragment(location.hash);
    if (!lu) return;
    if (lu.code) effacerCode(lu.numero);
    else if (this.#dossier.suivi) return;
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
    void this.#ouvrir();
  };

  async #ouvrir(): Promise<void> {
    const dejaOuvert = this.#dossier.suivi;
    const numero = dejaOuvert ? dejaOuvert.numero : this.#saisie.numero;
    const lu = lireSaisie({ numero, code: this.#saisie.code }, this.ville);
    if (dejaOuvert && 'numero' in lu && !lu.code) {
      return this.#echouer([{ champ: 'code', phrase: msg('Indiquez votre code.') }]);
    }
    if ('echecs' in lu) return this.#echouer(lu.echecs);
    this.#echecs = [];
    if (await this.#dossier.ouvrir(lu.numero, lu.code)) {
      if (dejaOuvert?.numero !== lu.numero) this.#vider();
      this.#saisie.code = '';
      const { titre, statut } = this.#dossier.suivi!;
      this.#annoncer(msg(str`${titre} : ${LIBELLES_STATUT[statut]}.`));
      this.#viser('titre');
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

  readonly #surEnvoyer = async (evenement: Event): Promise<void> => {
    evenement.preventDefault();
    const { suivi, code } = this.#dossier;
    if (!suivi || !code) return;
    const message = await this.#redaction.envoyer(suivi.numero, code);
    if (message && this.#dossier.suivi?.numero === suivi.numero) this.#dossier.ajouter(message);
  };

  readonly #surRetirer = async (): Promise<void> => {
    const { suivi, code } = this.#dossier;
    if (!suivi || !code) return;
    const apres = await this.#retrait.confirmer(suivi.numero, code);
    if (!apres) return;
    this.#dossier.remplacer(apres);
    this.#viser('titre');
  };

  readonly #surFermer = (): void => {
    this.#fermer();
    this.#viser('numero');
  };

  #fermer(): void {
    this.#dossier.fermer();
    this.#vider();
    this.#saisie = { numero: '', code: '' };
    this.#echecs = [];
  }

  #vider(): void {
    this.#redaction.vider();
    this.#retrait.vider();
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
