import { svg, type TemplateResult } from 'lit';
import { dessin } from './dessin.ts';

/** What the follow-up of a request shows, to citizens and agents. */

export const iconeLoupe = (): TemplateResult =>
  dessin(svg`<path d="M21 21l-4.3-4.3"/><circle cx="11" cy="11" r="8"/>`);
export const iconeModifier = (): TemplateResult =>
  dessin(
    svg`<path d="M21.2 6.8a1 1 0 0 0-4-4L3.8 16.2a2 2 0 0 0-.5 .8l-1.3 4.4a.5 .5 0 0 0 .6 .6l4.4-1.3a2 2 0 0 0 .8-.5zM15 5l4 4"/>`,
  );
export const iconeCroix = (): TemplateResult => dessin(svg`<path d="M18 6 6 18M6 6l12 12"/>`);
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
