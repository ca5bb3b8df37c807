import { html, nothing, type TemplateResult } from 'lit';
import { msg } from '@lit/localize';
import type { Commune } from '#contract/schemas/commune.ts';
import { contactService } from '../contact-service.ts';
import { iconeTelephone } from '../icones/communes.ts';

/** A human, at the same place on every step (WCAG 3.2.6). */
export function aideHumaine(ville: Commune | undefined, service: string): TemplateResult | typeof nothing {
  const { nom, contact } = ville?.services.find(({ code }) => code === service) ?? ville ?? {};
  if (!nom || !contact) return nothing;
  return html`<details class="aide-humaine">
    <summary>
      ${iconeTelephone()} ${msg('Besoin d’aide\u00a0?')}
      ${contact.telephone ? html`<span class="tel">${contact.telephone}</span>` : nothing}
    </summary>
    ${contactService(nom, contact)}
  </details>`;
}

export interface VueBrouillon {
  partage: boolean;
  /** Where the answers are kept, when it is not as by default. */
  phrase: string | undefined;
  /** The question asked before everything is erased, once it is asked. */
  confirmer: unknown;
  surPartage: (partage: boolean) => void;
  surConfirmer: () => void;
}

/** Where the answers are kept, and how to have nothing kept on this device. */
export function gardeBrouillon(vue: VueBrouillon): TemplateResult {
  const { partage, phrase, confirmer, surPartage, surConfirmer } = vue;
  return html`<div class="garde petit sans-papier">
    <p class="muet">
      ${phrase ?? msg('Vos réponses sont gardées 30 jours sur cet appareil, pour pouvoir reprendre.')}
    </p>
    <label class="choix">
      <input
        type="checkbox"
        id="partage"
        .checked=${partage}
        @change=${(evenement: Event) => surPartage((evenement.target as HTMLInputElement).checked)}
      /><span>${msg('Ordinateur partagé\u00a0: ne rien garder ici')}</span>
    </label>
    ${
      confirmer ??
      html`<button type="button" class="bouton lien" id="effacer" @click=${surConfirmer}>
        ${msg('Effacer mes réponses')}
      </button>`
    }
  </div>`;
}
