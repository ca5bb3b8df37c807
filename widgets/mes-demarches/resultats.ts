import { html, nothing, type TemplateResult } from 'lit';
import { msg, str } from '@lit/localize';
import type { DemarcheResume } from '#contract/schemas/demarche.ts';
import { rechercher } from '../core/recherche.ts';
import { contactService } from '../ui/contact-service.ts';
import type { VueCatalogue } from './catalogue.ts';

/** What was looked for, best first; comes once the field is entered. */
export function dessinerResultats(
  vue: VueCatalogue,
  liste: (demarches: readonly DemarcheResume[], vue: VueCatalogue) => TemplateResult,
): { compte: string; section: TemplateResult } {
  const trouvees = rechercher(vue.recherche, vue.demarches, ({ titre, motsCles, resume }) => [
    titre,
    motsCles.join(' '),
    resume,
  ]);
  const compte =
    trouvees.length > 1
      ? msg(str`${trouvees.length} démarches trouvées`)
      : msg(str`${trouvees.length} démarche trouvée`);
  const section = html`<section class="pile">
    <h2 class="theme">${trouvees.length ? compte : msg('Aucune démarche trouvée')}</h2>
    ${trouvees.length ? liste(trouvees, vue) : rien(vue)}
  </section>`;
  return { compte, section };
}

const rien = ({ ville, surRecherche }: VueCatalogue): TemplateResult =>
  html`<p>${msg('Essayez un mot plus simple, ou demandez à la mairie.')}</p>
    <p>
      <button type="button" class="bouton" @click=${() => surRecherche('')}>
        ${msg('Voir toutes les démarches')}
      </button>
    </p>
    ${ville ? contactService(ville.nom, ville.contact) : nothing}`;
