import { html, nothing, type TemplateResult } from 'lit';
import { msg, str } from '@lit/localize';
import type { Commune } from '#contract/schemas/commune.ts';
import type { DemarcheResume } from '#contract/schemas/demarche.ts';
import type { rechercher } from '../core/recherche.ts';
import { champTexte } from '../ui/champs.ts';
import { contactService } from '../ui/contact-service.ts';
import { iconeSuite } from '../ui/icones/communes.ts';

export interface VueCatalogue {
  demarches: readonly DemarcheResume[];
  ville: Commune | undefined;
  recherche: string;
  /** Comes once the field is entered; until then everything stays listed. */
  rechercher: typeof rechercher | undefined;
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
  const trouvees =
    recherche.trim() &&
    vue.rechercher?.(recherche, demarches, ({ titre, motsCles, resume }) => [
      titre,
      motsCles.join(' '),
      resume,
    ]);
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
    <p class="cache" role="status">${trouvees ? compte(trouvees.length) : nothing}</p>
    ${trouvees ? resultats(trouvees, vue) : parTheme(vue)}
  </div>`;
}

function resultats(trouvees: readonly DemarcheResume[], vue: VueCatalogue): TemplateResult {
  if (trouvees.length) {
    return html`<section class="pile">
      <h2 class="theme">${compte(trouvees.length)}</h2>
      ${liste(trouvees, vue)}
    </section>`;
  }
  return html`<section class="pile">
    <h2 class="theme">${msg('Aucune démarche trouvée')}</h2>
    <p>${msg('Essayez un mot plus simple, ou demandez à la mairie.')}</p>
    <p>
      <button type="button" class="bouton" @click=${() => vue.surRecherche('')}>
        ${msg('Voir toutes les démarches')}
      </button>
    </p>
    ${vue.ville ? contactService(vue.ville.nom, vue.ville.contact) : nothing}
  </section>`;
}

const compte = (nombre: number) =>
  nombre > 1 ? msg(str`${nombre} démarches trouvées`) : msg(str`${nombre} démarche trouvée`);

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
