import { html, nothing, type TemplateResult } from 'lit';
import { msg, str } from '@lit/localize';
import type { Suivi } from '#contract/schemas/demande.ts';
import { encart } from '../encart.ts';
import { iconeRetirer } from '../icones/dossier.ts';
import type { Aide } from './contexte.ts';
import type { Retrait } from './retrait.ts';

export interface VueRetrait {
  suivi: Suivi;
  retrait: Retrait;
  aide: Aide | undefined;
  surRetirer: () => void;
}

export function vueRetrait({ retrait, suivi, aide, surRetirer }: VueRetrait): TemplateResult {
  if (!retrait.demande) {
    return html`<p class="sans-papier">
      <button type="button" class="bouton" id="retirer" @click=${() => retrait.demander()}>
        ${iconeRetirer()}${suivi.genre === 'signalement' ? msg('Retirer mon signalement') : msg('Retirer ma demande')}
      </button>
    </p>`;
  }
  return html`<section class="carte pile" id="retrait" tabindex="-1" aria-labelledby="titre-retrait">
    <h3 id="titre-retrait">${msg('Voulez-vous vraiment la retirer ?')}</h3>
    <p>
      ${msg(str`La mairie arrêtera de traiter « ${suivi.titre} ». Vous ne pourrez pas revenir en arrière, mais vous pourrez en déposer une autre.`)}
    </p>
    ${aide ? html`<p><b>${msg(str`Seulement si ${aide.pour} le veut\u00a0: le retrait est signé de votre nom, et elle en est prévenue.`)}</b></p>` : nothing}
    ${retrait.echec ? encart('error', retrait.echec, { annonce: true, titre: msg('Ce n’est pas encore retiré') }) : nothing}
    <p class="actions">
      <button
        type="button"
        class="bouton danger"
        aria-disabled=${retrait.envoi ? 'true' : nothing}
        @click=${surRetirer}
      >
        ${retrait.envoi ? msg('Retrait en cours…') : msg('Oui, retirer')}
      </button>
      <button type="button" class="bouton" @click=${() => retrait.renoncer()}>${msg('Non, garder')}</button>
    </p>
  </section>`;
}
