import { svg, type TemplateResult } from 'lit';
import { dessin } from './dessin.ts';

/** What forms and files show. */

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
