import { html, nothing, type CSSResult, type TemplateResult } from 'lit';
import { msg } from '@lit/localize';
import type { FichierJoint } from '#contract/formulaire.ts';
import type { Suivi } from '#contract/schemas/demande.ts';
import { encart } from '../encart.ts';
import type { Contexte } from './contexte.ts';
import { phraseEchec } from './echecs.ts';

/** « Ce que vous avez envoyé »: what reads a form comes when somebody unfolds it. */
export class Envoye {
  #vue: typeof import('./vue-reponses.ts') | undefined;
  #echec: string | undefined;
  readonly #hote: Contexte;
  readonly #adopter: (styles: readonly CSSResult[]) => void;

  constructor(hote: Contexte, adopter: (styles: readonly CSSResult[]) => void) {
    this.#hote = hote;
    this.#adopter = adopter;
  }

  dessiner(
    dossier: NonNullable<Suivi['dossier']>,
    fichier: (piece: FichierJoint) => unknown,
  ): TemplateResult {
    return html`<details class="envoye" @toggle=${this.#charger}>
      <summary>${msg('Ce que vous avez envoyé')}</summary>
      ${this.#vue ? this.#vue.vueReponses(dossier, fichier) : nothing}
      ${this.#echec ? encart('error', this.#echec, { annonce: true }) : nothing}
    </details>`;
  }

  readonly #charger = async ({ currentTarget }: Event): Promise<void> => {
    if (this.#vue || !(currentTarget as HTMLDetailsElement).open) return;
    this.#echec = undefined;
    try {
      const vue = await import('./vue-reponses.ts');
      if (!this.#vue) this.#adopter([vue.reponsesStyles]);
      this.#vue = vue;
    } catch (erreur) {
      this.#echec = phraseEchec(erreur);
    }
    this.#hote.requestUpdate();
  };
}
