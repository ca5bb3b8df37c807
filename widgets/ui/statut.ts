import { html, type TemplateResult } from 'lit';
import { LIBELLES_STATUT, type Statut } from '#contract/vocabulaire.ts';
import { iconeFait, iconeHorloge } from './icones/communes.ts';
import {
  iconeCalendrier,
  iconeRecu,
  iconeRefuse,
  iconeRetirer,
  iconeSablier,
  iconeTransmettre,
} from './icones/dossier.ts';

const APPARENCES: Record<Statut, [ton: '' | 'ok' | 'warn' | 'error', icone: () => TemplateResult]> = {
  recue: ['', iconeRecu],
  'en-cours': ['', iconeHorloge],
  'en-attente': ['warn', iconeSablier],
  transmise: ['', iconeTransmettre],
  planifiee: ['', iconeCalendrier],
  traitee: ['ok', iconeFait],
  refusee: ['error', iconeRefuse],
  retiree: ['', iconeRetirer],
};

/** The status as icon, word and tint. Agents pass `LIBELLES_STATUT_AGENT`. */
export function pastilleStatut(statut: Statut, libelles = LIBELLES_STATUT): TemplateResult {
  const [ton, icone] = APPARENCES[statut];
  return html`<span class="pastille ${ton}">${icone()}${libelles[statut]}</span>`;
}
