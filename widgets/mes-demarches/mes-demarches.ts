import { html, type PropertyValues, type TemplateResult } from 'lit';
import { msg } from '@lit/localize';
import type { DemarchePubliee, DemarcheResume } from '#contract/schemas/demarche.ts';
import { Brouillons } from '../core/brouillon.ts';
import { ParvisElement } from '../core/element.ts';
import type { DemandeContexte } from '../core/session/decouverte.ts';
import { nomSession, sessionPossible } from '../core/session/indice.ts';
import { ECHOUEE, INITIALE, PRETE, rien, Tache } from '../core/tache.ts';
import { baseStyles } from '../ui/base.styles.ts';
import { champsStyles } from '../ui/champs.styles.ts';
import { panne, squelette } from '../ui/chargement.ts';
import { contactStyles } from '../ui/contact-service.styles.ts';
import type { EspaceReprendreEvent } from '../ui/espace/events.ts';
import type { FormulaireDeposeEvent } from '../ui/formulaire/events.ts';
import { grilleStyles } from '../ui/grille.styles.ts';
import { iconeRetour } from '../ui/icones/communes.ts';
import { viser } from '../ui/viser.ts';
import { dessinerCatalogue } from './catalogue.ts';
import type { dessinerFiche } from './fiche.ts';
import { DemandeEnvoyeeEvent } from './events.ts';
import { mesDemarchesStyles } from './mes-demarches.styles.ts';

interface Fiche {
  demarche: DemarchePubliee;
  dessinerFiche: typeof dessinerFiche;
}

/**
 * @summary The town's démarches by theme, the sheet of each, and its form up to the receipt.
 *
 * @attr {string} demarche - Code of a démarche: its sheet is opened at once.
 * @attr {string} theme - Code of a theme: only its démarches are listed.
 * @fires {DemandeEnvoyeeEvent} demande-envoyee - A request was filed. Not a CustomEvent: its own fields `numero` (e.g. `PAB-7K4F-92QX`) and
 *   `demarche` (code) tell which; no personal data, never the code de suivi. Bubbles, composed.
 * @fires {SessionOuverteEvent} session-ouverte - Somebody is signed in; `role`, and `reprise` when the session began earlier. Once for the
 *   page, from where he signed in, else from the document. Bubbles, composed.
 * @fires {SessionFermeeEvent} session-fermee - Nobody is signed in any more; `role` and `raison` (`voulue`, `finie`). Likewise.
 * @fires {DocumentGardeEvent} document-garde - A paper was added to « Mes documents »; `genre`, never its name. Bubbles, composed.
 * @csspart primary - The button of the main action; it is `button` too.
 * @csspart card - A box of a list: a démarche, a request, a person.
 * @csspart field - A field with its label, hint and error.
 */
export class MesDemarches extends ParvisElement {
  static override styles = [
    ParvisElement.styles,
    baseStyles,
    champsStyles,
    contactStyles,
    grilleStyles,
    mesDemarchesStyles,
  ];
  static override properties = {
    ...ParvisElement.properties,
    demarche: { type: String },
    theme: { type: String },
    vue: { state: true },
    code: { state: true },
    recherche: { state: true },
  };

  /** Code of a démarche: its sheet is opened at once. */
  declare demarche: string | undefined;
  /** Code of a theme: only its démarches are listed. */
  declare theme: string | undefined;
  /** @internal */
  declare vue: 'catalogue' | 'fiche' | 'formulaire' | 'accuse';
  /** @internal The démarche that is open. */
  declare code: string | undefined;
  /** @internal */
  declare recherche: string;

  readonly #liste = new Tache(
    this,
    ([client], { signal }) => client.listerDemarches({ signal }),
    () => [this.leClient] as const,
  );
  readonly #fiche = new Tache(
    this,
    // What draws the sheet comes with what it says.
    async ([client, code], { signal }): Promise<Fiche | typeof rien> => {
      if (!code) return rien;
      const [demarche, { dessinerFiche, ficheStyles }] = await Promise.all([
        client.lireDemarche(code, { signal }),
        import('./fiche.ts'),
      ]);
      this.adopter(ficheStyles);
      return { demarche, dessinerFiche };
    },
    () => [this.leClient, this.code] as const,
  );
  readonly #chercheur = new Tache(this, () => import('./resultats.ts'));
  readonly #espace = new Tache(this, () => import('../ui/espace/espace.ts'));
  readonly #formulaire = new Tache(this, () => import('../ui/formulaire/define.ts'));
  #brouillons: Brouillons | undefined;
  #cible: string | undefined;
  #entree = false;

  constructor() {
    super();
    this.vue = 'catalogue';
    this.recherche = '';
  }

  protected override get pret(): boolean {
    const tache = this.vue === 'catalogue' ? this.#liste : this.#fiche;
    return this.#dejaVu || Math.min(tache.status, this.tacheVille.status) >= PRETE;
  }
  /** Once something was shown, the fallback never comes back. */
  #dejaVu = false;

  protected override willUpdate(changes: PropertyValues<this>): void {
    // Signed in, or sent here by « Mes demandes » to go on with a draft.
    if (
      !this.hasUpdated &&
      (sessionPossible(this.leClient.base, 'usager') || location.hash.includes('reprendre='))
    )
      void this.#espace.run();
    if (changes.has('demarche') && this.demarche) {
      this.code = this.demarche;
      this.vue = 'fiche';
    }
    const { themes } = this.ville ?? {};
    if (this.theme && themes && !themes.some(({ code }) => code === this.theme)) {
      this.avertir(`le thème « ${this.theme} » n’existe pas : toutes les démarches sont montrées.`);
    }
  }

  override connectedCallback(): void {
    super.connectedCallback();
    document.addEventListener('context-provider', this.#surSession);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener('context-provider', this.#surSession);
  }

  protected override renderContent(): TemplateResult {
    const { vue } = this;
    return html`${this.#monEspace()}${
      vue === 'catalogue' ? this.#catalogue() : vue === 'fiche' ? this.#laFiche() : this.#leFormulaire()
    }`;
  }

  /** A quiet line, until somebody has a session or wants one. */
  #monEspace(): unknown {
    const { vue, ville } = this;
    if (this.#espace.value) {
      return html`<parvis-mon-espace
        .client=${this.leClient}
        .ville=${ville}
        .stock=${this.#stock}
        .demarche=${this.code}
        .forme=${vue}
        .entree=${this.#entree}
        @espace-reprendre=${this.#surReprendre}
      ></parvis-mon-espace>`;
    }
    return vue === 'catalogue'
      ? html`<p class="retour">
          <button type="button" class="bouton lien" @click=${this.#entrer}>
            ${msg('Mon espace\u00a0: me connecter')}
          </button>
        </p>`
      : '';
  }

  protected override updated(changes: PropertyValues<this>): void {
    super.updated(changes);
    this.#dejaVu ||= this.pret;
    if (!this.#cible || !this.renderRoot.querySelector(`#${this.#cible}`)) return;
    viser(this.renderRoot, this.#cible);
    this.#cible = undefined;
  }

  #catalogue(): TemplateResult {
    return this.#liste.render({
      pending: squelette,
      error: (erreur) =>
        html`${panne(erreur, () => void this.#liste.run(), msg('Les démarches ne s’affichent pas'))}<slot
          ></slot>`,
      complete: (demarches) =>
        dessinerCatalogue({
          demarches: this.#duTheme(demarches),
          ville: this.ville,
          recherche: this.recherche,
          commencees: new Set(demarches.map(({ code }) => code).filter((code) => this.#stock.lire(code))),
          dessinerResultats: this.#chercheur.value?.dessinerResultats,
          surRecherche: (recherche) => {
            this.recherche = recherche;
            this.#chercher();
          },
          surEntree: () => this.#chercher(),
          surChoix: (code) => this.#aller('fiche', code),
        }),
    }) as TemplateResult;
  }

  #laFiche(): TemplateResult {
    return html`${this.#retour(msg('Toutes les démarches'), () => this.#versCatalogue())}
    ${this.#fiche.render({
      pending: squelette,
      error: (erreur) => panne(erreur, () => void this.#fiche.run(), msg('Cette démarche ne s’affiche pas')),
      complete: ({ demarche, dessinerFiche }) =>
        dessinerFiche({
          demarche,
          ville: this.ville,
          brouillon: this.#stock.lire(demarche.code),
          surCommencer: () => {
            this.#stock.effacer(demarche.code);
            this.#ouvrirFormulaire();
          },
          surReprendre: () => this.#ouvrirFormulaire(),
        }),
    })}`;
  }

  #leFormulaire(): TemplateResult {
    // Taken up without passing by the sheet, which says it too when the network cut.
    if (this.#fiche.status !== PRETE) return this.#laFiche();
    const definition = this.#fiche.value!.demarche;
    const fini = this.vue === 'accuse';
    return html`${
        fini
          ? this.#retour(msg('Toutes les démarches'), () => this.#versCatalogue())
          : this.#retour(msg('Retour à la fiche'), () => this.#aller('fiche', definition.code))
      }
      <div class="pile-large">
        <h2 class="theme" id="titre" tabindex="-1">${definition.titre}</h2>
        ${this.#formulaire.render({
          pending: squelette,
          error: (erreur) => panne(erreur, () => void this.#formulaire.run()),
          complete: () =>
            html`<parvis-formulaire
              .definition=${definition}
              .client=${this.leClient}
              .ville=${this.ville}
              .brouillons=${this.#stock}
              @formulaire-depose=${this.#surDepose}
            ></parvis-formulaire>`,
        })}
      </div>`;
  }

  #retour(libelle: string, acte: () => void): TemplateResult {
    return html`<p class="retour sans-papier">
      <button type="button" class="bouton lien" @click=${acte}>${iconeRetour()}${libelle}</button>
    </p>`;
  }

  /** The network may have cut: each letter tries again. */
  #chercher(): void {
    const { status } = this.#chercheur;
    if (status === INITIALE || status === ECHOUEE) void this.#chercheur.run();
  }

  #ouvrirFormulaire(): void {
    if (this.#formulaire.status !== PRETE) void this.#formulaire.run();
    this.vue = 'formulaire';
  }

  #aller(vue: 'fiche', code: string): void {
    this.vue = vue;
    this.code = code;
    this.#cible = 'titre';
  }

  #versCatalogue(): void {
    this.vue = 'catalogue';
    this.#cible = `voir-${this.code}`;
  }

  readonly #entrer = (): void => {
    this.#entree = true;
    void this.#espace.run();
  };

  readonly #surSession = (evenement: Event): void => {
    if ((evenement as DemandeContexte).context === nomSession(this.leClient.base, 'usager'))
      void this.#espace.run();
  };

  readonly #surReprendre = ({ demarche }: EspaceReprendreEvent): void => {
    this.code = demarche;
    this.#ouvrirFormulaire();
  };

  readonly #surDepose = ({ resultat }: FormulaireDeposeEvent): void => {
    this.vue = 'accuse';
    this.dispatchEvent(new DemandeEnvoyeeEvent(resultat.numero, this.code!));
  };

  #duTheme(demarches: readonly DemarcheResume[]): readonly DemarcheResume[] {
    const duTheme = this.theme ? demarches.filter(({ theme }) => theme === this.theme) : demarches;
    return duTheme.length ? duTheme : demarches;
  }

  get #stock(): Brouillons {
    return (this.#brouillons ??= new Brouillons(this.commune ?? ''));
  }
}
