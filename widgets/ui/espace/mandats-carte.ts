import { html, nothing, type TemplateResult } from 'lit';
import { msg, str } from '@lit/localize';
import type { DemarcheResume } from '#contract/schemas/demarche.ts';
import type { Mandat } from '#contract/schemas/mandat.ts';
import { squelette } from '../chargement.ts';
import { champTexte } from '../champs.ts';
import { encart } from '../encart.ts';
import { pastilleMandat, phraseAccord, phraseFin } from './mandats-mots.ts';

/** What its owner takes away; what is left out stays as it is. */
export interface Limite {
  demarches?: string[];
  jusquau?: string;
}

export interface ActesMandat {
  readonly fuseau: string;
  readonly maintenant: Date | undefined;
  readonly enCours: { id: string; quoi: 'limite' | 'fin' } | undefined;
  readonly occupe: boolean;
  readonly echec: string | undefined;
  /** All that may be filed online, once it has come. */
  readonly demarches: readonly DemarcheResume[] | undefined;
  commencer(mandat: Mandat, quoi: 'limite' | 'fin'): void;
  renoncer(): void;
  limiter(mandat: Mandat, limite: Limite): Promise<void>;
  finir(mandat: Mandat): Promise<void>;
}

/** One mandate: who, for what, until when, how it was agreed. */
export function dessinerMandat(mandat: Mandat, actes: ActesMandat): TemplateResult {
  const { id, aidant, demarches, etat, reference } = mandat;
  const { fuseau, maintenant } = actes;
  const quoi = actes.enCours?.id === id ? actes.enCours.quoi : undefined;
  return html`<li class="carte pile">
    <div class="tete">
      <p class="qui"><b>${aidant.nom}</b><br /><span class="muet">${aidant.structure}</span></p>
      ${pastilleMandat(mandat)}
    </div>
    <dl class="faits">
      <div>
        <dt>${msg('Peut déposer')}</dt>
        <dd>
          ${
            demarches.length
              ? html`<ul>
                  ${demarches.map(({ titre }) => html`<li>${titre}</li>`)}
                </ul>`
              : msg('Toutes les démarches en ligne')
          }
        </dd>
      </div>
      <div>
        <dt>${msg('Durée')}</dt>
        <dd>${phraseFin(mandat, fuseau, maintenant)}</dd>
      </div>
      <div>
        <dt>${msg('Accord')}</dt>
        <dd>
          ${phraseAccord(mandat, fuseau)}
          <span class="muet petit reference">${msg(str`Référence ${reference}.`)}</span>
        </dd>
      </div>
    </dl>
    ${quoi || etat === 'fini' ? nothing : gestes(mandat, actes)}
    ${quoi === 'limite' ? edition(mandat, actes) : nothing}
    ${quoi === 'fin' ? confirmation(mandat, actes) : nothing}
    ${quoi && actes.echec ? encart('error', actes.echec, { annonce: true }) : nothing}
  </li>`;
}

function gestes(mandat: Mandat, actes: ActesMandat): TemplateResult {
  const { id, aidant } = mandat;
  const nom = html`<span class="cache"> : ${aidant.nom}</span>`;
  return html`<p class="actions">
    <button type="button" class="bouton" id="limiter-${id}" @click=${() => actes.commencer(mandat, 'limite')}>
      <span>${msg('Limiter')}${nom}</span>
    </button>
    <button
      type="button"
      class="bouton danger"
      id="finir-${id}"
      @click=${() => actes.commencer(mandat, 'fin')}
    >
      <span>${msg('Y mettre fin')}${nom}</span>
    </button>
  </p>`;
}

function edition(mandat: Mandat, actes: ActesMandat): TemplateResult {
  const { id, jusquau } = mandat;
  const toutes = mandat.demarches.length === 0;
  const choix = toutes ? actes.demarches : mandat.demarches;
  const enregistrer = (evenement: Event) => {
    evenement.preventDefault();
    const formulaire = evenement.currentTarget as HTMLFormElement;
    const cases = [...formulaire.querySelectorAll<HTMLInputElement>('input[name=demarche]')];
    const voulues = cases.filter(({ checked }) => checked).map(({ value }) => value);
    const date = formulaire.querySelector<HTMLInputElement>(`[id="jusquau-${id}"]`)!.value;
    void actes.limiter(mandat, {
      // None is not « none »: it would be all of them.
      ...(voulues.length > 0 && voulues.length < cases.length && { demarches: voulues }),
      ...(date && date < jusquau && { jusquau: date }),
    });
  };
  return html`<form class="edition pile" novalidate @submit=${enregistrer}>
    <p>${msg('Vous pouvez retirer des démarches et avancer la fin, jamais l’inverse.')}</p>
    ${champTexte({
      id: `jusquau-${id}`,
      libelle: msg('Jusqu’au'),
      aide: msg('Une date plus proche que l’actuelle.'),
      type: 'date',
      classe: 'court',
      valeur: jusquau,
      surSaisie: () => undefined,
    })}
    <fieldset class="champ">
      <legend class="libelle">${msg('Démarches que cette personne peut déposer')}</legend>
      ${
        choix
          ? choix.map(
              ({ code, titre }) =>
                html`<label class="choix"
                  ><input type="checkbox" name="demarche" .value=${code} checked /><span
                    >${titre}</span
                  ></label
                >`,
            )
          : squelette()
      }
    </fieldset>
    <p class="actions">
      <button class="bouton principal" aria-disabled=${actes.occupe ? 'true' : nothing}>
        ${msg('Enregistrer')}
      </button>
      <button type="button" class="bouton" @click=${() => actes.renoncer()}>${msg('Annuler')}</button>
    </p>
  </form>`;
}

function confirmation(mandat: Mandat, actes: ActesMandat): TemplateResult {
  const { id, aidant } = mandat;
  return html`<div class="confirmation pile" role="group" aria-labelledby="question-${id}">
    <p id="question-${id}">
      <b>${msg(str`Retirer à ${aidant.nom} le droit d’agir pour vous ?`)}</b>
    </p>
    <p class="petit">
      ${msg('Les demandes déjà déposées continuent. Pour d’autres, il faudra un nouvel accord.')}
    </p>
    <p class="actions">
      <button
        type="button"
        class="bouton danger"
        aria-disabled=${actes.occupe ? 'true' : nothing}
        @click=${() => void actes.finir(mandat)}
      >
        ${actes.occupe ? msg('Un instant…') : msg('Oui, y mettre fin')}
      </button>
      <button type="button" class="bouton" id="garder-${id}" @click=${() => actes.renoncer()}>
        ${msg('Non, garder')}
      </button>
    </p>
  </div>`;
}
