import { html, nothing, type TemplateResult } from 'lit';
import { msg } from '@lit/localize';
import { iconeErreur } from './icones/communes.ts';
import { viser } from './viser.ts';

export interface LigneErreur {
  /** Id of the control, in the same shadow root. */
  cible: string;
  message: string;
}

/**
 * The list of what is wrong, on top of a form; each line leads to its field.
 * The caller moves the focus to `#resume-erreurs` when it appears.
 */
export function resumeErreurs(erreurs: readonly LigneErreur[]): TemplateResult | typeof nothing {
  if (!erreurs.length) return nothing;
  return html`<div
    class="encart error"
    id="resume-erreurs"
    tabindex="-1"
    role="group"
    aria-labelledby="resume-titre"
  >
    ${iconeErreur()}
    <div class="pile">
      <p id="resume-titre">
        <b
          >${erreurs.length === 1 ? msg('Il y a un point à corriger') : msg('Il y a des points à corriger')}</b
        >
      </p>
      <ul class="liste-erreurs">
        ${erreurs.map(
          ({ cible, message }) => html`<li><a href="#${cible}" @click=${versLeChamp}>${message}</a></li>`,
        )}
      </ul>
    </div>
  </div>`;
}

/** The fragment would change the address of the page, and cannot reach into a shadow root. */
function versLeChamp(evenement: Event): void {
  const lien = evenement.currentTarget as HTMLAnchorElement;
  evenement.preventDefault();
  viser(lien.getRootNode() as ShadowRoot, lien.hash.slice(1));
}
