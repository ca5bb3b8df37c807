import { html, nothing, type TemplateResult } from 'lit';
import { msg } from '@lit/localize';
import type { Contact } from '#contract/schemas/commun.ts';
import { iconeCourriel, iconeHorloge, iconeLieu, iconeTelephone } from './icones/communes.ts';

/** How to reach a human: phone, mail, address, opening hours. `nom` is the service or the town. */
export function contactService(nom: string, contact: Contact): TemplateResult {
  const { telephone, courriel, adresse, horaires } = contact;
  return html`<div class="contact">
    <p><b>${nom}</b></p>
    ${
      telephone
        ? html`<p>
            ${iconeTelephone()}
            <span class="cache">${msg('Téléphone\u00a0:')}</span> ${lienTelephone(telephone)}
          </p>`
        : nothing
    }
    ${
      courriel
        ? html`<p>
            ${iconeCourriel()} <span class="cache">${msg('Courriel\u00a0:')}</span>
            <a href="mailto:${courriel}">${courriel}</a>
          </p>`
        : nothing
    }
    ${adresse ? html`<p>${iconeLieu()} <span class="cache">${msg('Adresse\u00a0:')}</span> ${adresse}</p>` : nothing}
    ${
      horaires.length
        ? html`<p>
            ${iconeHorloge()} <span class="cache">${msg('Horaires\u00a0:')}</span>
            ${horaires.map(({ jours, heures }, rang) => html`${rang ? html`<br />` : nothing}${jours} : ${heures}`)}
          </p>`
        : nothing
    }
  </div>`;
}

export function lienTelephone(numero: string): TemplateResult {
  return html`<a href="tel:${numero.replaceAll(/[^\d+]/g, '')}">${numero}</a>`;
}
