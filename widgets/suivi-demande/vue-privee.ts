import { html, nothing, type TemplateResult } from 'lit';
import { msg, str } from '@lit/localize';
import type { FichierJoint } from '#contract/formulaire.ts';
import { formulaireComplet } from '#contract/formulaire-complet.ts';
import type { Suivi } from '#contract/schemas/demande.ts';
import { etapesVisibles } from '#contract/valider.ts';
import { encart } from '../ui/encart.ts';
import { iconeRetirer } from '../ui/icones.ts';
import { reponsesLisibles } from '../ui/reponses.ts';
import type { Pieces } from './pieces.ts';
import type { Retrait } from './retrait.ts';

export interface VuePrivee {
  suivi: Suivi;
  pieces: Pieces;
  retrait: Retrait;
  surRetirer: () => void;
}

export function vueReponses(
  { suivi, pieces }: VuePrivee,
  dossier: NonNullable<Suivi['dossier']>,
  code: string,
): TemplateResult {
  const fichier = (piece: FichierJoint) => pieces.bouton(suivi.numero, code, piece);
  return html`<details class="envoye">
    <summary>${msg('Ce que vous avez envoyé')}</summary>
    <div class="pile-large">
      ${etapesVisibles(formulaireComplet(dossier.demarche), dossier.reponses).map(
        ({ titre, champs }) =>
          html`<section>
            <h4>${titre}</h4>
            ${reponsesLisibles(champs, dossier.reponses, { fichier })}
          </section>`,
      )}
    </div>
  </details>`;
}

export function vueRetrait({ retrait, suivi, surRetirer }: VuePrivee): TemplateResult {
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
