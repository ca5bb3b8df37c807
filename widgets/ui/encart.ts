import { html, nothing, type TemplateResult } from 'lit';
import { iconeAlerte, iconeErreur, iconeFait, iconeInfo } from './icones/communes.ts';

const ICONES = { info: iconeInfo, ok: iconeFait, warn: iconeAlerte, error: iconeErreur };

/**
 * A boxed message. Errors and warnings that come up after an act of the citizen are announced (`role="alert"`)
 * when `annonce` is true.
 */
export function encart(
  ton: keyof typeof ICONES,
  contenu: unknown,
  { annonce = false, titre }: { annonce?: boolean; titre?: string } = {},
): TemplateResult {
  return html`<div class="encart ${ton}" role=${annonce ? 'alert' : nothing}>
    ${ICONES[ton]()}
    <div class="pile">${titre ? html`<p><b>${titre}</b></p>` : nothing}${enTexte(contenu)}</div>
  </div>`;
}

const enTexte = (contenu: unknown): unknown =>
  typeof contenu === 'string' ? html`<p>${contenu}</p>` : contenu;
