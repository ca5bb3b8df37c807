import { html, type TemplateResult } from 'lit';
import { LIBELLES_CANAL, type Canal } from '#contract/vocabulaire.ts';
import { iconeCourriel, iconeExterne, iconeLieu, iconeTelephone } from '../ui/icones/communes.ts';
import { iconeDocument } from '../ui/icones/formulaire.ts';

const ICONES_CANAL: Record<Canal, () => TemplateResult> = {
  web: iconeExterne,
  guichet: iconeLieu,
  telephone: iconeTelephone,
  courrier: iconeDocument,
  courriel: iconeCourriel,
};

/** By which door, as icon and word. */
export const canal = (valeur: Canal): TemplateResult =>
  html`<span class="canal">${ICONES_CANAL[valeur]()}${LIBELLES_CANAL[valeur]}</span>`;
