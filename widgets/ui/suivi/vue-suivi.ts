import { html, nothing, type TemplateResult } from 'lit';
import { msg } from '@lit/localize';
import type { Suivi } from '#contract/schemas/demande.ts';
import { dateEnMots } from '../../core/dates-en-mots.ts';
import { chronologie, instant } from '../chronologie.ts';
import { contactService } from '../contact-service.ts';
import { encart } from '../encart.ts';
import { iconeRelancer } from '../icones/communes.ts';
import { pastilleStatut } from '../statut.ts';
import { lignesDuSuivi } from './etapes.ts';
import { etatEnMots, titreMotif } from './mots.ts';
import { silenceEnMots } from './silence.ts';
import { vueImplicite } from './vue-implicite.ts';

/** What only the holder of the code sees, drawn by `prive.ts`. */
export interface PartiesPrivees {
  /** What the town asks for, before anything else. */
  attendu: unknown;
  /** What it decided; `false` when nothing stands. */
  decision: unknown;
  /** What may be asked once silence has decided. */
  silence: unknown;
  documents: unknown;
  messages: unknown;
  reponses: unknown;
  retrait: unknown;
}

export interface VueSuivi {
  suivi: Suivi;
  fuseau: string;
  /** What failed of a file that stays on the screen. */
  echec: string | undefined;
  lecture: boolean;
  /** Absent when the file is open by its number alone. */
  prive: PartiesPrivees | undefined;
  /** Then: the ways to open it whole. */
  ouvrir: unknown;
  /** The way out of it. */
  sortie: unknown;
  surActualiser: () => void;
}

/** The request: where it stands, who has it, what comes next, and with the code everything else. */
export function vueSuivi(vue: VueSuivi): TemplateResult {
  const { suivi, prive, echec, lecture } = vue;
  return html`<article class="suivi pile-large" aria-labelledby="titre">
    <header class="titre">
      <h2 id="titre" tabindex="-1">${suivi.titre}</h2>
      <p>
        <span class="cache">${msg('Numéro de suivi :')} </span><span class="numero">${suivi.numero}</span>
      </p>
    </header>
    ${echec ? encart('error', echec, { annonce: true }) : nothing}
    <div class="colonnes">
      <div class="principale pile-large">
        ${etat(vue)} ${prive?.documents ?? nothing} ${prive ? prive.messages : vue.ouvrir}
        <section class="pile">
          <h3>${msg('Ce qui s’est passé')}</h3>
          ${chronologie(lignesDuSuivi(suivi), vue.fuseau)}
        </section>
        ${prive?.reponses ?? nothing}
      </div>
      ${cote(vue)}
    </div>
    <div class="actions sans-papier">
      <button
        type="button"
        class="bouton"
        aria-disabled=${lecture ? 'true' : nothing}
        @click=${vue.surActualiser}
      >
        ${iconeRelancer()}${msg('Actualiser')}
      </button>
      ${vue.sortie}
    </div>
    ${prive?.retrait ?? nothing}
  </article>`;
}

function etat({ suivi, prive }: VueSuivi): TemplateResult {
  return html`<section class="pile" aria-label=${msg('Où en est la demande')}>
      <p>${pastilleStatut(suivi.statut)}</p>
      <p class="etat">${etatEnMots(suivi)}</p>
      ${prive?.decision || suivi.dossier?.complement ? nothing : motif(suivi)}
    </section>
    ${vueImplicite(suivi, prive?.silence ?? nothing)} ${prive?.attendu ?? nothing}
    ${prive?.decision || nothing}`;
}

/** The reason that came with the status, where nothing tells it better. */
function motif(suivi: Suivi): unknown {
  const titre = titreMotif(suivi);
  const texte = titre && suivi.dossier?.motif;
  const ton = suivi.statut === 'refusee' ? 'error' : suivi.statut === 'en-attente' ? 'warn' : 'info';
  return html`${texte ? encart(ton, html`<p class="corps">${texte}</p>`, { titre }) : nothing}
  ${
    suivi.statut === 'refusee'
      ? html`<p>
          ${msg('Pour comprendre ce refus ou le contester, appelez ou écrivez au service en charge.')}
        </p>`
      : nothing
  }`;
}

function cote({ suivi, fuseau }: VueSuivi): TemplateResult {
  const silence = silenceEnMots(suivi, fuseau);
  const source = suivi.dossier?.demarche.silence.source;
  return html`<aside class="cote pile-large" aria-label=${msg('Service et dates')}>
    <section class="pile">
      <h3>${msg('Service en charge')}</h3>
      ${contactService(suivi.service.nom, suivi.service.contact)}
    </section>
    <section class="pile">
      <h3>${msg('Dates')}</h3>
      <dl class="dates">
        <div>
          <dt>${msg('Reçue')}</dt>
          <dd>${instant(suivi.recueLe, fuseau)}</dd>
        </div>
        <div>
          <dt>${msg('Dernier changement')}</dt>
          <dd>${instant(suivi.majLe, fuseau)}</dd>
        </div>
        ${
          suivi.planifieeLe
            ? html`<div>
                <dt>${msg('Prévue')}</dt>
                <dd>${dateEnMots(suivi.planifieeLe)}</dd>
              </div>`
            : nothing
        }
      </dl>
      ${silence ? html`<p>${silence}</p>` : nothing}
      ${silence && source ? html`<p class="petit muet">${msg('Règle :')} ${source}</p>` : nothing}
    </section>
  </aside>`;
}
