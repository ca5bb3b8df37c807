import { html, nothing } from 'lit';
import { msg, str } from '@lit/localize';
import type { Brouillon } from '#contract/schemas/usager.ts';
import { instantRelatif } from '../../core/dates.ts';
import { dateEnMots } from '../../core/dates-en-mots.ts';
import type { LienVers } from './ouvrir-suivi.ts';

export interface VueBrouillons {
  brouillons: readonly Brouillon[];
  fuseau: string;
  maintenant: Date | undefined;
  /** Id of the draft that is about to be erased. */
  aEffacer: string | undefined;
  surReprendre: (brouillon: Brouillon) => void;
  /** Where a draft is gone on with, when its form is not drawn around this list. */
  lien: ((id: string) => LienVers) | undefined;
  surEffacer: (id: string | undefined) => void;
  surConfirmer: (brouillon: Brouillon) => void;
}

/** Forms begun, on this device or another. */
export function vueBrouillons(vue: VueBrouillons): unknown {
  const { brouillons, fuseau, maintenant, aEffacer } = vue;
  if (!brouillons.length) return nothing;
  return html`<section class="pile" aria-labelledby="brouillons">
    <h3 id="brouillons" tabindex="-1">${msg('À reprendre')}</h3>
    <ul class="liste" role="list">
      ${brouillons.map((brouillon) => {
        const { id, titre, majLe, expireLe } = brouillon;
        const jour = dateEnMots(expireLe.slice(0, 10));
        return html`<li class="carte pile">
          <h4>${titre}</h4>
          <p>
            ${msg(str`Commencée, pas encore envoyée. Dernier ajout\u00a0: ${instantRelatif(majLe, fuseau, maintenant)}.`)}
            <span class="muet">${msg(str`Gardée jusqu’au ${jour}.`)}</span>
          </p>
          <div class="actions">
            ${
              aEffacer === id
                ? html`<b>${msg('Effacer ces réponses\u00a0?')}</b>
                    <button
                      type="button"
                      class="bouton danger"
                      id="effacer-oui"
                      @click=${() => vue.surConfirmer(brouillon)}
                    >
                      ${msg('Oui, effacer')}
                    </button>
                    <button type="button" class="bouton" @click=${() => vue.surEffacer(undefined)}>
                      ${msg('Non, les garder')}
                    </button>`
                : html`${reprendre(brouillon, vue)}
                    <button
                      type="button"
                      class="bouton lien"
                      id="effacer-${id}"
                      @click=${() => vue.surEffacer(id)}
                    >
                      ${msg('Effacer')}<span class="cache">, ${titre}</span>
                    </button>`
            }
          </div>
        </li>`;
      })}
    </ul>
  </section>`;
}

function reprendre(brouillon: Brouillon, { lien, surReprendre }: VueBrouillons): unknown {
  const { id, titre } = brouillon;
  const mots = html`${msg('Reprendre')}<span class="cache">, ${titre}</span>`;
  if (!lien) {
    const acte = () => surReprendre(brouillon);
    return html`<button type="button" class="bouton principal" id="reprendre-${id}" @click=${acte}>
      ${mots}
    </button>`;
  }
  const { href, surClic } = lien(id);
  return html`<a class="bouton principal" id="reprendre-${id}" href=${href} @click=${surClic}>${mots}</a>`;
}
