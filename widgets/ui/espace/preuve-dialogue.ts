import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { msg, str } from '@lit/localize';
import type { Moi } from '#contract/schemas/usager.ts';
import type { Client } from '../../core/client.ts';
import { nouvelleCle } from '../../core/cle.ts';
import { definir } from '../../core/definir.ts';
import { ErreurApi } from '../../core/erreurs.ts';
import { baseStyles } from '../base.styles.ts';
import { champsStyles } from '../champs.styles.ts';
import { champTexte } from '../champs.ts';
import { encart } from '../encart.ts';
import { dialogueStyles } from './dialogue.styles.ts';
import { phraseEchec } from './echecs.ts';

const TAG = 'parvis-preuve';

/** Resolves once the server has the proof; rejects with an `AbortError` when the dialog is closed before. */
export function demanderPreuve(dans: Node, client: Client): Promise<void> {
  definir(TAG, DialoguePreuve);
  const dialogue = document.createElement(TAG) as DialoguePreuve;
  dialogue.client = client;
  return new Promise((reussir, echec) => {
    dialogue.surFin = (prouvee) => {
      if (prouvee) reussir();
      else echec(new DOMException('Preuve abandonnée', 'AbortError'));
      dialogue.remove();
    };
    dans.appendChild(dialogue);
  });
}

/** « Confirmez que c’est vous »: six digits by mail. Internal to the kit. */
class DialoguePreuve extends LitElement {
  static override styles = [baseStyles, champsStyles, dialogueStyles];
  static override properties = {
    etape: { state: true },
    adresse: { state: true },
    code: { state: true },
    erreur: { state: true },
  };

  declare client: Client;
  declare surFin: (prouvee: boolean) => void;
  /** `sans-adresse`: the account has no mailbox, a code cannot reach it. */
  declare etape: 'envoi' | 'saisie' | 'verification' | 'sans-adresse' | 'echec';
  declare adresse: string | undefined;
  declare code: string;
  declare erreur: string | undefined;
  #prouvee = false;
  #renvoye = false;

  constructor() {
    super();
    this.etape = 'envoi';
    this.code = '';
  }

  protected override firstUpdated(): void {
    this.#dialogue.showModal();
    void this.#envoyer();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.surFin(false);
  }

  get #dialogue(): HTMLDialogElement {
    return this.renderRoot.querySelector('dialog')!;
  }

  protected override render(): TemplateResult {
    return html`<dialog
      class="dialogue"
      aria-labelledby="titre-preuve"
      @close=${() => this.surFin(this.#prouvee)}
      @cancel=${(evenement: Event) => evenement.stopPropagation()}
    >
      <form class="pile" novalidate @submit=${this.#soumettre}>
        <h2 id="titre-preuve">${msg('Confirmez que c’est vous')}</h2>
        ${this.#corps()}
        <p class="actions">
          ${this.#principal()}
          <button type="button" class="bouton" @click=${() => this.#dialogue.close()}>
            ${msg('Annuler')}
          </button>
          ${
            this.etape === 'saisie'
              ? html`<button type="button" class="bouton lien" @click=${() => this.#renvoyer()}>
                  ${msg('Recevoir un autre code')}
                </button>`
              : nothing
          }
        </p>
      </form>
    </dialog>`;
  }

  #corps(): unknown {
    if (this.etape === 'echec') return encart('error', this.erreur, { annonce: true });
    if (this.etape === 'sans-adresse')
      return html`<p>
        ${msg('Vous vous connectez sans adresse de courriel. Déconnectez-vous, connectez-vous de nouveau, puis recommencez dans les dix minutes.')}
      </p>`;
    return html`<p>
        ${msg('Cette action ne peut pas être défaite, ou montre tous vos papiers. Nous vérifions que personne n’agit à votre place.')}
      </p>
      <p role="status">
        ${
          this.etape === 'envoi'
            ? msg('Nous vous envoyons un code…')
            : this.#renvoye
              ? msg(str`Un autre code est parti à ${this.adresse}. Seul le dernier compte.`)
              : msg(str`Un code de 6 chiffres est parti à ${this.adresse}.`)
        }
      </p>
      ${champTexte({
        id: 'code-preuve',
        libelle: msg('Code reçu par courriel'),
        aide: msg('6 chiffres. Regardez aussi dans les courriers indésirables.'),
        erreur: this.erreur,
        valeur: this.code,
        surSaisie: (valeur) => (this.code = valeur),
        inputmode: 'numeric',
        autocomplete: 'one-time-code',
        classe: 'code',
      })}`;
  }

  #principal(): unknown {
    if (this.etape === 'sans-adresse') return nothing;
    const attente = this.etape === 'verification' || this.etape === 'envoi';
    return html`<button class="bouton principal" aria-disabled=${attente ? 'true' : nothing}>
      ${
        this.etape === 'echec'
          ? msg('Réessayer')
          : this.etape === 'verification'
            ? msg('Vérification…')
            : msg('Confirmer')
      }
    </button>`;
  }

  readonly #soumettre = (evenement: Event): void => {
    evenement.preventDefault();
    if (this.etape === 'echec') void this.#envoyer();
    else if (this.etape === 'saisie') void this.#verifier();
  };

  async #envoyer(): Promise<void> {
    this.etape = 'envoi';
    this.erreur = undefined;
    try {
      const { identites } = await this.client.json<Moi>('usager/moi');
      const courriels = identites.filter(({ moyen }) => moyen === 'courriel');
      this.adresse = (courriels.find(({ principale }) => principale) ?? courriels[0])?.libelle;
      if (!this.adresse) {
        this.etape = 'sans-adresse';
        return;
      }
      await this.client.envoyer('usager/preuves/code', { methode: 'POST', json: {}, cle: nouvelleCle() });
      this.etape = 'saisie';
      await this.updateComplete;
      this.#champ?.focus();
    } catch (erreur) {
      this.erreur = phraseEchec(erreur);
      this.etape = 'echec';
    }
  }

  #renvoyer(): void {
    this.#renvoye = true;
    this.code = '';
    void this.#envoyer();
  }

  async #verifier(): Promise<void> {
    const code = this.code.replaceAll(/\D/g, '');
    this.erreur = code.length === 6 ? undefined : msg('Tapez les 6 chiffres du code.');
    if (this.erreur) return this.#champ?.focus();
    this.etape = 'verification';
    try {
      await this.client.envoyer('usager/preuves', { methode: 'POST', json: { code } });
      this.#prouvee = true;
      // The focus goes back to the button of the act.
      this.#dialogue.close();
    } catch (erreur) {
      this.etape = 'saisie';
      this.erreur =
        erreur instanceof ErreurApi && erreur.code === 'code-faux'
          ? msg('Ce code n’est pas le bon, ou il ne sert plus. Vérifiez-le, ou demandez-en un autre.')
          : phraseEchec(erreur);
      await this.updateComplete;
      this.#champ?.focus();
    }
  }

  get #champ(): HTMLElement | null {
    return this.renderRoot.querySelector('#code-preuve');
  }
}
