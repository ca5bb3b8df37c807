import { html, type TemplateResult } from 'lit';
import { msg, str } from '@lit/localize';
import { encart } from '../encart.ts';

interface Actes {
  nom: string;
  surRecommencer: () => void;
  surAnnuler: () => void;
}

/** The citizen is at the provider's, in a popup that we may not see. */
export function vueFenetre({ nom, surRecommencer, surAnnuler }: Actes): TemplateResult {
  return html`<div class="pile" id="fenetre-ouverte" tabindex="-1">
    ${encart(
      'info',
      html`<p>${msg(str`Une fenêtre ${nom} s’est ouverte. Suivez ses indications.`)}</p>
        <p>${msg('Cette page vous attend : elle continue toute seule quand vous avez fini.')}</p>`,
    )}
    <p>${msg('Vous ne voyez pas la fenêtre, ou vous l’avez fermée ?')}</p>
    <p class="actions">
      <button type="button" class="bouton" @click=${surRecommencer}>
        ${msg('Ouvrir une nouvelle fenêtre')}
      </button>
      <button type="button" class="bouton lien" @click=${surAnnuler}>${msg('Annuler')}</button>
    </p>
  </div>`;
}

/** The browser opened no popup. */
export function vueRefusee({ nom, surRecommencer, surAnnuler }: Actes): TemplateResult {
  return html`<div class="pile" id="fenetre-refusee" tabindex="-1">
    ${encart(
      'info',
      html`<p>${msg('Votre navigateur a bloqué la fenêtre. Ce n’est pas grave.')}</p>
        <p>${msg(str`Continuez dans cette page : vous allez chez ${nom}, puis vous revenez ici.`)}</p>`,
    )}
    <p class="actions">
      <button type="button" class="bouton principal" @click=${surRecommencer}>
        ${msg(str`Continuer avec ${nom}`)}
      </button>
      <button type="button" class="bouton lien" @click=${surAnnuler}>${msg('Annuler')}</button>
    </p>
  </div>`;
}
