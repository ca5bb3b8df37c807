import { html, type TemplateResult } from 'lit';
import { msg, str } from '@lit/localize';
import { joursAvant } from '../../core/dates-en-mots.ts';

/** « Il reste 11 jours », as a chip: the date itself is in the sentence beside it. */
export function pastilleReste(avantLe: string, fuseau: string, maintenant: Date | undefined): TemplateResult {
  const reste = joursAvant(avantLe, fuseau, maintenant);
  const mots =
    reste < 0
      ? msg('La date est passée\u00a0: répondez dès que possible')
      : reste === 0
        ? msg('C’est le dernier jour')
        : reste === 1
          ? msg('Il reste 1 jour')
          : msg(str`Il reste ${reste} jours`);
  return html`<span class="pastille ${reste < 4 ? 'error' : 'warn'}">${mots}</span>`;
}
