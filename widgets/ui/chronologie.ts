import { html, nothing, type TemplateResult } from 'lit';
import { msg } from '@lit/localize';
import { instantEnMots } from '../core/dates-en-mots.ts';
import { instantRelatif } from '../core/dates.ts';

/** One line of the rail. `le` is an instant (ISO 8601, UTC). */
export interface LigneChronologie {
  le: string;
  titre: unknown;
  /** Under the title: a message, a reason, files. */
  detail?: unknown;
  /** Where the request stands now. */
  present?: boolean;
}

/** The instant in words, the full date in `title` and for screen readers. */
export function instant(le: string, fuseau: string, maintenant?: Date): TemplateResult {
  const entier = instantEnMots(le, fuseau);
  return html`<time datetime=${le} title=${entier}
    ><span aria-hidden="true">${instantRelatif(le, fuseau, maintenant)}</span
    ><span class="cache">${entier}</span></time
  >`;
}

/** A vertical rail of dated lines, in the order given. Needs `chronologieStyles`. */
export function chronologie(
  lignes: readonly LigneChronologie[],
  fuseau: string,
  maintenant?: Date,
): TemplateResult {
  return html`<ol class="chronologie" role="list">
    ${lignes.map(
      ({ le, titre, detail, present }) =>
        html`<li class=${present ? 'present' : nothing} aria-current=${present ? 'step' : nothing}>
          <p>
            <b>${titre}</b>${present ? html`<span class="cache"> (${msg('étape actuelle')})</span>` : nothing}
          </p>
          <p>${instant(le, fuseau, maintenant)}</p>
          ${detail ?? nothing}
        </li>`,
    )}
  </ol>`;
}
