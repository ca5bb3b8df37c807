import { html, nothing, type TemplateResult } from 'lit';
import { msg, str } from '@lit/localize';
import { champTexte } from '../ui/champs.ts';
import { phraseEchec, type Hote } from './contexte.ts';

/** « Corriger l’adresse » of a mail that did not arrive: what failed leaves again for the right one. */
export class CorrectionAdresse {
  /** Tracking number whose address is being corrected. */
  #ouverte: string | undefined;
  #version = 0;
  #adresse = '';
  #enCours = false;
  #erreur: string | undefined;
  readonly #hote: Hote;
  readonly #surCorrigee: (numero: string) => void;

  constructor(hote: Hote, surCorrigee: (numero: string) => void) {
    this.#hote = hote;
    this.#surCorrigee = surCorrigee;
  }

  dessiner(numero: string): TemplateResult {
    if (this.#ouverte !== numero) {
      return html`<button class="bouton" @click=${() => this.#ouvrir(numero)}>
        ${msg('Corriger l’adresse')}<span class="cache"> ${numero}</span>
      </button>`;
    }
    return html`<form
      class="pile"
      novalidate
      @submit=${(evenement: Event) => this.#envoyer(evenement, numero)}
    >
      ${champTexte({
        id: `adresse-${numero}`,
        libelle: msg('Adresse de courriel du demandeur'),
        type: 'email',
        inputmode: 'email',
        autocomplete: 'off',
        erreur: this.#erreur,
        valeur: this.#adresse,
        surSaisie: (texte) => (this.#adresse = texte),
      })}
      <p>
        <button type="submit" class="bouton principal" aria-disabled=${this.#enCours ? 'true' : nothing}>
          ${msg('Corriger et renvoyer')}
        </button>
        <button type="button" class="bouton lien" @click=${() => this.#fermer()}>${msg('Annuler')}</button>
      </p>
    </form>`;
  }

  async #ouvrir(numero: string): Promise<void> {
    this.#erreur = undefined;
    this.#adresse = '';
    this.#ouverte = numero;
    await this.#lire(numero);
    this.#hote.requestUpdate();
  }

  async #lire(numero: string): Promise<void> {
    try {
      const { ligne, demandeur } = await this.#hote.session.avec(() => this.#hote.api.lireDemande(numero));
      this.#version = ligne.version;
      this.#adresse ||= demandeur.courriel ?? '';
    } catch (erreur) {
      this.#erreur = phraseEchec(erreur);
    }
  }

  async #envoyer(evenement: Event, numero: string): Promise<void> {
    evenement.preventDefault();
    const courriel = this.#adresse.trim();
    if (this.#enCours) return;
    this.#erreur = courriel.includes('@') ? undefined : msg('Écrivez l’adresse, par exemple nom@exemple.fr.');
    if (this.#erreur) return this.#hote.requestUpdate();
    this.#enCours = true;
    this.#hote.requestUpdate();
    try {
      const modification = { version: this.#version, courriel };
      await this.#hote.session.avec(() => this.#hote.api.modifier(numero, modification));
      this.#ouverte = undefined;
      this.#surCorrigee(numero);
      this.#hote.annoncer(msg(str`Adresse corrigée : le courriel de ${numero} repart.`));
    } catch (erreur) {
      this.#erreur = phraseEchec(erreur);
      // Somebody changed the file meanwhile: the next try is on what stands now.
      await this.#lire(numero);
      this.#erreur ??= phraseEchec(erreur);
    } finally {
      this.#enCours = false;
      this.#hote.requestUpdate();
    }
  }

  #fermer(): void {
    this.#ouverte = undefined;
    this.#hote.requestUpdate();
  }
}
