import { html, nothing } from 'lit';
import { msg } from '@lit/localize';
import { apercevoirLettre } from '../core/client-conversation.ts';
import { encart } from '../ui/encart.ts';
import { iconeDocument } from '../ui/icones/formulaire.ts';
import { decisionDe } from './actes-conversation.ts';
import type { BrouillonDecision } from './brouillon-dossier.ts';
import { phraseEchec, type Hote } from './contexte.ts';
import type { DossierDonnees } from './dossier-donnees.ts';

/** The letter as it would leave, in a new tab; a draft that changed makes it stale. */
export class Lettre {
  readonly #hote: Hote;
  /** The draft that was shown. */
  #vue: BrouillonDecision | undefined;
  #adresse = '';
  #erreur = '';
  #enCours = false;

  constructor(hote: Hote) {
    this.#hote = hote;
  }

  bouton(dossier: DossierDonnees, decision: BrouillonDecision, pret: boolean): unknown {
    return html`<button
      type="button"
      class="bouton"
      id="voir-lettre"
      aria-disabled=${pret && !this.#enCours ? nothing : 'true'}
      @click=${() => pret && this.#voir(dossier, decision)}
    >
      ${iconeDocument()}${this.#enCours ? msg('Préparation…') : msg('Voir la lettre (PDF)')}<span
        class="cache"
      >
        ${msg('dans un nouvel onglet')}</span
      >
    </button>`;
  }

  rendre(dossier: DossierDonnees, decision: BrouillonDecision): unknown {
    if (this.#vue !== decision) return nothing;
    if (this.#erreur) return encart('error', this.#erreur, { annonce: true });
    if (!this.#adresse) return nothing;
    return html`<p class="actions" role="status">
      <span>${msg('La lettre est prête.')}</span>
      <a href=${this.#adresse} target="_blank" rel="noopener">${msg('Ouvrir dans un nouvel onglet')}</a>
      <a href=${this.#adresse} download="apercu-${dossier.numero}.pdf">${msg('Télécharger')}</a>
    </p>`;
  }

  async #voir(dossier: DossierDonnees, decision: BrouillonDecision): Promise<void> {
    const { donnees } = dossier;
    if (this.#enCours || !donnees) return;
    this.oublier();
    this.#vue = decision;
    this.#enCours = true;
    this.#hote.requestUpdate();
    const { numero, version } = donnees.ligne;
    try {
      const pdf = await this.#hote.session.avec(() =>
        apercevoirLettre(this.#hote.api, numero, { ...decisionDe(decision), version }),
      );
      // What was typed meanwhile is not in that letter.
      if (this.#vue === dossier.brouillon.decision) {
        this.#adresse = URL.createObjectURL(pdf);
        ouvrir(this.#adresse);
      }
    } catch (erreur) {
      this.#erreur = phraseEchec(erreur);
    }
    this.#enCours = false;
    this.#hote.requestUpdate();
  }

  oublier(): void {
    if (this.#adresse) URL.revokeObjectURL(this.#adresse);
    this.#adresse = '';
    this.#erreur = '';
    this.#vue = undefined;
  }
}

/** Where the browser refuses a tab that no press opened, the link stays. */
function ouvrir(adresse: string): void {
  const lien = document.createElement('a');
  lien.href = adresse;
  lien.target = '_blank';
  lien.rel = 'noopener';
  lien.click();
}
