import { html, nothing, type PropertyDeclarations, type PropertyValues } from 'lit';
import { msg, str } from '@lit/localize';
import type { DemarcheResume } from '#contract/schemas/demarche.ts';
import { ClientAgent } from '../core/client-agent.ts';
import { ParvisElement } from '../core/element.ts';
import { serveurParDefaut } from '../core/serveur.ts';
import { cadre } from './cadre.ts';
import { connexion, type SaisieConnexion } from './connexion.ts';
import type { Hote } from './contexte.ts';
import { dossier } from './dossier.ts';
import { DossierDonnees } from './dossier-donnees.ts';
import { file } from './file.ts';
import { FileDonnees } from './file-donnees.ts';
import { estCommence } from './brouillon-dossier.ts';
import { filtres } from './filtres.ts';
import { FluxDirect } from './flux.ts';
import { Incidents } from './incidents.ts';
import { champReponse, FichiersReponse } from './fichiers-reponse.ts';
import { Pieces } from './pieces.ts';
import { commande, listeRaccourcis, type Commande } from './raccourcis.ts';
import { Saisie } from './saisie.ts';
import { Session } from './session.ts';
import { barre, nouvelles } from './tete.ts';
import { triDemandesStyles } from './tri-demandes.styles.ts';

/**
 * @summary The agents' queue: find, open, answer, pass on and close what citizens sent, all by keyboard.
 * Without `direct` it is a frame on the kit's own origin, which holds `<tri-demandes direct>`.
 *
 * @attr {string} commune - Slug of the commune; may be left out when the server has one
 * @attr {string} serveur - Origin of the Parvis server; that of the script by default
 * @attr {boolean} direct - Runs in this page instead of a frame: for a trusted intranet only
 * @slot - Shown until the widget is ready
 * @csspart root - The whole widget
 * @cssproperty --parvis-hauteur - Height of the frame and of the two panes
 */
export class TriDemandes extends ParvisElement implements Hote {
  static override styles = triDemandesStyles;
  static override properties: PropertyDeclarations = {
    ...ParvisElement.properties,
    direct: { type: Boolean },
    maintenant: { attribute: false },
    attendre: { attribute: false },
  };

  declare direct: boolean;
  /** The clock, for tests. */
  declare maintenant: Date | undefined;
  /** Waits, for tests. */
  declare attendre: (ms: number) => Promise<void>;

  readonly session = new Session(this, () => this.#autreAgent());
  readonly #file = new FileDonnees(this);
  readonly #dossier = new DossierDonnees(this, ({ ligne }) => this.#file.recevoir(ligne));
  readonly #saisie = new Saisie(this);
  readonly #incidents = new Incidents(this, (numero) => this.ouvrir(numero));
  readonly #flux = new FluxDirect(this, {
    recevoir: (demande) => {
      this.#file.recevoir(demande.ligne);
      this.#dossier.recevoir(demande);
    },
    perdre: (numero) => this.#file.perdre(numero),
  });
  readonly #pieces = new Pieces(this);
  readonly #fichiers = new FichiersReponse(this, this.#dossier);
  #connexion: SaisieConnexion = { courriel: '', code: '' };
  #demarches: readonly DemarcheResume[] = [];
  #depliees = false;
  #aide = false;
  #annonce = '';
  /** Id that takes the focus after the next drawing. */
  #cible: string | undefined;
  #prete = false;

  constructor() {
    super();
    this.direct = false;
    this.attendre = (ms) => new Promise((suite) => setTimeout(suite, ms));
  }

  get api(): ClientAgent {
    return this.leClient as ClientAgent;
  }

  get fuseau(): string {
    return this.ville?.fuseau ?? 'Europe/Paris';
  }

  annoncer(phrase: string): void {
    this.#annonce = phrase;
    this.requestUpdate();
  }

  /** Opens a request beside the queue. */
  ouvrir(numero: string): void {
    this.#saisie.fermer();
    this.#file.actif = numero;
    this.#cible = 'titre-dossier';
    void this.#dossier.ouvrir(numero);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.session.ouverte) this.#flux.demarrer();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
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
      <p class="cache" role="status" id="annonces">${this.#annonce}</p>`;
  }

  protected override updated(changes: PropertyValues<this>): void {
    super.updated(changes);
    for (const dialogue of this.renderRoot.querySelectorAll('dialog')) {
      const ouvert = dialogue.hasAttribute('data-ouvert');
      if (ouvert && !dialogue.open) dialogue.showModal();
      else if (!ouvert && dialogue.open) dialogue.close();
    }
    const cible = this.#cible && this.renderRoot.querySelector<HTMLElement>(`#${CSS.escape(this.#cible)}`);
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
    const donnees = this.#dossier;
    const saisie = this.#saisie;
    const detail = saisie.ouverte || donnees.numero !== undefined;
    return html`<div class="poste ${detail ? 'avec-detail' : ''}" @keydown=${this.#clavier}>
      ${barre({
        agent,
        ville: this.ville?.nom,
        flux: this.#flux.etat,
        saisir: () => this.#executer('saisir'),
        aide: () => this.#montrerAide(true),
        quitter: () => this.#quitter(),
      })}
      ${this.#incidents.rendre()}
      <div class="panneaux">
        <section class="volet-file" aria-label=${msg('File des demandes')}>
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
              ouvert: donnees.numero,
              commence: (numero) => {
                const brouillon = donnees.brouillonDe(numero);
                return brouillon !== undefined && estCommence(brouillon);
              },
              ouvrir: (numero) => this.ouvrir(numero),
            })}
          </div>
        </section>
        <div class="volet-detail">
          ${saisie.rendre(this.#demarches, this.ville, () => this.#executer('retour'))}
          ${
            !saisie.ouverte && donnees.numero !== undefined
              ? dossier({
                  hote: this,
                  dossier: donnees,
                  agent,
                  pieces: this.#pieces,
                  fichiers: champReponse(this.#fichiers, donnees.numero),
                  envoisEnCours: this.#fichiers.enCours(donnees.numero),
                  fermer: () => this.#executer('retour'),
                })
              : nothing
          }
        </div>
      </div>
    </div>`;
  }

  #demarrer(): void {
    this.#prete = true;
    this.#connexion = { courriel: this.session.courriel, code: '' };
    this.#flux.demarrer();
    void this.#file.charger();
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
    this.#dossier.toutOublier();
    this.#saisie.fermer();
    this.#saisie.recommencer();
    this.#file.oublier();
    this.#incidents.liste = [];
    this.requestUpdate();
  }

  #montrerAide(montrer: boolean): void {
    this.#aide = montrer;
    this.requestUpdate();
  }

  readonly #clavier = (evenement: KeyboardEvent): void => {
    const ordre = commande(evenement);
    if (ordre && this.#executer(ordre)) evenement.preventDefault();
  };

  /** Does what a key or a button asks; `false` when it makes no sense here. */
  #executer(ordre: Commande): boolean {
    const donnees = this.#file;
    const ouvert = this.#dossier;
    const saisie = this.#saisie;
    switch (ordre) {
      case 'suivante':
      case 'precedente':
      case 'premiere':
      case 'derniere': {
        const pas = { suivante: 1, precedente: -1, premiere: -Infinity, derniere: Infinity }[ordre];
        const ligne = donnees.voisine(pas);
        if (!ligne) return false;
        donnees.actif = ligne.numero;
        this.#viser(`ligne-${ligne.numero}`);
        return true;
      }
      case 'chercher':
        this.#viser('recherche');
        return true;
      case 'retour':
        return this.#revenir();
      case 'saisir':
        ouvert.fermer();
        saisie.ouvrir();
        this.#viser('titre-saisie');
        return true;
      case 'aide':
        this.#montrerAide(true);
        return true;
      default: {
        // From a row, its request opens first.
        const numero = ouvert.numero ?? donnees.actif;
        if (numero === undefined || saisie.ouverte) return false;
        void this.#agir(ordre, numero);
        return true;
      }
    }
  }

  async #agir(ordre: 'repondre' | 'noter' | 'statut' | 'prendre', numero: string): Promise<void> {
    const { session } = this;
    const ouvert = this.#dossier;
    const surLigne = this.shadowRoot?.activeElement?.closest('[role="option"]')?.getAttribute('data-numero');
    const vise = surLigne ?? numero;
    if (ouvert.numero !== vise || !ouvert.donnees) await ouvert.ouvrir(vise);
    if (!ouvert.donnees || ouvert.numero !== vise) return;
    if (ordre === 'prendre') {
      if (ouvert.donnees.ligne.affecteeA?.courriel === session.agent?.courriel) {
        this.annoncer(msg('Cette demande vous est déjà affectée.'));
      } else await ouvert.modifier({ affecteeA: session.agent!.courriel }, 'affectation');
      return;
    }
    const panneau = ({ repondre: 'reponse', noter: 'note', statut: 'statut' } as const)[ordre];
    if (ouvert.brouillon.panneau !== panneau) ouvert.montrer(panneau);
    this.#viser(`champ-${panneau}`);
  }

  /** One step back: out of the field, out of the panel, out of the file. */
  #revenir(): boolean {
    const ouvert = this.#dossier;
    const saisie = this.#saisie;
    const actif = this.shadowRoot?.activeElement;
    if (actif?.id === 'recherche') {
      if (this.#file.actif !== undefined) this.#viser(`ligne-${this.#file.actif}`);
      return this.#file.actif !== undefined;
    }
    if (!saisie.ouverte && ouvert.numero !== undefined && ouvert.brouillon.panneau !== undefined) {
      ouvert.montrer(undefined);
      this.#viser('titre-dossier');
      return true;
    }
    if (!saisie.ouverte && ouvert.numero === undefined) return false;
    if (saisie.ouverte) saisie.fermer();
    else ouvert.fermer();
    if (this.#file.actif !== undefined) this.#viser(`ligne-${this.#file.actif}`);
    this.annoncer(msg(str`File des demandes. ${this.#file.enMots()}`));
    return true;
  }

  #viser(id: string): void {
    this.#cible = id;
    this.requestUpdate();
  }
}
