import { html, nothing, type TemplateResult } from 'lit';
import { msg, str } from '@lit/localize';
import { iconeErreur } from '../ui/icones/communes.ts';
import { iconeTrombone } from '../ui/icones/formulaire.ts';
import { poids } from '../ui/poids.ts';
import { phraseEchec, type Hote } from './contexte.ts';
import { enregistrer } from './enregistrer.ts';

/** Downloads of pieces: the token goes in a header, so a plain link cannot do it. */
export class Pieces {
  readonly #hote: Hote;
  readonly #etats = new Map<string, string>();

  constructor(hote: Hote) {
    this.#hote = hote;
  }

  async telecharger(numero: string, id: string, nom: string): Promise<void> {
    if (this.#etats.get(id) === '') return;
    this.#etats.set(id, '');
    this.#hote.requestUpdate();
    try {
      const blob = await this.#hote.session.avec(() => this.#hote.api.lirePieceAgent(numero, id));
      this.#etats.delete(id);
      enregistrer(blob, nom);
    } catch (erreur) {
      this.#etats.set(id, phraseEchec(erreur));
    }
    this.#hote.requestUpdate();
  }

  bouton(numero: string, { id, nom, taille }: { id: string; nom: string; taille: number }): TemplateResult {
    const etat = this.#etats.get(id);
    return html`<button
        type="button"
        class="bouton lien"
        aria-disabled=${etat === '' ? 'true' : nothing}
        @click=${() => this.telecharger(numero, id, nom)}
      >
        ${iconeTrombone()}<span class="cache">${msg('Télécharger')}</span> ${nom}
        <span class="muet">${poids(taille)}</span></button
      >${
        etat
          ? html`<span class="petit echec" role="alert">${iconeErreur()} ${msg(str`${nom} : ${etat}`)}</span>`
          : nothing
      }`;
  }
}
