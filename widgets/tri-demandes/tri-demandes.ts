import { html, nothing, type PropertyDeclarations, type PropertyValues } from 'lit';
import { msg, str } from '@lit/localize';
import type { DemarcheResume } from '#contract/schemas/demarche.ts';
import { ClientAgent } from '../core/client-agent.ts';
import { ParvisElement } from '../core/element.ts';
import { serveurParDefaut } from '../core/serveur.ts';
import { cadre } from './cadre.ts';
import { AccesPerduTardif } from './acces-perdu-tardif.ts';
import { ChiffresTardifs } from './chiffres-tardifs.ts';
import { Commandes } from './commandes.ts';
import { connexion, type SaisieConnexion } from './connexion.ts';
import type { Hote } from './contexte.ts';
import { file } from './file.ts';
import { FileDonnees } from './file-donnees.ts';
import { filtres } from './filtres.ts';
import { FluxDirect } from './flux.ts';
import { GardeFocus } from './garde-focus.ts';
import { Incidents } from './incidents.ts';
import { listeRaccourcis } from './raccourcis.ts';
import { Session } from './session.ts';
import { barre, nouvelles } from './tete.ts';
import { triDemandesStyles } from './tri-demandes.styles.ts';
import { VoletTardif } from './volet-tardif.ts';

/**
 * @summary The agents' queue: find, open, answer, pass on and close what citizens sent, all by keyboard.
 * Without `direct` it is a frame on the kit's own origin, which holds `<tri-demandes direct>`.
 *
 * @attr {boolean} direct - Runs in this page instead of a frame: for a trusted intranet only.
 * @cssprop [--parvis-hauteur=clamp(36em, 85vh, 70em)] - Height of the frame and of the two panes.
 * @fires {SessionOuverteEvent} session-ouverte - Somebody is signed in; `role`, and `reprise` when the session began earlier. Once for the
 *   page, from where he signed in, else from the document. Bubbles, composed.
 * @fires {SessionFermeeEvent} session-fermee - Nobody is signed in any more; `role` and `raison` (`voulue`, `finie`). Likewise.
 * @csspart primary - The button of the main action; it is `button` too.
 * @csspart card - A box of a list: a démarche, a request, a person.
 * @csspart field - A field with its label, hint and error.
 */
export class TriDemandes extends ParvisElement implements Hote {
  static override styles = triDemandesStyles;
  static override properties: PropertyDeclarations = {
    ...ParvisElement.properties,
    direct: { type: Boolean },
    maintenant: { attribute: false },
    attendre: { attribute: false },
  };

  /** Runs in this page instead of a frame: for a trusted intranet only. */
  declare direct: boolean;
  /** @internal The clock, for tests. */
  declare maintenant: Date | undefined;
  /** @internal Waits, for tests. */
  declare attendre: (ms: number) => Promise<void>;

  /** @internal */
  readonly session = new Session(this, () => this.#autreAgent());
  readonly #file = new FileDonnees(this);
  readonly #incidents = new Incidents(this, (numero) => this.ouvrir(numero));
  readonly #flux = new FluxDirect(this, {
    recevoir: (demande) => {
      this.#file.recevoir(demande.ligne);
      this.#volet.la?.recevoir(demande);
    },
    perdre: (numero) => this.#file.perdre(numero),
  });
  readonly #volet = new VoletTardif(this, {
    viser: (id) => this.#viser(id),
    revenir: () => this.#revenir(),
    recevoir: (ligne) => this.#file.recevoir(ligne),
    relireIncidents: () => void this.#incidents.charger(),
  });
  readonly #commandes = new Commandes(this.#file, this.#volet, {
    viser: (id) => this.#viser(id),
    revenir: () => this.#revenir(),
    aider: () => this.#montrerAide(true),
    actif: () => this.shadowRoot?.activeElement ?? null,
  });
  readonly #acces = new AccesPerduTardif(this);
  readonly #chiffres = new ChiffresTardifs(this, (id) => this.#viser(id));
  #connexion: SaisieConnexion = { courriel: '', code: '' };
  #demarches: readonly DemarcheResume[] = [];
  #depliees = false;
  #aide = false;
  #annonce = '';
  /** Id that takes the focus after the next drawing. */
  #cible: string | undefined;
  #prete = false;
  #etape: Session['etape'] | undefined;
  readonly #garde = new GardeFocus();

  constructor() {
    super();
    this.direct = false;
    this.attendre = (ms) => new Promise((suite) => setTimeout(suite, ms));
  }

  /** @internal */
  get api(): ClientAgent {
    return this.leClient as ClientAgent;
  }

  /** @internal */
  get fuseau(): string {
    return this.ville?.fuseau ?? 'Europe/Paris';
  }

  /** @internal Says it to screen readers. */
  annoncer(phrase: string): void {
    // The same words again are only heard when the text changes.
    this.#annonce = phrase === this.#annonce ? `${phrase}\u00a0` : phrase;
    this.requestUpdate();
  }

  /** @internal Opens a request beside the queue. */
  ouvrir(numero: string): void {
    this.#chiffres.ouverts = false;
    this.#file.actif = numero;
    void this.#volet.avec((volet) => volet.ouvrir(numero));
  }

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener('beforeunload', this.#retenir);
    if (this.session.ouverte) this.#flux.demarrer();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener('beforeunload', this.#retenir);
    // Moved in the page, or gone? Known once the current task is over.
    queueMicrotask(() => {
      if (!this.isConnected) this.#flux.arreter();
    });
  }

  protected override creerClient(serveur: string): ClientAgent {
    return new ClientAgent({ serveur, commune: this.commune, attendre: this.attendre });
  }

  protected override get pret(): boolean {
    return true;
  }

  protected override willUpdate(changes: PropertyValues<this>): void {
    super.willUpdate(changes);
    // The page around the frame has nothing to ask of the server.
    this.tacheVille.autoRun = this.direct;
    if (this.session.ouverte && !this.#prete) this.#demarrer();
    const { etape, finie } = this.session;
    // From the address to the code and back, the field of the step is where one types next.
    if (this.#etape && etape !== this.#etape && etape !== 'ouverte' && !finie) this.#cible = etape;
    this.#etape = etape;
  }

  protected override update(changes: PropertyValues<this>): void {
    this.#garde.noter(this.shadowRoot);
    super.update(changes);
  }

  protected override renderContent(): unknown {
    if (!this.direct) return cadre(this.serveur || serveurParDefaut() || location.origin, this.commune);
    const { session } = this;
    return html`${session.agent ? this.#poste() : this.#connecter()}
      <dialog
        class="dialogue"
        aria-labelledby="titre-connexion"
        data-ouvert=${session.agent && session.finie ? 'oui' : nothing}
        @cancel=${(e: Event) => e.preventDefault()}
        @close=${() => this.requestUpdate()}
      >
        ${session.agent && session.finie ? this.#connecter() : nothing}
      </dialog>
      <dialog
        class="dialogue"
        aria-labelledby="titre-raccourcis"
        data-ouvert=${this.#aide ? 'oui' : nothing}
        @close=${() => this.#montrerAide(false)}
      >
        ${this.#aide ? listeRaccourcis(() => this.#montrerAide(false)) : nothing}
      </dialog>
      <dialog
        class="dialogue"
        aria-labelledby="titre-acces"
        data-ouvert=${this.#acces.ouvert ? 'oui' : nothing}
        @cancel=${this.#acces.fermer}
      >
        ${this.#acces.rendre()}
      </dialog>
      <p class="cache" role="status" id="annonces">${this.#annonce}</p>`;
  }

  protected override updated(changes: PropertyValues<this>): void {
    super.updated(changes);
    for (const dialogue of this.renderRoot.querySelectorAll('dialog')) {
      const ouvert = dialogue.hasAttribute('data-ouvert');
      if (ouvert && !dialogue.open) dialogue.showModal();
      else if (!ouvert && dialogue.open) dialogue.close();
    }
    const cible = this.#cible
      ? this.renderRoot.querySelector<HTMLElement>(`#${CSS.escape(this.#cible)}`)
      : this.#garde.suivant(this.shadowRoot!);
    if (!cible) return;
    this.#cible = undefined;
    cible.focus({ preventScroll: cible.id.startsWith('titre-') });
    cible.scrollIntoView({ block: 'nearest' });
  }

  #connecter(): unknown {
    return connexion(
      this.session,
      this.#connexion,
      (plus) => {
        this.#connexion = { ...this.#connexion, ...plus };
        this.requestUpdate();
      },
      this.ville?.nom,
    );
  }

  #poste(): unknown {
    const agent = this.session.agent!;
    const volet = this.#volet.la;
    return html`<div
      class="poste ${volet?.occupe ? 'avec-detail' : ''}"
      data-retour="titre-file titre-connexion"
      @keydown=${this.#chiffres.ouverts ? this.#chiffres.clavier : this.#commandes.clavier}
    >
      <div class="atelier">
        ${barre({
          agent,
          ville: this.ville?.nom,
          flux: this.#flux.etat,
          saisir: () => {
            this.#chiffres.ouverts = false;
            this.#commandes.executer('saisir');
          },
          chiffres: this.#chiffres,
          accesPerdu: this.#acces.pour(agent) ? this.#acces.ouvrir : undefined,
          aide: () => this.#montrerAide(true),
          quitter: () => this.#quitter(),
        })}
        ${this.#incidents.rendre()}
        ${this.#chiffres.ouverts ? this.#chiffres.rendre(this.#demarches) : nothing}
        <div class="panneaux" ?hidden=${this.#chiffres.ouverts}>
          <section class="volet-file" data-retour="recherche" aria-label=${msg('File des demandes')}>
            ${filtres({
              file: this.#file,
              agent,
              demarches: this.#demarches,
              deplies: this.#depliees,
              basculer: () => {
                this.#depliees = !this.#depliees;
                this.requestUpdate();
              },
            })}
            ${nouvelles(this.#file)}
            <div class="defile">
              ${file({
                hote: this,
                file: this.#file,
                ouvert: volet?.numero,
                commence: (numero) => volet?.commence(numero) ?? false,
                ouvrir: (numero) => this.ouvrir(numero),
              })}
            </div>
          </section>
          <div class="volet-detail" data-retour="titre-dossier titre-saisie">
            ${volet?.rendre(this.#demarches, this.ville)}
          </div>
        </div>
      </div>
    </div>`;
  }

  #demarrer(): void {
    this.#prete = true;
    this.#connexion = { courriel: this.session.courriel, code: '' };
    this.#flux.demarrer();
    void this.#file.charger();
    // Ready before the first row is opened.
    void this.#volet.charger();
    void this.#incidents.charger();
    void this.#lireDemarches();
  }

  /** Names for the filter and the entry; without them the queue still works. */
  async #lireDemarches(): Promise<void> {
    try {
      this.#demarches = await this.session.avec(() => this.api.listerDemarches());
      this.requestUpdate();
    } catch {
      return;
    }
  }

  #quitter(): void {
    this.#flux.oublier();
    this.session.fermer();
    this.#autreAgent();
  }

  /** Nothing of an agent is left to the next one. */
  #autreAgent(): void {
    this.#prete = false;
    this.#connexion = { courriel: '', code: '' };
    this.#flux.oublier();
    this.#volet.la?.toutOublier();
    this.#chiffres.oublier();
    this.#acces.fermer();
    this.#file.oublier();
    this.#incidents.liste = [];
    this.requestUpdate();
  }

  /** Drafts live in memory only: the browser asks before it throws them away. */
  readonly #retenir = (evenement: BeforeUnloadEvent): void => {
    if (this.#volet.la?.enSuspens) evenement.preventDefault();
  };

  #montrerAide(montrer: boolean): void {
    this.#aide = montrer;
    this.requestUpdate();
  }

  /** The focus goes back to the row it came from. */
  #revenir(): void {
    if (this.#file.actif !== undefined) this.#viser(`ligne-${this.#file.actif}`);
    this.annoncer(msg(str`File des demandes. ${this.#file.enMots()}`));
  }

  #viser(id: string): void {
    this.#cible = id;
    this.requestUpdate();
  }
}
