import { html, nothing, type TemplateResult } from 'lit';
import { msg, str } from '@lit/localize';
import type { DemandeDeposee } from '#contract/schemas/demande.ts';
import type { Mandat } from '#contract/schemas/mandat.ts';
import { encart } from '../ui/encart.ts';
import { nomDe, type Contexte } from './contexte.ts';
import { boutonAccuse } from './vue-personne.ts';

/** It is filed: where the receipt went, or the paper to print. */
export function vueEnvoye(mandat: Mandat, resultat: DemandeDeposee, contexte: Contexte): TemplateResult {
  const { numero, code, accuse } = resultat;
  return html`<section class="pile-large" aria-labelledby="titre">
    <h2 id="titre" tabindex="-1">${msg('C’est envoyé')}</h2>
    ${encart('ok', msg(str`«\u00a0${accuse.titre}\u00a0» est déposée pour ${nomDe(mandat)}.`))}
    <dl class="faits">
      <div>
        <dt>${msg('Numéro de suivi')}</dt>
        <dd><span class="numero">${numero}</span></dd>
      </div>
      ${
        code
          ? html`<div>
              <dt>${msg('Code de suivi')}</dt>
              <dd><span class="numero">${code}</span></dd>
            </div>`
          : nothing
      }
    </dl>
    ${
      accuse.courriel
        ? html`<p>
            ${msg(str`L’accusé de réception et le code partent à ${accuse.courriel}\u00a0: le code n’est qu’à la personne.`)}
          </p>`
        : html`<p>
            <b
              >${msg('Imprimez l’accusé de réception et donnez-le à la personne\u00a0: elle n’a pas d’adresse.')}</b
            >
          </p>`
    }
    <p>${boutonAccuse(numero, contexte)}</p>
    <div class="actions">
      <button
        type="button"
        class="bouton principal"
        @click=${() => contexte.aller({ nom: 'personne', mandat })}
      >
        ${msg(str`Continuer avec ${nomDe(mandat)}`)}
      </button>
    </div>
  </section>`;
}
