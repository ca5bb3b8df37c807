import { html, nothing, type TemplateResult } from 'lit';
import { msg } from '@lit/localize';
import type { Commune } from '#contract/schemas/commune.ts';
import type { DemarcheResume } from '#contract/schemas/demarche.ts';
import { contactService } from '../ui/contact-service.ts';
import { encart } from '../ui/encart.ts';
import { iconeDemarche } from '../ui/icones/demarche.ts';
import { iconeSuite } from '../ui/icones/communes.ts';

export interface VueChoix {
  genres: readonly DemarcheResume[];
  ville: Commune | undefined;
  commences: ReadonlySet<string>;
  surChoix: (code: string) => void;
}

/** « Que voulez-vous signaler ? »: one card for each kind of problem. */
export function dessinerChoix({ genres, ville, commences, surChoix }: VueChoix): TemplateResult {
  if (!genres.length) {
    return html`<div class="pile">
      <p>${msg('Les signalements en ligne ne sont pas encore ouverts. La mairie vous répond\u00a0:')}</p>
      ${ville ? contactService(ville.nom, ville.contact) : nothing}
    </div>`;
  }
  return html`<div class="pile-large">
    <h2 id="titre" tabindex="-1">${msg('Que voulez-vous signaler\u00a0?')}</h2>
    <ul class="grille" role="list">
      ${genres.map(
        (genre) =>
          html`<li class="carte choisir">
            <span class="vignette">${iconeDemarche(genre)}</span>
            <div>
              <h3>
                <button type="button" id="voir-${genre.code}" @click=${() => surChoix(genre.code)}>
                  ${genre.titre}
                </button>
              </h3>
              <p class="muet">${genre.resume}</p>
              ${
                commences.has(genre.code)
                  ? html`<p><span class="pastille warn">${msg('À reprendre')}</span></p>`
                  : nothing
              }
            </div>
            ${iconeSuite()}
          </li>`,
      )}
    </ul>
    ${encart('info', avertissement(ville))}
  </div>`;
}

/** TellMyCity and others were used to denounce neighbours: it is said before the first word. */
const avertissement = (ville: Commune | undefined) => html`
  <p>${msg('Ce service ne sert pas à dénoncer des personnes.')}</p>
  <p>
    ${msg('En cas de danger immédiat, appelez le')} <a href="tel:112">112</a>.
    ${ville?.contact.telephone ? msg('Pour le reste, la mairie répond aussi par téléphone.') : nothing}
  </p>
`;
