import { html, svg, type SVGTemplateResult, type TemplateResult } from 'lit';

/**
 * Icons of lucide (ISC licence), drawn one by one: only those used are downloaded.
 * Decorative: a word always stands beside them.
 */
export function dessin(traits: SVGTemplateResult): TemplateResult {
  return html`<svg class="icone" viewBox="0 0 24 24" aria-hidden="true" focusable="false">${traits}</svg>`;
}

export const iconeAlerte = (): TemplateResult =>
  dessin(
    svg`<path d="M21.7 18l-8-14a2 2 0 0 0-3.5 0l-8 14A2 2 0 0 0 4 21h16a2 2 0 0 0 1.7-3M12 9v4M12 17h.01"/>`,
  );
export const iconeErreur = (): TemplateResult =>
  dessin(
    svg`<circle cx="12" cy="12" r="10"/><line x1="12" x2="12" y1="8" y2="12"/><line x1="12" x2="12.01" y1="16" y2="16"/>`,
  );
export const iconeInfo = (): TemplateResult =>
  dessin(svg`<path d="M12 16v-4M12 8h.01"/><circle cx="12" cy="12" r="10"/>`);
export const iconeCoche = (): TemplateResult => dessin(svg`<path d="M20 6 9 17l-5-5"/>`);
export const iconeFait = (): TemplateResult =>
  dessin(svg`<path d="M16 9l-5.5 5.5L8 12"/><circle cx="12" cy="12" r="10"/>`);
export const iconeLoupe = (): TemplateResult =>
  dessin(svg`<path d="M21 21l-4.3-4.3"/><circle cx="11" cy="11" r="8"/>`);
export const iconeTelephone = (): TemplateResult =>
  dessin(
    svg`<path d="M13.8 16.6a1 1 0 0 0 1.2-.3l.4-.5A2 2 0 0 1 17 15h3a2 2 0 0 1 2 2v3a2 2 0 0 1-2 2A18 18 0 0 1 2 4a2 2 0 0 1 2-2h3a2 2 0 0 1 2 2v3a2 2 0 0 1-.8 1.6l-.5 .4a1 1 0 0 0-.3 1.2 14 14 0 0 0 6.4 6.4"/>`,
  );
export const iconeCourriel = (): TemplateResult =>
  dessin(svg`<path d="M22 7l-9 5.7a2 2 0 0 1-2 0L2 7"/><rect x="2" y="4" width="20" height="16" rx="2"/>`);
export const iconeLieu = (): TemplateResult =>
  dessin(
    svg`<path d="M20 10c0 5-5.5 10.2-7.4 11.8a1 1 0 0 1-1.2 0C9.5 20.2 4 15 4 10a8 8 0 0 1 16 0"/><circle cx="12" cy="10" r="3"/>`,
  );
export const iconeHorloge = (): TemplateResult =>
  dessin(svg`<path d="M12 6v6l4 2"/><circle cx="12" cy="12" r="10"/>`);
export const iconeRetour = (): TemplateResult => dessin(svg`<path d="M12 19l-7-7 7-7M19 12H5"/>`);
export const iconeSuite = (): TemplateResult => dessin(svg`<path d="M9 18l6-6-6-6"/>`);
export const iconeCopier = (): TemplateResult =>
  dessin(
    svg`<path d="M4 16c-1.1 0-2-.9-2-2V4c0-1.1 .9-2 2-2h10c1.1 0 2 .9 2 2"/><rect width="14" height="14" x="8" y="8" rx="2" ry="2"/>`,
  );
export const iconeImprimer = (): TemplateResult =>
  dessin(
    svg`<path d="M6 18H4a2 2 0 0 1-2-2v-5a2 2 0 0 1 2-2h16a2 2 0 0 1 2 2v5a2 2 0 0 1-2 2h-2M6 9V3a1 1 0 0 1 1-1h10a1 1 0 0 1 1 1v6"/><rect x="6" y="14" width="12" height="8" rx="1"/>`,
  );
export const iconeTrombone = (): TemplateResult =>
  dessin(
    svg`<path d="M16 6l-8.4 8.6a2 2 0 0 0 2.8 2.8l8.4-8.6a4 4 0 1 0-5.7-5.7l-8.4 8.6a6 6 0 1 0 8.5 8.5l8.4-8.6"/>`,
  );
export const iconeSupprimer = (): TemplateResult =>
  dessin(
    svg`<path d="M10 11v6M14 11v6M19 6v14a2 2 0 0 1-2 2H7a2 2 0 0 1-2-2V6M3 6h18M8 6V4a2 2 0 0 1 2-2h4a2 2 0 0 1 2 2v2"/>`,
  );
export const iconeAjouter = (): TemplateResult => dessin(svg`<path d="M5 12h14M12 5v14"/>`);
export const iconeModifier = (): TemplateResult =>
  dessin(
    svg`<path d="M21.2 6.8a1 1 0 0 0-4-4L3.8 16.2a2 2 0 0 0-.5 .8l-1.3 4.4a.5 .5 0 0 0 .6 .6l4.4-1.3a2 2 0 0 0 .8-.5zM15 5l4 4"/>`,
  );
export const iconeCroix = (): TemplateResult => dessin(svg`<path d="M18 6 6 18M6 6l12 12"/>`);
export const iconeLocaliser = (): TemplateResult =>
  dessin(
    svg`<line x1="2" x2="5" y1="12" y2="12"/><line x1="19" x2="22" y1="12" y2="12"/><line x1="12" x2="12" y1="2" y2="5"/><line x1="12" x2="12" y1="19" y2="22"/><circle cx="12" cy="12" r="7"/>`,
  );
export const iconePhoto = (): TemplateResult =>
  dessin(
    svg`<path d="M14 4a2 2 0 0 1 1.8 1.1l.5 .9A2 2 0 0 0 18 7H20a2 2 0 0 1 2 2v9a2 2 0 0 1-2 2H4a2 2 0 0 1-2-2V9a2 2 0 0 1 2-2h2a2 2 0 0 0 1.8-1l.5-.9A2 2 0 0 1 10 4z"/><circle cx="12" cy="13" r="3"/>`,
  );
export const iconeDocument = (): TemplateResult =>
  dessin(
    svg`<path d="M6 22a2 2 0 0 1-2-2V4a2 2 0 0 1 2-2h8a2.4 2.4 0 0 1 1.7 .7l3.6 3.6A2.4 2.4 0 0 1 20 8v12a2 2 0 0 1-2 2zM14 2v5a1 1 0 0 0 1 1h5M10 9H8M16 13H8M16 17H8"/>`,
  );
export const iconeExterne = (): TemplateResult =>
  dessin(svg`<path d="M15 3h6v6M10 14 21 3M18 13v6a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2V8a2 2 0 0 1 2-2h6"/>`);
export const iconeSablier = (): TemplateResult =>
  dessin(
    svg`<path d="M5 22h14M5 2h14M17 22v-4.2a2 2 0 0 0-.6-1.4L12 12l-4.4 4.4A2 2 0 0 0 7 17.8V22M7 2v4.2a2 2 0 0 0 .6 1.4L12 12l4.4-4.4A2 2 0 0 0 17 6.2V2"/>`,
  );
export const iconeRefuse = (): TemplateResult =>
  dessin(svg`<path d="M15 9l-6 6M9 9l6 6"/><circle cx="12" cy="12" r="10"/>`);
export const iconeMessage = (): TemplateResult =>
  dessin(
    svg`<path d="M22 17a2 2 0 0 1-2 2H6.8a2 2 0 0 0-1.4 .6l-2.2 2.2A.7 .7 0 0 1 2 21.3V5a2 2 0 0 1 2-2h16a2 2 0 0 1 2 2z"/>`,
  );
export const iconeRetirer = (): TemplateResult =>
  dessin(svg`<path d="M9 14 4 9l5-5M4 9h10.5a5.5 5.5 0 0 1 5.5 5.5a5.5 5.5 0 0 1-5.5 5.5H11"/>`);
export const iconeRelancer = (): TemplateResult =>
  dessin(svg`<path d="M3 12a9 9 0 1 0 9-9 9.8 9.8 0 0 0-6.7 2.7L3 8M3 3v5h5"/>`);
export const iconeCalendrier = (): TemplateResult =>
  dessin(svg`<path d="M8 2v3M16 2v3M3 9h18"/><rect x="3" y="3" width="18" height="18" rx="2"/>`);
export const iconeTransmettre = (): TemplateResult =>
  dessin(svg`<path d="M15 17l5-5-5-5M4 18v-2a4 4 0 0 1 4-4h12"/>`);
export const iconeHorsLigne = (): TemplateResult =>
  dessin(
    svg`<path d="M12 20h.01M8.5 16.4a5 5 0 0 1 7 0M5 12.9a10 10 0 0 1 5.2-2.7M19 12.9a10 10 0 0 0-2-1.5M2 8.8a15 15 0 0 1 4.2-2.6M22 8.8a15 15 0 0 0-11.3-3.8M2 2l20 20"/>`,
  );
export const iconeRecu = (): TemplateResult =>
  dessin(
    svg`<path d="M5.5 5.1 2 12v6a2 2 0 0 0 2 2h16a2 2 0 0 0 2-2v-6l-3.5-6.9A2 2 0 0 0 16.8 4H7.2a2 2 0 0 0-1.8 1.1z"/><polyline points="22 12 16 12 14 15 10 15 8 12 2 12"/>`,
  );
export const iconeTelecharger = (): TemplateResult =>
  dessin(svg`<path d="M12 15V3M21 15v4a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2v-4M7 10l5 5 5-5"/>`);
