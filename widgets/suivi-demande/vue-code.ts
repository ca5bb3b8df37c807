import { html, nothing, type TemplateResult } from 'lit';
import { msg } from '@lit/localize';
import { champTexte } from '../ui/champs.ts';
import { encart } from '../ui/encart.ts';
import type { VueOuverture } from './vue-ouverture.ts';

/** With the number alone: the way to the whole file. */
export function vueCode(
  vue: Pick<VueOuverture, 'code' | 'echecs' | 'lecture' | 'surCode' | 'surOuvrir'>,
): TemplateResult {
  const champ = vue.echecs.find((echec) => echec.champ === 'code')?.phrase;
  const generale = vue.echecs.find((echec) => echec.champ !== 'code')?.phrase;
  return html`<form class="carte pile sans-papier" novalidate @submit=${vue.surOuvrir}>
    <h3>${msg('Voir tout le dossier')}</h3>
    <p>${msg('Avec votre code, vous lisez vos messages, vous répondez et vous retrouvez vos fichiers.')}</p>
    ${generale ? encart('error', generale, { annonce: true }) : nothing}
    ${champTexte({
      id: 'code',
      libelle: msg('Votre code'),
      aide: msg('6 chiffres ou lettres, sur votre accusé de réception.'),
      erreur: champ,
      valeur: vue.code,
      surSaisie: vue.surCode,
      autocomplete: 'off',
      classe: 'saisie-code',
    })}
    <p>
      <button type="submit" class="bouton" aria-disabled=${vue.lecture ? 'true' : nothing}>
        ${msg('Ouvrir le dossier')}
      </button>
    </p>
  </form>`;
}
