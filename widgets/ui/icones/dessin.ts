import { html, type SVGTemplateResult, type TemplateResult } from 'lit';

/**
 * Icons of lucide (ISC licence), drawn one by one: only those used are downloaded.
 * Decorative: a word always stands beside them.
 */
export function dessin(traits: SVGTemplateResult): TemplateResult {
  return html`<svg class="icone" viewBox="0 0 24 24" aria-hidden="true" focusable="false">${traits}</svg>`;
}
