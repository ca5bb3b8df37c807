import { html, nothing } from 'lit';
import { msg, str } from '@lit/localize';
import type { Brouillon } from '#contract/schemas/usager.ts';
import { instantRelatif, heure } from '../../core/dates.ts';
import { dateEnMots } from '../../core/dates-en-mots.ts';
import { encart } from '../encart.ts';
import type { Synchro } from './brouillons-synchro.ts';

export interface VueBrouillons {
  brouillons: readonly Brouillon[];
  fuseau: string;
  maintenant: Date | undefined;
  /** Id of the draft that is about to be erased. */
  aEffacer: string | undefined;
  surReprendre: (brouillon: Brouillon) => void;
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
                : html`<button
                      type="button"
                      class="bouton principal"
                      id="reprendre-${id}"
                      @click=${() => vue.surReprendre(brouillon)}
                    >
                      ${msg('Reprendre')}<span class="cache">, ${titre}</span>
                    </button>
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

/** Above the form: is it saved, and was it filled in elsewhere too? */
export function vueSauvegarde(
  synchro: Synchro,
  demarche: string | undefined,
  fuseau: string,
  { coupure, surChoisir }: { coupure: boolean; surChoisir: (garderIci: boolean) => void },
): unknown {
  const { conflit, gardeLe } = synchro;
  if (conflit && conflit.demarche === demarche) {
    const quand = instantRelatif(conflit.autre.majLe, fuseau);
    return encart(
      'warn',
      html`<p>
          ${msg(str`Vous avez aussi rempli ce formulaire sur un autre appareil, ${quand}. Rien n’est perdu\u00a0: l’autre version reste dans votre espace.`)}
        </p>
        ${coupure ? html`<p><b>${msg('La connexion ne passe pas. Réessayez dans un instant.')}</b></p>` : nothing}
        <div class="actions">
          <button type="button" class="bouton" id="garder-ici" @click=${() => surChoisir(true)}>
            ${msg('Continuer avec les réponses de cet appareil')}
          </button>
          <button type="button" class="bouton" id="prendre-autre" @click=${() => surChoisir(false)}>
            ${msg('Prendre les réponses de l’autre appareil')}
          </button>
        </div>`,
      { annonce: true, titre: msg('Commencé aussi sur un autre appareil') },
    );
  }
  if (!gardeLe) return nothing;
  return html`<p class="petit muet sauvegarde">
    ${msg(str`Enregistré dans votre espace à ${heure(gardeLe, fuseau)}.`)}
  </p>`;
}
