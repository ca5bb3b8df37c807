import { html, nothing, type TemplateResult } from 'lit';
import { msg, str } from '@lit/localize';
import type { FichierJoint } from '#contract/formulaire.ts';
import { lirePiece } from '../../core/client-suivi.ts';
import { enregistrer } from '../../core/enregistrer.ts';
import { iconeErreur } from '../icones/communes.ts';
import { iconeTelecharger } from '../icones/dossier.ts';
import { poids } from '../poids.ts';
import type { Contexte } from './contexte.ts';
import { phraseEchec } from './echecs.ts';

/** Files of the request, fetched with the code and given to the browser to save. */
export class Pieces {
  readonly #etats = new Map<string, 'lecture' | { echec: string }>();
  readonly #hote: Contexte;

  constructor(hote: Contexte) {
    this.#hote = hote;
  }

  async telecharger(numero: string, code: string, { id, nom }: FichierJoint): Promise<void> {
    if (this.#etats.get(id) === 'lecture') return;
    this.#changer(id, 'lecture');
    try {
      enregistrer(await lirePiece(this.#hote.client, numero, code, id), nom);
      this.#changer(id, undefined);
      this.#hote.annoncer(msg(str`Le fichier ${nom} est téléchargé.`));
    } catch (erreur) {
      this.#changer(id, { echec: phraseEchec(erreur) });
    }
  }

  bouton(numero: string, code: string, piece: FichierJoint): TemplateResult {
    const etat = this.#etats.get(piece.id);
    return html`<button
        type="button"
        class="bouton lien piece"
        aria-disabled=${etat === 'lecture' ? 'true' : nothing}
        @click=${() => this.telecharger(numero, code, piece)}
      >
        ${iconeTelecharger()}<span
          ><span class="cache">${msg('Télécharger')}</span> ${piece.nom}
          <span class="muet">${poids(piece.taille)}</span></span
        ></button
      >${typeof etat === 'object' ? html`<span class="erreur" role="alert">${iconeErreur()}${etat.echec}</span>` : nothing}`;
  }

  #changer(id: string, etat: 'lecture' | { echec: string } | undefined): void {
    if (etat) this.#etats.set(id, etat);
    else this.#etats.delete(id);
    this.#hote.requestUpdate();
  }
}
