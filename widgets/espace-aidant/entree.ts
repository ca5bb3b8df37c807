import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { msg, str } from '@lit/localize';
import { definir } from '../core/definir.ts';
import type { Session } from '../core/session/session.ts';
import { baseStyles } from '../ui/base.styles.ts';
import { champsStyles } from '../ui/champs.styles.ts';
import { champTexte } from '../ui/champs.ts';
import { encart } from '../ui/encart.ts';
import { phraseEchec } from '../ui/espace/echecs.ts';
import { viser } from '../ui/viser.ts';

/** A helper signs in with a mailed code; this computer is never remembered. */
export class EntreeAidant extends LitElement {
  static override styles = [baseStyles, champsStyles];
  static override properties = {
    session: { attribute: false },
    etape: { state: true },
    echec: { state: true },
    occupe: { state: true },
  };

  declare session: Session;
  declare etape: 'adresse' | 'code';
  declare echec: string | undefined;
  declare occupe: boolean;
  #courriel = '';
  #code = '';

  constructor() {
    super();
    this.etape = 'adresse';
    this.occupe = false;
  }

  protected override firstUpdated(): void {
    viser(this.renderRoot, 'courriel');
  }

  protected override render(): TemplateResult {
    return html`<form class="pile" novalidate @submit=${this.#envoyer}>
      <h2>${msg('Se connecter')}</h2>
      ${this.echec ? encart('error', this.echec, { annonce: true }) : nothing}
      ${this.etape === 'adresse' ? this.#adresse() : this.#leCode()}
    </form>`;
  }

  #adresse(): TemplateResult {
    return html`${champTexte({
        id: 'courriel',
        libelle: msg('Votre adresse de courriel professionnelle'),
        aide: msg('Celle que la commune a dans sa liste. Un code vous est envoyé.'),
        type: 'email',
        inputmode: 'email',
        autocomplete: 'off',
        valeur: this.#courriel,
        surSaisie: (valeur) => (this.#courriel = valeur),
      })}
      <div class="actions">
        <button class="bouton principal" aria-disabled=${this.occupe ? 'true' : nothing}>
          ${msg('Recevoir un code')}
        </button>
      </div>`;
  }

  #leCode(): TemplateResult {
    return html`<p role="status">
        ${msg(str`Si ${this.#courriel} est dans la liste de la commune, un code à 6 chiffres y arrive. Il sert pendant 10 minutes.`)}
      </p>
      ${champTexte({
        id: 'code',
        libelle: msg('Code à 6 chiffres'),
        inputmode: 'numeric',
        autocomplete: 'one-time-code',
        classe: 'court',
        valeur: this.#code,
        surSaisie: (valeur) => (this.#code = valeur),
      })}
      <div class="actions">
        <button class="bouton principal" aria-disabled=${this.occupe ? 'true' : nothing}>
          ${msg('Entrer')}
        </button>
        <button type="button" class="bouton lien" @click=${this.#recommencer}>
          ${msg('Changer d’adresse, ou demander un autre code')}
        </button>
      </div>`;
  }

  readonly #recommencer = (): void => {
    this.etape = 'adresse';
    this.echec = undefined;
    this.#code = '';
    void this.updateComplete.then(() => viser(this.renderRoot, 'courriel'));
  };

  readonly #envoyer = async (evenement: SubmitEvent): Promise<void> => {
    evenement.preventDefault();
    if (this.occupe) return;
    this.occupe = true;
    this.echec = undefined;
    try {
      if (this.etape === 'adresse') {
        await this.session.demanderCode(this.#courriel.trim());
        this.etape = 'code';
        await this.updateComplete;
        viser(this.renderRoot, 'code');
      } else {
        const code = this.#code.replaceAll(/\s/g, '');
        await this.session.ouvrir({ courriel: this.#courriel.trim(), code });
        this.dispatchEvent(new CustomEvent('entree'));
      }
    } catch (erreur) {
      this.echec = phraseEchec(erreur);
      viser(this.renderRoot, this.etape === 'adresse' ? 'courriel' : 'code');
    } finally {
      this.occupe = false;
    }
  };
}

definir('parvis-entree-aidant', EntreeAidant);
