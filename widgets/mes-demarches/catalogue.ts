import { html, nothing, type TemplateResult } from 'lit';
import { msg } from '@lit/localize';
import type { Commune } from '#contract/schemas/commune.ts';
import type { DemarcheResume } from '#contract/schemas/demarche.ts';
import { champTexte } from '../ui/champs.ts';
import { contactService } from '../ui/contact-service.ts';
import { iconeSuite } from '../ui/icones/communes.ts';
import type { dessinerResultats } from './resultats.ts';

export interface VueCatalogue {
  demarches: readonly DemarcheResume[];
  ville: Commune | undefined;
  recherche: string;
  /** Comes once the field is entered; until then everything stays listed. */
  dessinerResultats: typeof dessinerResultats | undefined;
  /** Codes of the démarches that were begun on this device. */
  commencees: ReadonlySet<string>;
  surRecherche: (recherche: string) => void;
  /** The citizen has come into the field. */
  surEntree: () => void;
  surChoix: (code: string) => void;
}

/** Everything by theme, or what was looked for, best first. */
export function dessinerCatalogue(vue: VueCatalogue): TemplateResult {
  const { demarches, ville, recherche, surRecherche } = vue;
  if (!demarches.length) return sansDemarche(ville);
  const trouvees = recherche.trim() && vue.dessinerResultats?.(vue, liste);
  return html`<div class="pile-large">
    <div @focusin=${vue.surEntree}>
      ${champTexte({
        id: 'recherche',
        libelle: msg('Quelle démarche cherchez-vous\u00a0?'),
        aide: msg('Par exemple\u00a0: acte de naissance, cantine, trottoir.'),
        requis: false,
        muet: true,
        type: 'search',
        autocomplete: 'off',
        valeur: recherche,
        surSaisie: surRecherche,
      })}
    </div>
    <p class="cache" role="status">${trouvees && trouvees.compte}</p>
    ${trouvees ? trouvees.section : parTheme(vue)}
  </div>`;
}

function parTheme(vue: VueCatalogue): unknown {
  const { demarches, ville } = vue;
  const themes = ville?.themes ?? [];
  const connus = new Set(themes.map(({ code }) => code));
  const autres = demarches.filter(({ theme }) => !connus.has(theme));
  return [
    ...themes.map(({ code, titre }) => ({ titre, liste: demarches.filter(({ theme }) => theme === code) })),
    { titre: connus.size ? msg('Autres démarches') : msg('Démarches'), liste: autres },
  ]
    .filter(({ liste: presentes }) => presentes.length)
    .map(
      ({ titre, liste: presentes }) =>
        html`<section class="pile">
          <h2 class="theme">${titre}</h2>
          ${liste(presentes, vue)}
        </section>`,
    );
}

function liste(demarches: readonly DemarcheResume[], { commencees, surChoix }: VueCatalogue): TemplateResult {
  return html`<ul class="grille" role="list">
    ${demarches.map(
      (demarche) =>
        html`<li class="carte choisir">
          <div>
            <h3>
              <button type="button" id="voir-${demarche.code}" @click=${() => surChoix(demarche.code)}>
                ${demarche.titre}
              </button>
            </h3>
            <p class="muet">${demarche.resume}</p>
            ${
              commencees.has(demarche.code)
                ? html`<p><span class="pastille warn">${msg('À reprendre')}</span></p>`
                : nothing
            }
          </div>
          ${iconeSuite()}
        </li>`,
    )}
  </ul>`;
}

function sansDemarche(ville: Commune | undefined): TemplateResult {
  return html`<div class="pile">
    <p>${msg('Aucune démarche n’est encore proposée en ligne. La mairie vous répond\u00a0:')}</p>
    ${ville ? contactService(ville.nom, ville.contact) : nothing}
  </div>`;
}
