import { html, type TemplateResult } from 'lit';
import { msg } from '@lit/localize';
import { encart } from './encart.ts';
import { iconeRelancer } from './icones/communes.ts';

/** Grey lines after 300 ms; said to screen readers. */
export function squelette(): TemplateResult {
  return html`<div class="squelette" aria-busy="true">
    <span class="cache" role="status">${msg('Chargement…')}</span>
    <p></p>
    <p></p>
    <p></p>
  </div>`;
}

/** What could not be loaded, why, and a button to try again. */
export function panne(
  erreur: unknown,
  surRelancer: () => void,
  titre = msg('Cette page ne s’affiche pas'),
): TemplateResult {
  const phrase =
    erreur instanceof Error && erreur.name === 'ErreurApi'
      ? erreur.message
      : msg('Le réseau ou le serveur ne répond pas. Réessayez, ou rechargez la page.');
  return encart(
    'error',
    html`<p>${phrase}</p>
      <button type="button" class="bouton" @click=${surRelancer}>
        ${iconeRelancer()}${msg('Réessayer')}
      </button>`,
    { annonce: true, titre },
  );
}
