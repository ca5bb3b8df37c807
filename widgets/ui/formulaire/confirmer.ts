import { html, type TemplateResult } from 'lit';
import { msg } from '@lit/localize';

/** Asks before all the answers are erased. */
export function confirmerEffacement(surOui: () => void, surNon: () => void): TemplateResult {
  return html`<div class="actions" role="group" aria-label=${msg('Effacer toutes vos réponses\u00a0?')}>
    <b>${msg('Effacer toutes vos réponses\u00a0?')}</b>
    <button type="button" class="bouton danger" id="effacer-oui" @click=${surOui}>
      ${msg('Oui, tout effacer')}
    </button>
    <button type="button" class="bouton" @click=${surNon}>${msg('Non, les garder')}</button>
  </div>`;
}
