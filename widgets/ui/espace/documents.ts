import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { msg, str } from '@lit/localize';
import type { Document, MesDocuments } from '#contract/schemas/document.ts';
import { definir } from '../../core/definir.ts';
import { enregistrer } from '../../core/enregistrer.ts';
import { Tache } from '../../core/tache.ts';
import { baseStyles } from '../base.styles.ts';
import { champsStyles } from '../champs.styles.ts';
import { panne, squelette } from '../chargement.ts';
import { fichiersStyles } from '../formulaire/fichiers.styles.ts';
import { iconeTelecharger } from '../icones/dossier.ts';
import { dessinerAjout } from './documents-ajout.ts';
import { lireArchive, lireDocument, listerDocuments, supprimerDocument } from './documents-api.ts';
import { decrireDocument, type Description } from './documents-api.ts';
import { EnvoisDocuments } from './documents-envois.ts';
import { Journal } from './documents-journal.ts';
import { dessinerDocument, type ActesDocument } from './documents-ligne.ts';
import { documentsStyles } from './documents.styles.ts';
import { estOuvrable } from './documents-mots.ts';
import { estAbandon, phraseEchec } from './echecs.ts';
import { DocumentGardeEvent } from './events.ts';
import { avecPreuve } from './preuve.ts';
import { VueEspace } from './vue.ts';

/** What is being done to one paper: its line shows it. */
export interface EnCours {
  id: string;
  quoi: 'modification' | 'suppression';
}

/**
 * « Mes documents »: the papers that a citizen keeps, what becomes of them, and who looked at them.
 * Internal to the kit: `<mes-documents>` and the dashboard give it a client with an open session.
 */
export class VueDocuments extends VueEspace implements ActesDocument {
  static override styles = [baseStyles, champsStyles, fichiersStyles, documentsStyles];
  static override properties = {
    ...VueEspace.properties,
    accueil: { attribute: false },
    enCours: { state: true },
    survol: { state: true },
  };

  /** Somebody has just signed in to see them: the focus comes to the title. */
  declare accueil: boolean;
  declare enCours: EnCours | undefined;
  /** Files are held above the place where they may be dropped. */
  declare survol: boolean;
  /** Papers added since the page was opened. */
  readonly nouveaux = new Set<string>();
  readonly occupes = new Set<string>();
  readonly echecs = new Map<string, string>();
  readonly envois = new EnvoisDocuments(this);
  readonly journal = new Journal(this);
  #archive: 'lecture' | { echec: string } | undefined;

  readonly #liste = new Tache(
    this,
    ([client], { signal }) => listerDocuments(client, { signal }),
    () => [this.client] as const,
  );

  constructor() {
    super();
    this.survol = this.accueil = false;
  }

  protected override willUpdate(changes: PropertyValues<this>): void {
    if (changes.has('accueil') && this.accueil) this.viser('titre-documents');
  }

  get reste(): number {
    const { quota, utilises } = this.#mes ?? { quota: Infinity, utilises: 0 };
    return quota - utilises;
  }

  get #mes(): MesDocuments | undefined {
    return this.#liste.value;
  }

  protected override contenu(): TemplateResult {
    return this.#liste.render({
      pending: () => (this.#mes ? this.#page(this.#mes) : squelette()),
      error: (erreur) => panne(erreur, () => void this.#liste.run(), msg('Vos documents ne s’affichent pas')),
      complete: (mes) => this.#page(mes),
    }) as TemplateResult;
  }

  #page(mes: MesDocuments): TemplateResult {
    const tries = mes.documents.toSorted((a, b) => b.ajouteLe.localeCompare(a.ajouteLe));
    const remis = tries.filter(({ numero }) => numero !== null);
    const ajoutes = tries.filter(({ numero }) => numero === null);
    return html`<div class="documents pile-large">
      <header class="pile">
        <h2 id="titre-documents" tabindex="-1">${msg('Mes documents')}</h2>
        <p>
          ${msg('Gardez ici les papiers que l’on vous demande souvent : vous les prenez dans un formulaire sans les envoyer de nouveau. Ils sont chiffrés, et vous voyez qui les a ouverts.')}
        </p>
      </header>
      ${dessinerAjout({ envois: this.envois, mes, survol: this.survol, surSurvol: (survol) => (this.survol = survol) })}
      ${this.#section('ajoutes', msg('Mes papiers'), ajoutes)}
      ${remis.length ? this.#section('remis', msg('Remis par la mairie'), remis) : nothing}
      ${tries.length ? this.#toutTelecharger() : nothing}
      ${this.journal.dessiner(this.fuseau, this.maintenant)}
    </div>`;
  }

  #section(id: string, titre: string, documents: readonly Document[]): TemplateResult {
    return html`<section aria-labelledby="titre-${id}">
      <h3 id="titre-${id}" tabindex="-1">${titre}</h3>
      ${
        documents.length
          ? html`<ul class="papiers" role="list">
              ${documents.map((document) => dessinerDocument(document, this))}
            </ul>`
          : html`<p class="muet vide">
              ${msg('Rien pour l’instant. Une pièce d’identité et un justificatif de domicile servent dans beaucoup de démarches.')}
            </p>`
      }
    </section>`;
  }

  #toutTelecharger(): TemplateResult {
    const lecture = this.#archive === 'lecture';
    return html`<div>
      <button
        type="button"
        class="bouton"
        aria-disabled=${lecture ? 'true' : nothing}
        @click=${() => this.#telechargerTout()}
      >
        ${iconeTelecharger()}${lecture ? msg('Préparation…') : msg('Tout télécharger (ZIP)')}
      </button>
      ${typeof this.#archive === 'object' ? html`<p class="echec" role="alert">${this.#archive.echec}</p>` : nothing}
    </div>`;
  }

  async #telechargerTout(): Promise<void> {
    if (this.#archive === 'lecture') return;
    this.#archive = 'lecture';
    this.requestUpdate();
    try {
      enregistrer(await this.#prouver(() => lireArchive(this.client)), msg('mes-documents.zip'));
      this.#archive = undefined;
      this.annoncer(msg('Vos documents sont téléchargés.'));
    } catch (erreur) {
      this.#archive = estAbandon(erreur) ? undefined : { echec: phraseEchec(erreur) };
      this.requestUpdate();
    }
  }

  /** In a new tab, opened in the click and filled after. Where it cannot open, it is saved. */
  async ouvrir(document: Document): Promise<void> {
    const fenetre = estOuvrable(document) ? window.open('', '_blank') : null;
    if (fenetre) fenetre.opener = null;
    const lu = await this.#essayer(document.id, () => lireDocument(this.client, document));
    if (!lu) return fenetre?.close();
    if (!fenetre || fenetre.closed) return enregistrer(lu, document.nom);
    const adresse = URL.createObjectURL(lu);
    fenetre.location.href = adresse;
    // The tab has read it by then; reloaded later, it asks for a new opening.
    setTimeout(() => URL.revokeObjectURL(adresse), 60_000);
  }

  async telecharger(document: Document): Promise<void> {
    const lu = await this.#essayer(document.id, () => lireDocument(this.client, document));
    if (!lu) return;
    enregistrer(lu, document.nom);
    this.annoncer(msg(str`${document.nom} est téléchargé.`));
  }

  commencer({ id }: Document, quoi: EnCours['quoi']): void {
    this.enCours = { id, quoi };
    this.echecs.delete(id);
    this.viser(`${quoi === 'modification' ? 'nom' : 'garder'}-${id}`);
  }

  renoncer({ id }: Document): void {
    const { quoi } = this.enCours!;
    this.enCours = undefined;
    this.viser(`${quoi === 'modification' ? 'modifier' : 'supprimer'}-${id}`);
  }

  async decrire({ id }: Document, description: Description): Promise<void> {
    const change = await this.#essayer(id, () => decrireDocument(this.client, id, description));
    if (!change) return;
    this.#remplacer((documents) => documents.map((autre) => (autre.id === id ? change : autre)));
    this.nouveaux.delete(id);
    this.enCours = undefined;
    this.viser(`modifier-${id}`);
    this.annoncer(msg('C’est enregistré.'));
  }

  async supprimer({ id, nom, taille, numero }: Document): Promise<void> {
    const fait = await this.#essayer(id, async () => {
      await this.#prouver(() => supprimerDocument(this.client, id));
      return true;
    });
    if (!fait) return;
    this.#remplacer((documents) => documents.filter((autre) => autre.id !== id), -taille);
    this.enCours = undefined;
    const reste = this.#mes!.documents.some((autre) => (autre.numero === null) === (numero === null));
    this.viser(reste && numero !== null ? 'titre-remis' : 'titre-ajoutes');
    this.annoncer(msg(str`${nom} est supprimé.`));
  }

  surAjout(document: Document, seul: boolean): void {
    this.nouveaux.add(document.id);
    // Sent twice on a bad network, it is there once.
    this.#remplacer(
      (documents) => [document, ...documents.filter(({ id }) => id !== document.id)],
      document.taille,
    );
    this.dispatchEvent(new DocumentGardeEvent(document.genre));
    // What it is and until when is asked at once, without taking the focus.
    if (seul && !this.enCours) this.enCours = { id: document.id, quoi: 'modification' };
  }

  dire(phrase: string): void {
    this.annoncer(phrase);
  }

  #remplacer(changer: (documents: Document[]) => Document[], octets = 0): void {
    const mes = this.#mes!;
    this.#liste.value = { ...mes, documents: changer(mes.documents), utilises: mes.utilises + octets };
    this.journal.vieillir();
    this.requestUpdate();
  }

  #prouver<T>(acte: () => Promise<T>): Promise<T> {
    return avecPreuve(this.renderRoot, this.client, acte);
  }

  /** One act at a time on a paper; what fails is said on its line. */
  async #essayer<T>(id: string, acte: () => Promise<T>): Promise<T | undefined> {
    if (this.occupes.has(id)) return undefined;
    this.occupes.add(id);
    this.echecs.delete(id);
    this.requestUpdate();
    try {
      return await acte();
    } catch (erreur) {
      if (!estAbandon(erreur)) this.echecs.set(id, phraseEchec(erreur));
      return undefined;
    } finally {
      this.occupes.delete(id);
      this.requestUpdate();
    }
  }
}

definir('parvis-mes-documents', VueDocuments);

declare global {
  interface HTMLElementTagNameMap {
    'parvis-mes-documents': VueDocuments;
  }
}
