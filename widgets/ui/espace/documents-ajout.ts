import { html, nothing, type TemplateResult } from 'lit';
import { msg, str } from '@lit/localize';
import type { MesDocuments } from '#contract/schemas/document.ts';
import { iconeErreur } from '../icones/communes.ts';
import { iconeAjouter, iconeDocument, iconePhoto } from '../icones/formulaire.ts';
import { poids, TAILLE_MAX } from '../poids.ts';
import type { EnvoiDocument, EnvoisDocuments } from './documents-envois.ts';
import { ACCEPTES } from './documents-mots.ts';

interface Ajout {
  envois: EnvoisDocuments;
  mes: MesDocuments;
  survol: boolean;
  surSurvol: (survol: boolean) => void;
}

/** Where papers are added: by a button, by dropping them, by the camera of a phone; then how far each one is. */
export function dessinerAjout({ envois, mes, survol, surSurvol }: Ajout): TemplateResult {
  const choisir = (evenement: Event) => {
    const entree = evenement.target as HTMLInputElement;
    envois.ajouter([...(entree.files ?? [])]);
    // The same file may be chosen again.
    entree.value = '';
  };
  const survoler = (evenement: DragEvent) => {
    evenement.preventDefault();
    surSurvol(true);
  };
  const deposer = (evenement: DragEvent) => {
    evenement.preventDefault();
    surSurvol(false);
    envois.ajouter([...(evenement.dataTransfer?.files ?? [])]);
  };
  return html`<section aria-label=${msg('Ajouter des documents')}>
    <div
      class="depose ${survol ? 'dessus' : ''}"
      @dragover=${survoler}
      @dragleave=${() => surSurvol(false)}
      @drop=${deposer}
    >
      <div class="actions">
        <input
          class="cache"
          type="file"
          id="ajouter"
          multiple
          accept=${ACCEPTES}
          aria-describedby="ajouter-aide"
          @change=${choisir}
        /><label class="bouton principal" for="ajouter"
          >${iconeAjouter()}${msg('Ajouter des documents')}</label
        >
        <span class="au-doigt"
          ><input
            class="cache"
            type="file"
            id="photographier"
            accept="image/*"
            capture="environment"
            @change=${choisir}
          /><label class="bouton" for="photographier">${iconePhoto()}${msg('Prendre une photo')}</label></span
        >
        <span class="muet a-la-souris">${msg('ou déposez-les ici')}</span>
      </div>
      <p class="muet petit" id="ajouter-aide">
        ${msg(str`PDF, photo, ODT ou DOCX, ${poids(TAILLE_MAX)} au plus chacun.`)}
      </p>
    </div>
    ${
      envois.tous.length
        ? html`<ul class="fichiers" role="list">
            ${envois.tous.map((envoi) => ligne(envoi, envois))}
          </ul>`
        : nothing
    }
    ${place(mes)}
  </section>`;
}

/** What is used of the place that the town gives. */
function place({ utilises, quota }: MesDocuments): TemplateResult {
  const plein = utilises >= quota * 0.9;
  return html`<p class="place petit">
    <span class=${plein ? '' : 'muet'} id="place"
      >${msg(str`${utilises ? poids(utilises) : '0 ko'} utilisés sur ${poids(quota)}`)}${
        plein ? html`<b> · ${msg('presque plein')}</b>` : nothing
      }</span
    ><progress max=${quota} .value=${Math.min(utilises, quota)} aria-labelledby="place"></progress>
  </p>`;
}

function ligne(envoi: EnvoiDocument, envois: EnvoisDocuments): TemplateResult {
  const { nom, etat, echec, part } = envoi;
  const retirer = html`<button type="button" class="bouton lien" @click=${() => envois.retirer(envoi)}>
    ${etat === 'refus' ? msg('Fermer') : msg('Annuler')}<span class="cache"> ${nom}</span>
  </button>`;
  if (etat === 'envoi' || etat === 'attente') {
    return html`<li>
      ${iconeDocument()}<span class="nom"
        >${nom}
        ${etat === 'attente' ? html`<span class="muet">${msg('en attente')}</span>` : nothing}<progress
          max="1"
          .value=${part}
          aria-label=${msg(str`Envoi de ${nom}`)}
        ></progress></span
      >${retirer}
    </li>`;
  }
  return html`<li class="rate">
    ${iconeErreur()}<span class="nom">${nom}<br /><b>${echec}</b></span>
    <span class="gestes"
      >${
        etat === 'coupe'
          ? html`<button type="button" class="bouton lien" @click=${() => envois.relancer(envoi)}>
              ${msg('Renvoyer')}<span class="cache"> ${nom}</span>
            </button>`
          : nothing
      }${retirer}</span
    >
  </li>`;
}
