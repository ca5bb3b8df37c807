import { html, nothing, type TemplateResult } from 'lit';
import { msg } from '@lit/localize';
import { nouvelleCle } from '../core/cle.ts';
import { ErreurApi } from '../core/erreurs.ts';
import { champTexte } from '../ui/champs.ts';
import { encart } from '../ui/encart.ts';
import type { Contexte } from '../ui/suivi/contexte.ts';
import { phraseEchec } from '../ui/suivi/echecs.ts';

/** « J’ai perdu mon numéro »: the list goes to the address, and the answer never says whether it is known. */
export class NumeroPerdu {
  #courriel = '';
  #envoi = false;
  #fait = false;
  #erreur: string | undefined;
  #echec: string | undefined;
  readonly #hote: Contexte;

  constructor(hote: Contexte) {
    this.#hote = hote;
  }

  /** A form of its own: it must not stand inside another one. */
  dessiner(): TemplateResult {
    return this.#fait ? this.#reponse() : this.#formulaire();
  }

  #reponse(): TemplateResult {
    return html`<div id="numeros-envoyes" tabindex="-1">
      ${encart(
        'info',
        msg(
          'Si des demandes ont été faites avec cette adresse, vous allez recevoir un courriel avec leurs numéros. Regardez aussi dans les indésirables.',
        ),
      )}
    </div>`;
  }

  #formulaire(): TemplateResult {
    return html`<form class="pile" novalidate @submit=${this.#surEnvoi}>
      <p>${msg('Donnez l’adresse de courriel de votre demande. Nous y envoyons vos numéros.')}</p>
      ${this.#echec ? encart('error', this.#echec, { annonce: true }) : nothing}
      ${champTexte({
        id: 'courriel-perdu',
        libelle: msg('Votre adresse de courriel'),
        erreur: this.#erreur,
        type: 'email',
        inputmode: 'email',
        autocomplete: 'email',
        valeur: this.#courriel,
        surSaisie: (texte) => (this.#courriel = texte),
      })}
      <p>
        <button type="submit" class="bouton" aria-disabled=${this.#envoi ? 'true' : nothing}>
          ${msg('Recevoir mes numéros')}
        </button>
      </p>
    </form>`;
  }

  readonly #surEnvoi = async (evenement: Event): Promise<void> => {
    evenement.preventDefault();
    if (this.#envoi) return;
    const courriel = this.#courriel.trim();
    this.#echec = undefined;
    this.#erreur = /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(courriel)
      ? undefined
      : msg('Écrivez votre adresse, par exemple nom@exemple.fr.');
    if (this.#erreur) return this.#montrer('courriel-perdu');
    this.#envoi = true;
    this.#hote.requestUpdate();
    try {
      const requete = { methode: 'POST', json: { courriel }, cle: nouvelleCle() } as const;
      await this.#hote.client.envoyer('numeros-perdus', requete);
      this.#fait = true;
    } catch (erreur) {
      if (erreur instanceof ErreurApi && erreur.code === 'saisie-invalide') {
        this.#erreur = msg('Écrivez votre adresse, par exemple nom@exemple.fr.');
      } else this.#echec = phraseEchec(erreur);
    } finally {
      this.#envoi = false;
    }
    this.#montrer(this.#fait ? 'numeros-envoyes' : 'courriel-perdu');
  };

  #montrer(id: string): void {
    this.#hote.requestUpdate();
    this.#hote.viser(id);
  }
}
