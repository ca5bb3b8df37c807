import { svg, type TemplateResult } from 'lit';
import { dessin } from './dessin.ts';

/** What every widget shows. */

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
export const iconeFait = (): TemplateResult =>
  dessin(svg`<path d="M16 9l-5.5 5.5L8 12"/><circle cx="12" cy="12" r="10"/>`);
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
export const iconeExterne = (): TemplateResult =>
  dessin(svg`<path d="M15 3h6v6M10 14 21 3M18 13v6a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2V8a2 2 0 0 1 2-2h6"/>`);
export const iconeRelancer = (): TemplateResult =>
  dessin(svg`<path d="M3 12a9 9 0 1 0 9-9 9.8 9.8 0 0 0-6.7 2.7L3 8M3 3v5h5"/>`);
