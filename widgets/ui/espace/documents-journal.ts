import { html, nothing, type ReactiveControllerHost, type TemplateResult } from 'lit';
import { msg } from '@lit/localize';
import type { AccesDocument } from '#contract/schemas/document.ts';
import type { Client } from '../../core/client.ts';
import { instantRelatif } from '../../core/dates.ts';
import { instantEnMots } from '../../core/dates-en-mots.ts';
import { panne, squelette } from '../chargement.ts';
import { iconeSuite } from '../icones/communes.ts';
import { lireAcces } from './documents-api.ts';
import { phraseActe } from './documents-mots.ts';

/** « Qui a regardé mes documents »: read when it is opened, page after page. */
export class Journal {
  #ouvert = false;
  #lignes: AccesDocument[] | undefined;
  #suivant: string | null = null;
  #erreur: unknown;
  #lecture = false;
  readonly #hote: ReactiveControllerHost & { readonly client: Client };

  constructor(hote: ReactiveControllerHost & { readonly client: Client }) {
    this.#hote = hote;
  }

  /** Something was done since: what is shown is read again. */
  vieillir(): void {
    this.#lignes = undefined;
    if (this.#ouvert) void this.#lire();
  }

  dessiner(fuseau: string, maintenant?: Date): TemplateResult {
    return html`<details class="journal" ?open=${this.#ouvert} @toggle=${this.#basculer}>
      <summary>${iconeSuite()}<span>${msg('Qui a regardé mes documents')}</span></summary>
      <div class="pile">${this.#ouvert ? this.#corps(fuseau, maintenant) : nothing}</div>
    </details>`;
  }

  #corps(fuseau: string, maintenant?: Date): unknown {
    if (this.#erreur && !this.#lignes)
      return panne(this.#erreur, () => void this.#lire(), msg('Le journal ne s’affiche pas'));
    if (!this.#lignes) return squelette();
    if (!this.#lignes.length) return html`<p class="muet">${msg('Personne n’a encore rien ouvert.')}</p>`;
    return html`<ol class="acces" role="list">
        ${this.#lignes.map(
          (acces) =>
            html`<li>
              <p><b>${acces.par}</b> · ${phraseActe(acces)}</p>
              <p class="petit">${acces.document}</p>
              <p class="petit muet">
                <time datetime=${acces.le} title=${instantEnMots(acces.le, fuseau)}
                  >${instantRelatif(acces.le, fuseau, maintenant)}</time
                >
              </p>
            </li>`,
        )}
      </ol>
      ${this.#erreur ? panne(this.#erreur, () => void this.#lire(), msg('La suite ne s’affiche pas')) : nothing}
      ${
        this.#suivant && !this.#erreur
          ? html`<p>
              <button
                type="button"
                class="bouton"
                aria-disabled=${this.#lecture ? 'true' : nothing}
                @click=${() => void this.#lire()}
              >
                ${msg('Voir ce qui précède')}
              </button>
            </p>`
          : nothing
      }`;
  }

  readonly #basculer = (evenement: Event): void => {
    this.#ouvert = (evenement.currentTarget as HTMLDetailsElement).open;
    if (this.#ouvert && !this.#lignes) void this.#lire();
    this.#hote.requestUpdate();
  };

  async #lire(): Promise<void> {
    if (this.#lecture) return;
    this.#lecture = true;
    this.#erreur = undefined;
    this.#hote.requestUpdate();
    try {
      const lues = this.#lignes ?? [];
      const page = await lireAcces(this.#hote.client, lues.length ? (this.#suivant ?? undefined) : undefined);
      this.#lignes = [...lues, ...page.acces];
      this.#suivant = page.suivant;
    } catch (erreur) {
      this.#erreur = erreur;
    }
    this.#lecture = false;
    this.#hote.requestUpdate();
  }
}
