import { html, nothing, type TemplateResult } from 'lit';
import { msg, str } from '@lit/localize';
import type { DemandeAgent } from '#contract/schemas/agent.ts';
import type { ComparaisonDemarche } from '#contract/schemas/demarche.ts';
import { encart } from '../ui/encart.ts';
import { phraseEchec, type Hote } from './contexte.ts';

/** « Ce formulaire a changé depuis » : the answers are shown with their own version, the difference on demand. */
export class Versions {
  readonly #hote: Hote;
  /** `code version` to its difference with today's, the failure, or `undefined` while it is fetched. */
  readonly #lues = new Map<string, ComparaisonDemarche | string | undefined>();

  constructor(hote: Hote) {
    this.#hote = hote;
  }

  ligne({ definition: { code, version }, versionOfferte }: DemandeAgent): unknown {
    if (versionOfferte === version) return nothing;
    if (versionOfferte === null)
      return html`<p class="muet petit">${msg('La commune ne propose plus cette démarche.')}</p>`;
    const cle = `${code} ${version}`;
    const lue = this.#lues.get(cle);
    return html`<p class="muet petit">
        ${msg(str`Déposée avec la version ${version} du formulaire, affichée ici. Aujourd’hui : version ${versionOfferte}.`)}
        <button
          type="button"
          class="bouton lien"
          aria-expanded=${typeof lue === 'object' ? 'true' : 'false'}
          @click=${() => this.#basculer(cle, code, version)}
        >
          ${msg('Voir ce qui a changé')}
        </button>
      </p>
      ${typeof lue === 'string' ? encart('error', lue, { annonce: true }) : lue ? comparaison(lue) : nothing}`;
  }

  async #basculer(cle: string, code: string, version: number): Promise<void> {
    const { api, session } = this.#hote;
    if (typeof this.#lues.get(cle) === 'object') this.#lues.delete(cle);
    else if (!this.#lues.has(cle) || this.#lues.get(cle) !== undefined) {
      this.#lues.set(cle, undefined);
      try {
        this.#lues.set(cle, await session.avec(() => api.comparerDemarche(code, version)));
      } catch (erreur) {
        this.#lues.set(cle, phraseEchec(erreur));
      }
    }
    this.#hote.requestUpdate();
  }
}

function comparaison({ differences }: ComparaisonDemarche): TemplateResult {
  const valeur = (texte: string | null): unknown => texte ?? msg('rien');
  return html`<dl class="reponses comparaison">
    ${differences.map(
      ({ quoi, question, avant, apres }) =>
        html`<div>
          <dt>${question ? msg(str`« ${question} » : ${quoi}`) : quoi}</dt>
          <dd>
            ${
              avant === null && apres === null
                ? nothing
                : html`<span class="muet">${msg('Avant :')}</span> ${valeur(avant)}<br /><span class="muet"
                      >${msg('Aujourd’hui :')}</span
                    >
                    ${valeur(apres)}`
            }
          </dd>
        </div>`,
    )}
  </dl>`;
}
