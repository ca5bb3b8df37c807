import { html, nothing, type TemplateResult } from 'lit';
import { msg } from '@lit/localize';
import type { Effacement } from '#contract/schemas/usager.ts';
import { nouvelleCle } from '../../core/cle.ts';
import type { Requete } from '../../core/client.ts';
import { champTexte } from '../champs.ts';
import { encart } from '../encart.ts';
import { iconeSupprimer } from '../icones/formulaire.ts';
import { estAbandon, phraseEchec } from './echecs.ts';

interface Hote {
  dessiner(): void;
  viser(id: string): void;
  /** Asks for a fresh proof where it must. */
  envoyer(requete: Requete): Promise<Effacement>;
  /** All was erased; `lu`: and the result was read. */
  finir(lu: boolean): void;
}

/** The word to type: nobody erases his space by a slip of the finger. */
const MOT = 'EFFACER';

/** « Tout effacer », from the first button to what the law makes the town keep. */
export class Effacer {
  resultat: Effacement | undefined;
  #question = false;
  #mot = '';
  #erreur: string | undefined;
  #echec: string | undefined;
  #envoi = false;
  #cle = nouvelleCle();
  readonly #hote: Hote;

  constructor(hote: Hote) {
    this.#hote = hote;
  }

  dessiner(): TemplateResult {
    return html`<section class="pile" aria-labelledby="titre-effacer">
      <h3 id="titre-effacer" tabindex="-1">${msg('Tout effacer')}</h3>
      ${this.#question ? this.#confirmation() : this.#proposition()}
    </section>`;
  }

  #proposition(): TemplateResult {
    return html`<p>
        ${msg('Vous pouvez effacer votre espace et ce qu’il contient. Nous vous demandons de confirmer d’abord.')}
      </p>
      <p>
        <button type="button" class="bouton danger" id="effacer" @click=${() => this.#demander(true)}>
          ${iconeSupprimer()}${msg('Effacer mon espace')}
        </button>
      </p>`;
  }

  #confirmation(): TemplateResult {
    return html`<form class="confirmation pile" novalidate @submit=${this.#soumettre}>
      <p><b>${msg('Effacés pour de bon, tout de suite')}</b></p>
      <ul>
        <li>${msg('votre profil et vos façons de vous connecter')}</li>
        <li>${msg('vos documents et vos brouillons')}</li>
        <li>${msg('les accords donnés aux personnes qui vous aident')}</li>
        <li>${msg('vos demandes finies que la loi ne fait pas garder')}</li>
      </ul>
      <p><b>${msg('Gardé, parce que la loi le demande')}</b></p>
      <p>
        ${msg('Les demandes en cours, et les actes que la mairie doit conserver. Elles ne seront plus dans un espace à votre nom : gardez leur numéro et leur code pour les suivre.')}
      </p>
      ${this.#echec ? encart('error', this.#echec, { annonce: true, titre: msg('Rien n’est effacé') }) : nothing}
      ${champTexte({
        id: 'mot-effacer',
        libelle: msg('Pour confirmer, tapez le mot EFFACER'),
        erreur: this.#erreur,
        valeur: this.#mot,
        surSaisie: (mot) => (this.#mot = mot),
        autocomplete: 'off',
        classe: 'court',
      })}
      <p class="actions">
        <button class="bouton danger" aria-disabled=${this.#envoi ? 'true' : nothing}>
          ${this.#envoi ? msg('Effacement…') : msg('Tout effacer')}
        </button>
        <button type="button" class="bouton" @click=${() => this.#demander(false)}>
          ${msg('Ne rien effacer')}
        </button>
      </p>
    </form>`;
  }

  /** What went, what stays and why. */
  bilan(): TemplateResult {
    const { effaces, gardes } = this.resultat!;
    return html`<div class="donnees pile">
      <h2 id="titre-bilan" tabindex="-1">${msg('Votre espace est effacé')}</h2>
      ${encart(
        'ok',
        html`<ul>
          ${effaces.map((quoi) => html`<li>${quoi}</li>`)}
        </ul>`,
        { titre: msg('Ce qui est effacé') },
      )}
      ${
        gardes.length
          ? encart(
              'info',
              html`<ul>
                ${gardes.map(
                  ({ numero, titre, raison }) =>
                    html`<li><b>${titre}</b> <span class="numero">${numero}</span><br />${raison}</li>`,
                )}
              </ul>`,
              { titre: msg('Ce que la mairie garde, et pourquoi') },
            )
          : html`<p>${msg('La mairie ne garde rien d’autre sur vous dans cet espace.')}</p>`
      }
      <p>
        <button type="button" class="bouton principal" @click=${() => this.#hote.finir(true)}>
          ${msg('J’ai compris')}
        </button>
      </p>
    </div>`;
  }

  #demander(question: boolean): void {
    this.#question = question;
    this.#mot = '';
    this.#erreur = this.#echec = undefined;
    // What goes and what stays is read before the field that confirms it.
    this.#hote.viser(question ? 'titre-effacer' : 'effacer');
  }

  readonly #soumettre = (evenement: Event): void => {
    evenement.preventDefault();
    if (!this.#envoi) void this.#envoyer();
  };

  async #envoyer(): Promise<void> {
    this.#erreur = this.#mot.trim().toUpperCase() === MOT ? undefined : msg('Tapez EFFACER, en entier.');
    this.#echec = undefined;
    if (this.#erreur) return this.#hote.viser('mot-effacer');
    this.#envoi = true;
    this.#hote.dessiner();
    try {
      this.resultat = await this.#hote.envoyer({ methode: 'POST', json: {}, cle: this.#cle });
      this.#hote.finir(false);
      this.#hote.viser('titre-bilan');
    } catch (erreur) {
      if (!estAbandon(erreur)) this.#echec = phraseEchec(erreur);
    }
    this.#envoi = false;
    this.#hote.dessiner();
  }
}
