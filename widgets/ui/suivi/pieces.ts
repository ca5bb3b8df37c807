import { html, nothing, type TemplateResult } from 'lit';
import { msg } from '@lit/localize';
import type { FichierJoint } from '#contract/formulaire.ts';
import { lireAccuse, lirePiece } from '../../core/client-suivi.ts';
import { iconeErreur } from '../icones/communes.ts';
import { poids } from '../poids.ts';
import type { Contexte } from './contexte.ts';
import { direEchec } from './echecs.ts';
import { telechargement, type Livraison } from './livraison.ts';

/** Files of the request, fetched with the code and given to the browser: to save, or to show for who must not. */
export class Pieces {
  readonly #etats = new Map<string, 'lecture' | { echec: string }>();
  readonly #hote: Contexte;

  constructor(hote: Contexte) {
    this.#hote = hote;
  }

  bouton(numero: string, code: string, { id, nom, type, taille }: FichierJoint): TemplateResult {
    const { client } = this.#hote;
    return this.#bouton(id, { nom, type }, () => lirePiece(client, numero, code, id), {
      classe: 'bouton lien piece',
      libelle: html`<span class="cache">${this.#livraison.verbe(type)}</span> ${nom}
        <span class="muet">${poids(taille)}</span>`,
    });
  }

  /** The receipt, made when it is asked for. */
  accuse(numero: string): TemplateResult {
    const fichier = { nom: `accuse-${numero}.pdf`, type: 'application/pdf' };
    return this.#bouton('accuse', fichier, () => lireAccuse(this.#hote.client, numero), {
      classe: 'bouton',
      libelle: html`${this.#livraison.verbe(fichier.type)} ${msg('l’accusé de réception (PDF)')}`,
    });
  }

  get #livraison(): Livraison {
    return this.#hote.aide?.livraison ?? telechargement;
  }

  #bouton(
    id: string,
    fichier: { nom: string; type: string },
    lire: () => Promise<Blob>,
    { classe, libelle }: { classe: string; libelle: TemplateResult },
  ): TemplateResult {
    const etat = this.#etats.get(id);
    const avertissement = this.#livraison.avertissement(fichier.type);
    const ou = this.#livraison.ou(fichier.type);
    return html`<button
        type="button"
        class=${classe}
        aria-disabled=${etat === 'lecture' ? 'true' : nothing}
        aria-describedby=${avertissement ? `avant-${id}` : nothing}
        @click=${() => this.#donner(id, fichier, lire)}
      >
        ${this.#livraison.icone()}<span
          >${libelle}${ou ? html`<span class="cache"> ${ou}</span>` : nothing}</span
        ></button
      >${avertissement ? html`<span class="muet petit avant" id="avant-${id}">${avertissement}</span>` : nothing}${
        typeof etat === 'object'
          ? html`<span class="erreur" role="alert">${iconeErreur()}${etat.echec}</span>`
          : nothing
      }`;
  }

  async #donner(
    id: string,
    { nom, type }: { nom: string; type: string },
    lire: () => Promise<Blob>,
  ): Promise<void> {
    if (this.#etats.get(id) === 'lecture') return;
    const remise = this.#livraison.commencer(type);
    if (typeof remise === 'string') return this.#changer(id, { echec: remise });
    this.#changer(id, 'lecture');
    try {
      const phrase = remise.livrer(await lire(), nom);
      this.#changer(id, undefined);
      this.#hote.annoncer(phrase);
    } catch (erreur) {
      remise.abandonner();
      this.#changer(id, { echec: direEchec(this.#hote, erreur) });
    }
  }

  #changer(id: string, etat: 'lecture' | { echec: string } | undefined): void {
    if (etat) this.#etats.set(id, etat);
    else this.#etats.delete(id);
    this.#hote.requestUpdate();
  }
}
