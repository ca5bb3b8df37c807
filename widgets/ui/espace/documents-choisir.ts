import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { msg, str } from '@lit/localize';
import type { Televersement } from '#contract/schemas/demande.ts';
import type { Document } from '#contract/schemas/document.ts';
import type { Client } from '../../core/client.ts';
import { nouvelleCle } from '../../core/cle.ts';
import { definir } from '../../core/definir.ts';
import { Tache } from '../../core/tache.ts';
import { baseStyles } from '../base.styles.ts';
import { panne, squelette } from '../chargement.ts';
import { encart } from '../encart.ts';
import { poids, TAILLE_MAX } from '../poids.ts';
import { dialogueStyles } from './dialogue.styles.ts';
import { choisirStyles } from './documents-choisir.styles.ts';
import { copierDocument, listerDocuments } from './documents-api.ts';
import { libelleGenre, pastilleValidite, pastilleVerification, validite } from './documents-mots.ts';
import { phraseEchec } from './echecs.ts';

const TAG = 'parvis-choisir-document';

interface Demande {
  client: Client;
  /** What the papers are for: the label of the field. */
  pour: string;
  /** How many more the field takes. */
  place: number;
  fuseau?: string | undefined;
}

/**
 * Lets a citizen who is signed in choose among the papers he keeps, in a dialog; those that are chosen are copied for
 * a form. Nothing chosen, or the dialog closed: an empty list.
 *
 * @param pres - An element of the form: the dialog is drawn with its colours.
 */
export function choisirDocuments(pres: Element, demande: Demande): Promise<Televersement[]> {
  definir(TAG, ChoisirDocument);
  const dialogue = Object.assign(document.createElement(TAG) as ChoisirDocument, demande);
  return new Promise((reussir) => {
    dialogue.surFin = (copies) => {
      reussir(copies);
      dialogue.remove();
    };
    (pres.closest('.root') ?? pres.getRootNode()).appendChild(dialogue);
  });
}

/** « Prendre dans Mes documents ». Internal to the kit. */
class ChoisirDocument extends LitElement {
  static override styles = [baseStyles, dialogueStyles, choisirStyles];
  static override properties = {
    choisis: { state: true },
    copie: { state: true },
    erreur: { state: true },
  };

  declare client: Client;
  declare pour: string;
  declare place: number;
  declare fuseau: string | undefined;
  declare surFin: (copies: Televersement[]) => void;
  declare choisis: ReadonlySet<string>;
  declare copie: boolean;
  declare erreur: string | undefined;
  readonly #copies: Televersement[] = [];
  /** Tried again after a cut, a copy is not made twice. */
  readonly #cles = new Map<string, string>();

  readonly #liste = new Tache(
    this,
    ([client], { signal }) => listerDocuments(client, { signal }),
    () => [this.client] as const,
  );

  constructor() {
    super();
    this.choisis = new Set();
    this.copie = false;
  }

  protected override firstUpdated(): void {
    this.#dialogue.showModal();
    // Its title is heard first, not « Fermer ».
    this.renderRoot.querySelector<HTMLElement>('#titre-choisir')!.focus();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.surFin(this.#copies);
  }

  get #dialogue(): HTMLDialogElement {
    return this.renderRoot.querySelector('dialog')!;
  }

  protected override render(): TemplateResult {
    return html`<dialog
      class="dialogue"
      aria-labelledby="titre-choisir"
      @close=${() => this.surFin(this.#copies)}
      @cancel=${(evenement: Event) => evenement.stopPropagation()}
    >
      <form class="pile" novalidate @submit=${this.#soumettre}>
        <div>
          <h2 id="titre-choisir" tabindex="-1">${msg('Prendre dans Mes documents')}</h2>
          <p class="muet">${this.pour}</p>
        </div>
        ${this.#liste.render({
          pending: squelette,
          error: (erreur) =>
            panne(erreur, () => void this.#liste.run(), msg('Vos documents ne s’affichent pas')),
          complete: ({ documents }) => this.#choix(documents),
        })}
        ${this.erreur ? encart('error', this.erreur, { annonce: true }) : nothing}
        <p class="actions">
          ${
            this.#liste.value?.documents.some(peutServir)
              ? html`<button class="bouton principal" aria-disabled=${this.copie ? 'true' : nothing}>
                  ${this.copie ? msg('Copie en cours…') : msg('Ajouter au formulaire')}
                </button>`
              : nothing
          }
          <button type="button" class="bouton" @click=${() => this.#dialogue.close()}>
            ${msg('Fermer')}
          </button>
        </p>
      </form>
    </dialog>`;
  }

  #choix(documents: readonly Document[]): TemplateResult {
    const gardes = documents.filter(({ taille }) => taille <= TAILLE_MAX);
    const lourds = documents.length - gardes.length;
    if (!gardes.length)
      return html`<p>
        ${msg('Vous ne gardez encore aucun document qui convienne. Fermez, puis ajoutez un fichier de votre appareil.')}
      </p>`;
    const consigne =
      this.place > 1
        ? msg(str`Choisissez jusqu’à ${this.place} documents. La mairie en reçoit une copie.`)
        : msg('Choisissez un document. La mairie en reçoit une copie.');
    return html`<fieldset>
      <legend class="petit">${consigne}</legend>
      ${gardes.map((document) => this.#ligne(document))}
      ${lourds ? html`<p class="petit muet">${msg(str`Trop lourds pour un formulaire : ${lourds}.`)}</p>` : nothing}
    </fieldset>`;
  }

  #ligne(document: Document): TemplateResult {
    const { id, nom, genre, taille, valableJusquau } = document;
    const pret = peutServir(document);
    const etat = validite(valableJusquau, this.fuseau ?? 'Europe/Paris');
    return html`<label class="papier ${pret ? '' : 'muet'}">
      <input
        type=${this.place > 1 ? 'checkbox' : 'radio'}
        name="document"
        .checked=${this.choisis.has(id)}
        ?disabled=${!pret}
        @change=${(evenement: Event) => this.#cocher(id, (evenement.target as HTMLInputElement).checked)}
      />
      <span>
        <b>${nom}</b>
        <span class="petit muet">${libelleGenre(genre)} · ${poids(taille)}</span>
        ${etat ? html`<span class="petit">${pastilleValidite(etat)}</span>` : nothing}
        ${pret ? nothing : html`<span class="petit">${pastilleVerification()}</span>`}
      </span>
    </label>`;
  }

  #cocher(id: string, coche: boolean): void {
    const choisis = new Set(this.place > 1 ? this.choisis : []);
    if (coche) choisis.add(id);
    else choisis.delete(id);
    this.choisis = choisis;
    this.erreur = undefined;
  }

  readonly #soumettre = (evenement: Event): void => {
    evenement.preventDefault();
    if (!this.copie) void this.#copier();
  };

  async #copier(): Promise<void> {
    const { size } = this.choisis;
    this.erreur = undefined;
    // Other words in between: said twice, the same fault is heard twice.
    await this.updateComplete;
    if (!size) return void (this.erreur = msg('Choisissez d’abord un document.'));
    if (size > this.place)
      return void (this.erreur = msg(str`Ce champ ne prend que ${this.place} documents de plus.`));
    this.copie = true;
    try {
      for (const id of this.choisis) {
        if (!this.#cles.has(id)) this.#cles.set(id, nouvelleCle());
        this.#copies.push(await copierDocument(this.client, id, this.#cles.get(id)!));
        this.#retenir(id);
      }
      this.#dialogue.close();
    } catch (erreur) {
      this.erreur = phraseEchec(erreur);
    }
    this.copie = false;
  }

  /** Copied: it is not copied again when a later one fails. */
  #retenir(id: string): void {
    this.choisis = new Set([...this.choisis].filter((autre) => autre !== id));
    this.place -= 1;
  }
}

const peutServir = ({ etat, taille }: Document): boolean => etat === 'pret' && taille <= TAILLE_MAX;
