import { html, nothing, type TemplateResult } from 'lit';
import { msg } from '@lit/localize';
import type { Suivi } from '#contract/schemas/demande.ts';
import type { Resultat } from '#contract/vocabulaire.ts';
import { agir } from '../../core/client-suivi.ts';
import { champTexteLong } from '../champs.ts';
import { champRadios } from '../champs-choix.ts';
import { encart } from '../encart.ts';
import { Acte } from './acte.ts';
import type { Contexte } from './contexte.ts';

const MAX = 4000;

/** « Le problème est-il réglé ? »: asked once a report is closed. Nothing is sent before the click. */
export class Avis {
  #resultat: Resultat | undefined;
  #commentaire = '';
  #erreur: { resultat?: string; commentaire?: string } = {};
  /** What was answered, to thank for it. */
  #donne: Resultat | undefined;
  readonly #acte: Acte;
  readonly #hote: Contexte;

  constructor(hote: Contexte) {
    this.#hote = hote;
    this.#acte = new Acte(hote);
  }

  vider(): void {
    this.#resultat = this.#donne = undefined;
    this.#commentaire = '';
    this.#erreur = {};
    this.#acte.vider();
  }

  dessiner(suivi: Suivi, code: string, surDonne: (suivi: Suivi) => void): TemplateResult | typeof nothing {
    if (!suivi.dossier?.satisfactionAttendue) return this.#donne ? merci(this.#donne) : nothing;
    const envoyer = (evenement: Event): void => {
      evenement.preventDefault();
      void this.#envoyer(suivi.numero, code, surDonne);
    };
    const { envoi, echec } = this.#acte;
    return html`<form class="carte pile-large avis sans-papier" novalidate @submit=${envoyer}>
      ${champRadios({
        id: 'avis',
        libelle: msg('Le problème est-il réglé\u00a0?'),
        aide: msg('La mairie a dit que oui. Votre réponse va au service.'),
        erreur: this.#erreur.resultat,
        options: [
          { valeur: 'regle', libelle: msg('Réglé') },
          { valeur: 'en-partie', libelle: msg('En partie') },
          { valeur: 'pas-regle', libelle: msg('Pas réglé') },
        ],
        valeur: this.#resultat ?? '',
        surSaisie: (valeur) => {
          this.#resultat = valeur as Resultat;
          this.#hote.requestUpdate();
        },
      })}
      ${champTexteLong({
        id: 'avis-mots',
        libelle: msg('Ce que vous voulez ajouter'),
        requis: false,
        erreur: this.#erreur.commentaire,
        valeur: this.#commentaire,
        lignes: 3,
        surSaisie: (texte) => {
          this.#commentaire = texte;
          this.#hote.requestUpdate();
        },
      })}
      ${echec ? encart('error', echec, { annonce: true, titre: msg('Votre avis n’est pas parti') }) : nothing}
      <p>
        <button type="submit" class="bouton principal" aria-disabled=${envoi ? 'true' : nothing}>
          ${envoi ? msg('Envoi en cours…') : msg('Envoyer mon avis')}
        </button>
      </p>
    </form>`;
  }

  async #envoyer(numero: string, code: string, surDonne: (suivi: Suivi) => void): Promise<void> {
    const resultat = this.#resultat;
    const commentaire = this.#commentaire.trim();
    this.#erreur = {};
    if (!resultat) {
      this.#erreur = { resultat: msg('Choisissez une réponse.') };
      this.#hote.requestUpdate();
      return this.#hote.viser('avis-regle');
    }
    if (commentaire.length > MAX) {
      this.#erreur = { commentaire: msg('Votre texte est trop long\u00a0: 4 000 caractères au plus.') };
      this.#hote.requestUpdate();
      return this.#hote.viser('avis-mots');
    }
    const avis = { resultat, ...(commentaire && { commentaire }) };
    const suivi = await this.#acte.lancer(JSON.stringify([numero, avis]), (cle) =>
      agir(this.#hote.client, { numero, code }, 'satisfaction', avis, { cle }),
    );
    if (!suivi) return;
    this.vider();
    this.#donne = resultat;
    surDonne(suivi);
    this.#hote.viser('avis-merci');
  }
}

const merci = (resultat: Resultat): TemplateResult =>
  html`<div id="avis-merci" tabindex="-1">
    ${encart(
      'ok',
      resultat === 'pas-regle'
        ? msg('Le service est prévenu que le problème n’est pas réglé. Il reprend votre signalement.')
        : msg('Le service a votre avis.'),
      { titre: msg('Merci de votre réponse') },
    )}
  </div>`;
