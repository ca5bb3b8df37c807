import { html, nothing, type TemplateResult } from 'lit';
import { msg, str } from '@lit/localize';
import type { FichierJoint } from '#contract/formulaire.ts';
import { formulaireComplet } from '#contract/formulaire-complet.ts';
import type { Suivi } from '#contract/schemas/demande.ts';
import { etapesVisibles } from '#contract/valider.ts';
import { dateEnMots } from '../core/dates.ts';
import { chronologie, instant } from '../ui/chronologie.ts';
import { contactService } from '../ui/contact-service.ts';
import { encart } from '../ui/encart.ts';
import { iconeRelancer, iconeRetour, iconeRetirer } from '../ui/icones.ts';
import { reponsesLisibles } from '../ui/reponses.ts';
import { pastilleStatut } from '../ui/statut.ts';
import { etatEnMots, lignesDuSuivi, silenceEnMots, titreMotif } from './mots.ts';
import type { Retrait } from './retrait.ts';
import { vueCode, type VueOuverture } from './vue-ouverture.ts';
import { vueMessages, type VueMessages } from './vue-messages.ts';

export interface VueSuivi extends Omit<VueMessages, 'code'>, Pick<VueOuverture, 'echecs' | 'lecture'> {
  /** Canonical, when the file is open whole. */
  code: string | undefined;
  /** What is typed to open it whole. */
  codeSaisi: string;
  retrait: Retrait;
  surCode: (texte: string) => void;
  surOuvrir: (evenement: Event) => void;
  surActualiser: () => void;
  surRetirer: () => void;
  surFermer: () => void;
}

/** The request: where it stands, who has it, what comes next, and with the code everything else. */
export function vueSuivi(vue: VueSuivi): TemplateResult {
  const { suivi, code, echecs, lecture } = vue;
  const general = suivi.dossier && echecs.length > 0 ? echecs[0]!.phrase : undefined;
  return html`<article class="suivi pile-large" aria-labelledby="titre">
    <header class="pile">
      <h2 id="titre" tabindex="-1">${suivi.titre}</h2>
      <p>
        <span class="cache">${msg('Numéro de suivi :')} </span><span class="numero">${suivi.numero}</span>
      </p>
    </header>
    ${general ? encart('error', general, { annonce: true }) : nothing}
    <div class="colonnes">
      <div class="principale pile-large">
        ${etat(vue)}
        ${suivi.dossier && code ? vueMessages({ ...vue, code }) : vueCode({ ...vue, code: vue.codeSaisi })}
        <section class="pile">
          <h3>${msg('Ce qui s’est passé')}</h3>
          ${chronologie(lignesDuSuivi(suivi), vue.fuseau)}
        </section>
        ${suivi.dossier && code ? reponses(vue, suivi.dossier, code) : nothing}
      </div>
      ${cote(vue)}
    </div>
    ${suivi.dossier?.retirable ? retraitDe(vue) : nothing}
    <div class="actions sans-papier">
      <button
        type="button"
        class="bouton"
        aria-disabled=${lecture ? 'true' : nothing}
        @click=${vue.surActualiser}
      >
        ${iconeRelancer()}${msg('Actualiser')}
      </button>
      <button type="button" class="bouton lien" @click=${vue.surFermer}>
        ${iconeRetour()}${msg('Suivre une autre demande')}
      </button>
    </div>
  </article>`;
}

function etat({ suivi }: VueSuivi): TemplateResult {
  const titre = titreMotif(suivi);
  const motif = titre && suivi.dossier?.motif;
  return html`<section class="pile" aria-label=${msg('Où en est la demande')}>
    <p>${pastilleStatut(suivi.statut)}</p>
    <p class="etat">${etatEnMots(suivi)}</p>
    ${
      motif
        ? encart(
            suivi.statut === 'refusee' ? 'error' : suivi.statut === 'en-attente' ? 'warn' : 'info',
            html`<p class="corps">${motif}</p>`,
            {
              titre,
            },
          )
        : nothing
    }
    ${
      suivi.statut === 'refusee'
        ? html`<p>
            ${msg('Pour comprendre ce refus ou le contester, appelez ou écrivez au service en charge.')}
          </p>`
        : nothing
    }
  </section>`;
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

function reponses(
  { suivi, pieces }: VueSuivi,
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

function retraitDe({ retrait, suivi, surRetirer }: VueSuivi): TemplateResult {
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
