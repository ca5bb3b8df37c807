import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { msg, str } from '@lit/localize';
import type { Moi } from '#contract/schemas/usager.ts';
import type { Client } from '../../core/client.ts';
import { nouvelleCle } from '../../core/cle.ts';
import { definir } from '../../core/definir.ts';
import type { ConnexionFournisseur } from '../../core/session/fournisseur.ts';
import type { Session } from '../../core/session/session.ts';
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
  /** `fournisseur`: the account has no mailbox, or its owner prefers the other way; `fenetre`: he is there. */
  declare etape: 'envoi' | 'saisie' | 'verification' | 'fournisseur' | 'fenetre' | 'echec';
  declare adresse: string | undefined;
  declare code: string;
  declare erreur: string | undefined;
  /** The provider of the account, and what goes there: it must be here before the click that opens a window. */
  #fournisseur: { nom: string; connexion: ConnexionFournisseur } | undefined;
  #prouvee = false;
  #renvoye = false;
  /** The fault of a field that had the focus already: nothing else would say it. */
  #rappel = '';

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
    this.#fournisseur?.connexion.annuler();
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
          ${this.#autres()}
        </p>
        <p class="cache" role="status">${this.#rappel}</p>
      </form>
    </dialog>`;
  }

  #autres(): unknown {
    const lien = (libelle: string, acte: () => void) =>
      html`<button type="button" class="bouton lien" @click=${acte}>${libelle}</button>`;
    if (this.etape !== 'saisie') return nothing;
    return html`${lien(msg('Recevoir un autre code'), () => this.#renvoyer())}
    ${
      this.#fournisseur
        ? lien(msg(str`Confirmer plutôt avec ${this.#fournisseur.nom}`), () => (this.etape = 'fournisseur'))
        : nothing
    }`;
  }

  #corps(): unknown {
    if (this.etape === 'echec') return encart('error', this.erreur, { annonce: true });
    if (this.etape === 'fenetre')
      return html`<p role="status">
        ${msg(str`Une fenêtre ${this.#fournisseur!.nom} s’est ouverte. Suivez ses indications : cette page vous attend.`)}
      </p>`;
    if (this.etape === 'fournisseur')
      return html`<p>
          ${
            this.#fournisseur
              ? msg(
                  str`Passez de nouveau par ${this.#fournisseur.nom} : nous vérifions que personne n’agit à votre place.`,
                )
              : msg(
                  'Vous vous connectez sans adresse de courriel. Déconnectez-vous, connectez-vous de nouveau, puis recommencez dans les dix minutes.',
                )
          }
        </p>
        ${this.erreur ? encart('error', this.erreur, { annonce: true }) : nothing}`;
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
    if (this.etape === 'fenetre' || (this.etape === 'fournisseur' && !this.#fournisseur)) return nothing;
    const attente = this.etape === 'verification' || this.etape === 'envoi';
    if (this.etape === 'fournisseur')
      return html`<button class="bouton principal">
        ${msg(str`Confirmer avec ${this.#fournisseur!.nom}`)}
      </button>`;
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
    else if (this.etape === 'fournisseur') void this.#passerParLui();
  };

  async #envoyer(): Promise<void> {
    this.etape = 'envoi';
    this.erreur = undefined;
    try {
      const { identites } = await this.client.json<Moi>('usager/moi');
      const courriels = identites.filter(({ moyen }) => moyen === 'courriel');
      this.adresse = (courriels.find(({ principale }) => principale) ?? courriels[0])?.libelle;
      const autre = identites.find(({ moyen }) => moyen !== 'courriel');
      if (autre && !this.#fournisseur) await this.#preparer(autre.libelle);
      if (!this.adresse) return void (this.etape = 'fournisseur');
      await this.client.envoyer('usager/preuves/code', { methode: 'POST', json: {}, cle: nouvelleCle() });
      this.etape = 'saisie';
      await this.updateComplete;
      this.#champ?.focus();
    } catch (erreur) {
      this.erreur = phraseEchec(erreur);
      this.etape = 'echec';
    }
  }

  async #preparer(nom: string): Promise<void> {
    const session = this.client.session as Session | undefined;
    if (!session) return;
    const { ConnexionFournisseur: Connexion } = await import('../../core/session/fournisseur.ts');
    this.#fournisseur = { nom, connexion: new Connexion(session) };
  }

  async #passerParLui(): Promise<void> {
    const { connexion, nom } = this.#fournisseur!;
    this.erreur = undefined;
    try {
      // At once, in the click: the popup opens there.
      const fin = connexion.enFenetre({ but: 'prouver' });
      this.etape = 'fenetre';
      await fin;
      this.#reussir();
    } catch (erreur) {
      this.etape = 'fournisseur';
      const { name, message } = erreur as Error;
      if (name === 'ConnexionEchouee') this.erreur = message;
      else if (name === 'FenetreRefusee')
        this.erreur = msg(str`Votre navigateur a bloqué la fenêtre ${nom}. Autorisez-la, puis réessayez.`);
      else if (name !== 'AbortError') this.erreur = phraseEchec(erreur);
    }
  }

  #reussir(): void {
    this.#prouvee = true;
    // The focus goes back to the button of the act.
    this.#dialogue.close();
  }

  #renvoyer(): void {
    this.#renvoye = true;
    this.code = '';
    void this.#envoyer();
  }

  async #verifier(): Promise<void> {
    const code = this.code.replaceAll(/\D/g, '');
    this.erreur = code.length === 6 ? undefined : msg('Tapez les 6 chiffres du code.');
    if (this.erreur) return this.#montrer();
    this.etape = 'verification';
    this.#rappel = '';
    try {
      await this.client.envoyer('usager/preuves', { methode: 'POST', json: { code } });
      this.#reussir();
    } catch (erreur) {
      this.etape = 'saisie';
      this.erreur =
        erreur instanceof ErreurApi && erreur.code === 'code-faux'
          ? msg('Ce code n’est pas le bon, ou il ne sert plus. Vérifiez-le, ou demandez-en un autre.')
          : phraseEchec(erreur);
      await this.#montrer();
    }
  }

  async #montrer(): Promise<void> {
    this.#rappel = '';
    await this.updateComplete;
    const deja = (this.renderRoot as ShadowRoot).activeElement === this.#champ;
    this.#champ?.focus();
    if (!deja) return;
    this.#rappel = this.erreur ?? '';
    this.requestUpdate();
  }

  get #champ(): HTMLElement | null {
    return this.renderRoot.querySelector('#code-preuve');
  }
}
