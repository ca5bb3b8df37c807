import { html, nothing, type LitElement, type PropertyValues, type TemplateResult } from 'lit';
import { msg } from '@lit/localize';
import type { Commune } from '#contract/schemas/commune.ts';
import type { Moi } from '#contract/schemas/usager.ts';
import type { Brouillons } from '../../core/brouillon.ts';
import { definir } from '../../core/definir.ts';
import { AccesSession } from '../../core/session/acces.ts';
import { baseStyles } from '../base.styles.ts';
import { panne, squelette } from '../chargement.ts';
import { encart } from '../encart.ts';
import type { dessinerCompte } from './compte.ts';
import type { EspaceEffaceEvent } from './donnees.ts';
import { synchroniser } from './brouillons-formulaire.ts';
import type { Synchro } from './brouillons-synchro.ts';
import './demandes.ts';
import { espaceStyles } from './espace.styles.ts';
import { phraseEchec } from './echecs.ts';
import { EspaceReprendreEvent } from './events.ts';
import { lireReprise, oublierReprise } from './ouvrir-suivi.ts';
import { VueEspace } from './vue.ts';

const VUES = ['demandes', 'documents', 'compte'] as const;
type Vue = (typeof VUES)[number];

/**
 * One's own space, above the démarches: a quiet line for whoever is not signed in; else requests, papers and account.
 * Internal to the kit.
 *
 * @fires espace-reprendre {EspaceReprendreEvent} a draft of the space was put in `stock`
 */
export class VueMonEspace extends VueEspace {
  static override styles = [baseStyles, espaceStyles];
  static override properties = {
    ...VueEspace.properties,
    ville: { attribute: false },
    stock: { attribute: false },
    demarche: { attribute: false },
    forme: { attribute: false },
    vue: { state: true },
    entree: { attribute: false },
    coupure: { state: true },
    efface: { state: true },
  };

  declare ville: Commune | undefined;
  /** Drafts of the page. */
  declare stock: Brouillons;
  /** Code of the démarche that is open. */
  declare demarche: string | undefined;
  /** What the widget shows under it. */
  declare forme: 'catalogue' | 'fiche' | 'formulaire' | 'accuse';
  declare vue: Vue;
  /** The citizen wants to sign in. */
  declare entree: boolean;
  /** Something did not pass. */
  declare coupure: boolean;
  /** The space is erased: only what went and what stays is shown, until it was read. */
  declare efface: boolean;
  readonly #acces = new AccesSession(this, 'usager', () => this.client);
  readonly #venues = new Set<string>();
  #synchro: Synchro | undefined;
  #moi: Moi | undefined;
  /** Why the draft of the address was not taken up. */
  #echec = '';
  #dessinerCompte: typeof dessinerCompte | undefined;
  /** Démarches whose draft of the space was looked for. */
  readonly #cherchees = new Set<string>();

  constructor() {
    super();
    this.forme = 'catalogue';
    this.vue = 'demandes';
    this.entree = this.coupure = this.efface = false;
    this.addController({ hostUpdate: () => this.#suivre() });
  }

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener('hashchange', this.#surLien);
    this.#synchro?.rejoindre(this);
    this.#surLien();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener('hashchange', this.#surLien);
    // Moved in the page, or gone? Known once the current task is over.
    queueMicrotask(() => {
      if (!this.isConnected) this.#synchro?.quitter(this);
    });
  }

  protected override willUpdate(changes: PropertyValues<this>): void {
    if (changes.has('ville') && this.ville) this.fuseau = this.ville.fuseau;
    if (changes.has('entree') && this.entree) void this.#chargerConnexion();
  }

  /** After `#acces` has looked for the session, before anything is drawn. */
  #suivre(): void {
    if (!this.#acces.ouverte) {
      if (this.#synchro) this.#fermer();
      return;
    }
    if (!this.#synchro) this.#ouvrir();
    if (this.demarche && this.forme === 'fiche') void this.#chercher(this.demarche);
  }

  protected override contenu(): TemplateResult | typeof nothing {
    if (this.forme !== 'catalogue') return nothing;
    if (this.#acces.ouverte) return this.#espace();
    if (this.#acces.reprise) return squelette();
    return this.entree ? this.#connexion() : this.#porte();
  }

  #porte(): TemplateResult {
    return html`<p>
      <button type="button" class="bouton lien" id="entrer" @click=${() => (this.entree = true)}>
        ${msg('Mon espace\u00a0: me connecter')}
      </button>
    </p>`;
  }

  #connexion(): TemplateResult {
    const { session } = this.#acces;
    if (!session || !this.#venues.has('connexion')) {
      return this.coupure ? panne(undefined, () => void this.#chargerConnexion()) : squelette();
    }
    return html`<section class="carte pile" aria-labelledby="titre-connexion">
      <h2 id="titre-connexion" tabindex="-1">${msg('Mon espace')}</h2>
      <parvis-connexion
        .client=${this.client}
        .session=${session}
        .titre=${''}
        .raison=${
          lireReprise()
            ? msg(
                'Connectez-vous pour reprendre ce que vous avez commencé. Vos réponses sont dans votre espace.',
              )
            : msg(
                'Retrouvez vos demandes, vos brouillons et vos documents sur tous vos appareils. Ce n’est pas obligatoire.',
              )
        }
      ></parvis-connexion>
      <p>
        <button type="button" class="bouton lien" @click=${() => this.#renoncer()}>
          ${msg('Continuer sans me connecter')}
        </button>
      </p>
    </section>`;
  }

  #espace(): TemplateResult {
    const adresse = this.#moi?.identites.find(({ principale }) => principale)?.libelle;
    const titres: Record<Vue, string> = {
      demandes: msg('Mes demandes'),
      documents: msg('Mes documents'),
      compte: msg('Mon compte'),
    };
    return html`<section class="espace pile" aria-labelledby="titre-espace">
      <header class="tete">
        <h2 id="titre-espace" tabindex="-1">${msg('Mon espace')}</h2>
        ${
          this.efface
            ? nothing
            : html`<p class="petit">
                ${adresse ? html`<span class="muet">${adresse}</span>` : nothing}
                <button type="button" class="bouton lien" id="sortir" @click=${() => this.#sortir()}>
                  ${msg('Me déconnecter')}
                </button>
              </p>`
        }
      </header>
      <nav aria-label=${msg('Mon espace')} ?hidden=${this.efface}>
        <ul class="onglets" role="list">
          ${VUES.map(
            (vue) =>
              html`<li>
                <button
                  type="button"
                  id="onglet-${vue}"
                  aria-current=${vue === this.vue ? 'page' : nothing}
                  @click=${() => this.#voir(vue)}
                >
                  ${titres[vue]}
                </button>
              </li>`,
          )}
        </ul>
      </nav>
      ${this.#echec ? encart('warn', this.#echec, { annonce: true }) : nothing}
      <div class="vue">${this.#laVue()}</div>
    </section>`;
  }

  #laVue(): TemplateResult {
    const { client, ville, fuseau, maintenant, vue } = this;
    if (vue === 'demandes') {
      return html`<parvis-mes-demandes
        .client=${client}
        .ville=${ville}
        .synchro=${this.#synchro}
        .maintenant=${maintenant}
        @espace-reprendre=${this.#surReprendre}
      ></parvis-mes-demandes>`;
    }
    if (!this.#venues.has(vue)) {
      return this.coupure ? panne(undefined, () => this.#voir(vue)) : squelette();
    }
    if (vue === 'compte') return this.#compte();
    return html`<parvis-mes-documents
      .client=${client}
      .fuseau=${fuseau}
      .maintenant=${maintenant}
    ></parvis-mes-documents>`;
  }

  /** How I come in, where I am signed in, what fills forms; then what is kept, and how to take or erase it. */
  #compte(): TemplateResult {
    const { client, fuseau, maintenant } = this;
    const { session } = this.#acces;
    return html`<div class="pile-large">
      ${
        this.efface
          ? nothing
          : (['profil', 'acces', 'connexions'] as const).map((rubrique) =>
              this.#dessinerCompte!({ rubrique, client, session: session!, fuseau }),
            )
      }
      <parvis-mes-donnees
        .client=${client}
        .fuseau=${fuseau}
        .maintenant=${maintenant}
        @espace-efface=${({ lu }: EspaceEffaceEvent) => (lu ? void this.#sortir() : (this.efface = true))}
      ></parvis-mes-donnees>
    </div>`;
  }

  #voir(vue: Vue): void {
    this.vue = vue;
    if (vue === 'documents') void this.#charger(vue, () => import('./documents.ts'));
    if (vue === 'compte') {
      void this.#charger(vue, async () => {
        const [{ dessinerCompte }] = await Promise.all([import('./compte.ts'), import('./donnees.ts')]);
        this.#dessinerCompte = dessinerCompte;
      });
    }
  }

  /** Signing in comes when it is asked for: here, or by the widget around. */
  async #chargerConnexion(): Promise<void> {
    await this.#charger('connexion', () =>
      Promise.all([this.#acces.entrer(), import('../connexion/define.ts')]),
    );
    if (!this.coupure) this.viser('titre-connexion');
  }

  #renoncer(): void {
    oublierReprise();
    this.entree = false;
    this.viser('entrer');
  }

  async #sortir(): Promise<void> {
    this.entree = false;
    await this.#synchro?.vider();
    const { session } = this.#acces;
    if (session) session.lieu = this;
    await session?.fermer();
    this.annoncer(msg('Vous êtes déconnecté.'));
    this.viser('entrer');
  }

  async #charger(nom: string, charger: () => Promise<unknown>): Promise<void> {
    this.coupure = false;
    try {
      await charger();
      this.#venues.add(nom);
      this.requestUpdate();
    } catch {
      this.coupure = true;
    }
  }

  #ouvrir(): void {
    const { session } = this.#acces;
    this.#synchro = synchroniser(this.stock, this.client, session!);
    this.#synchro.rejoindre(this);
    this.#cherchees.clear();
    // Somebody who has just signed in here is told where he is.
    if (this.entree && !lireReprise()) this.viser('titre-espace');
    this.entree = false;
    this.#surLien();
    session!.lireMoi<Moi>().then(
      (moi) => {
        this.#moi = moi;
        this.requestUpdate();
      },
      () => {},
    );
  }

  #fermer(): void {
    this.#synchro?.quitter(this);
    this.#synchro?.arreter();
    this.#synchro = this.#moi = undefined;
    this.#redessiner();
    this.#cherchees.clear();
    this.vue = 'demandes';
    this.efface = false;
  }

  /** A form begun elsewhere is offered where it would be begun again. */
  async #chercher(demarche: string): Promise<void> {
    if (this.#cherchees.has(demarche)) return;
    this.#cherchees.add(demarche);
    await this.#synchro?.chercher(demarche);
    this.#redessiner();
  }

  /** The widget around reads the drafts of the page again. */
  #redessiner(): void {
    const racine = this.getRootNode();
    if (racine instanceof ShadowRoot) (racine.host as LitElement).requestUpdate();
  }

  /** The address asks for a draft: `lienReprise`, of « Mes demandes » in this page or another. */
  readonly #surLien = (): void => {
    const id = lireReprise();
    if (!id) return;
    if (this.#synchro) void this.#reprendre(id, this.#synchro);
    else if (!this.#acces.reprise) this.entree = true;
  };

  async #reprendre(id: string, synchro: Synchro): Promise<void> {
    oublierReprise();
    this.#echec = '';
    try {
      this.dispatchEvent(new EspaceReprendreEvent(await synchro.reprendre(id)));
    } catch (erreur) {
      this.#echec = phraseEchec(erreur);
      this.requestUpdate();
    }
  }

  readonly #surReprendre = ({ demarche }: EspaceReprendreEvent): void => {
    this.dispatchEvent(new EspaceReprendreEvent(demarche));
  };
}

definir('parvis-mon-espace', VueMonEspace);

declare global {
  interface HTMLElementTagNameMap {
    'parvis-mon-espace': VueMonEspace;
  }
}
