import { html, nothing, type TemplateResult } from 'lit';
import { msg } from '@lit/localize';
import type { DemandeAgent, LigneDemande } from '#contract/schemas/agent.ts';
import type { Commune } from '#contract/schemas/commune.ts';
import type { DemarcheResume } from '#contract/schemas/demarche.ts';
import { chronologieStyles } from '../ui/chronologie.styles.ts';
import { contactStyles } from '../ui/contact-service.styles.ts';
import { fichiersStyles } from '../ui/formulaire/fichiers.styles.ts';
import { reponsesStyles } from '../ui/reponses.styles.ts';
import { ActesConversation } from './actes-conversation.ts';
import { conversationStyles } from './conversation.styles.ts';
import { estCommence } from './brouillon-dossier.ts';
import type { Hote } from './contexte.ts';
import { dossier } from './dossier.ts';
import { DossierDonnees } from './dossier-donnees.ts';
import { dossierStyles } from './dossier.styles.ts';
import { champReponse, FichiersReponse } from './fichiers-reponse.ts';
import { Lettre } from './lettre.ts';
import { Pieces } from './pieces.ts';
import { ReponsesTypes } from './reponses-types.ts';
import { Versions } from './versions.ts';
import type { CommandeDossier } from './raccourcis.ts';
import { Saisie } from './saisie.ts';

/** The element, with what it draws in. */
export type HoteOmbre = Hote & { isConnected: boolean; shadowRoot: ShadowRoot | null };

/** What the second pane asks of the first. */
export interface CoteFile {
  /** Gives the focus to the element of this id, once it is drawn. */
  viser(id: string): void;
  /** Back to the rows. */
  revenir(): void;
  /** A row changed. */
  recevoir(ligne: LigneDemande): void;
  /** What did not leave may have left since. */
  relireIncidents(): void;
}

const PANNEAUX = {
  repondre: 'reponse',
  noter: 'note',
  statut: 'statut',
  completer: 'complement',
  decider: 'decision',
} as const;

/**
 * The second pane: the open file, or the entry of a request. It comes apart from the queue, just after sign-in:
 * the rows do not wait for it.
 */
export class VoletDetail {
  static readonly styles = [
    chronologieStyles,
    reponsesStyles,
    contactStyles,
    fichiersStyles,
    dossierStyles,
    conversationStyles,
  ];
  readonly #hote: HoteOmbre;
  readonly #file: CoteFile;
  readonly #dossier: DossierDonnees;
  readonly #saisie: Saisie;
  readonly #pieces: Pieces;
  readonly #versions: Versions;
  readonly #fichiers: FichiersReponse;
  readonly #conversation: ActesConversation;
  readonly #types: ReponsesTypes;
  readonly #lettre: Lettre;

  constructor(hote: HoteOmbre, file: CoteFile) {
    this.#hote = hote;
    this.#file = file;
    this.#dossier = new DossierDonnees(
      hote,
      ({ ligne }) => file.recevoir(ligne),
      (selecteur) =>
        void hote.updateComplete.then(() =>
          hote.shadowRoot?.querySelector(selecteur)?.scrollIntoView({ block: 'nearest' }),
        ),
    );
    this.#saisie = new Saisie(hote);
    this.#pieces = new Pieces(hote);
    this.#versions = new Versions(hote);
    this.#fichiers = new FichiersReponse(hote, this.#dossier);
    this.#conversation = new ActesConversation(hote, this.#dossier, () => file.relireIncidents());
    this.#types = new ReponsesTypes(hote);
    this.#lettre = new Lettre(hote);
  }

  /** Number of the open file. */
  get numero(): string | undefined {
    return this.#saisie.ouverte ? undefined : this.#dossier.numero;
  }

  get occupe(): boolean {
    return this.#saisie.ouverte || this.#dossier.numero !== undefined;
  }

  /** Has the agent begun something on that request? */
  commence(numero: string): boolean {
    const brouillon = this.#dossier.brouillonDe(numero);
    return brouillon !== undefined && estCommence(brouillon);
  }

  /** Is anything begun and not sent, on any request? */
  get enSuspens(): boolean {
    return this.#dossier.enSuspens || (this.#saisie.definition !== undefined && !this.#saisie.resultat);
  }

  ouvrir(numero: string): Promise<void> {
    this.#saisie.fermer();
    this.#file.viser('titre-dossier');
    return this.#dossier.ouvrir(numero);
  }

  saisir(): void {
    this.#dossier.fermer();
    this.#saisie.ouvrir();
    this.#file.viser('titre-saisie');
  }

  recevoir(demande: DemandeAgent): void {
    this.#dossier.recevoir(demande);
  }

  /** Another agent works here now. */
  toutOublier(): void {
    this.#dossier.toutOublier();
    this.#saisie.fermer();
    this.#saisie.recommencer();
  }

  /** One step back: out of the panel, then out of the file. `false` when there is nothing to leave. */
  reculer(): boolean {
    if (this.numero !== undefined && this.#dossier.brouillon.panneau !== undefined) {
      this.#dossier.montrer(undefined);
      this.#file.viser('titre-dossier');
      return true;
    }
    return this.fermer();
  }

  fermer(): boolean {
    if (!this.occupe) return false;
    if (this.#saisie.ouverte) this.#saisie.fermer();
    else this.#dossier.fermer();
    this.#file.revenir();
    return true;
  }

  /** Does `ordre` on request `numero`, which opens first. */
  async agir(ordre: CommandeDossier, numero: string): Promise<void> {
    const ouvert = this.#dossier;
    if (this.numero !== numero || !ouvert.donnees) await this.ouvrir(numero);
    const { donnees } = ouvert;
    if (!donnees || this.numero !== numero) return;
    if (ordre === 'prendre') {
      const moi = this.#hote.session.agent!.courriel;
      if (donnees.ligne.affecteeA?.courriel !== moi) await ouvert.modifier({ affecteeA: moi }, 'affectation');
      else this.#hote.annoncer(msg('Cette demande vous est déjà affectée.'));
      return;
    }
    const panneau = PANNEAUX[ordre];
    const { transitions, ligne } = donnees;
    const possible =
      panneau === 'complement'
        ? transitions.includes('en-attente') || ligne.statut === 'en-attente'
        : panneau !== 'decision' || transitions.includes('traitee');
    if (!possible) {
      this.#hote.annoncer(msg('Ce dossier est clos : reprenez-le d’abord.'));
      return;
    }
    if (ouvert.brouillon.panneau !== panneau) ouvert.montrer(panneau);
    this.#file.viser(`champ-${panneau}`);
  }

  rendre(demarches: readonly DemarcheResume[], ville: Commune | undefined): TemplateResult {
    const { numero } = this;
    const fermer = () => void this.fermer();
    return html`${this.#saisie.rendre(demarches, ville, fermer)}
    ${
      numero === undefined
        ? nothing
        : dossier({
            hote: this.#hote,
            dossier: this.#dossier,
            agent: this.#hote.session.agent!,
            ville,
            conversation: this.#conversation,
            types: this.#types,
            lettre: this.#lettre,
            pieces: this.#pieces,
            versions: this.#versions,
            fichiers: champReponse(this.#fichiers, numero),
            envoisEnCours: this.#fichiers.enCours(numero),
            fermer,
          })
    }`;
  }
}
