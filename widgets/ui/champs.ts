import { html, nothing, type TemplateResult } from 'lit';
import { msg } from '@lit/localize';
import { iconeErreur } from './icones/communes.ts';

/** What every field says around its control. `id` is unique in its shadow root. */
export interface Cadre {
  id: string;
  libelle: unknown;
  aide?: string | undefined;
  /** A sentence; the field is then marked invalid. */
  erreur?: string | undefined;
  /** Default `true`; otherwise « (facultatif) » is said. */
  requis?: boolean | undefined;
  /** Part of an optional whole, whose legend says it already. */
  muet?: boolean | undefined;
}

/** `aria-describedby` of the control of `cadre`. */
export const decritPar = ({ id, aide, erreur }: Cadre): string | typeof nothing =>
  [aide && `${id}-aide`, erreur && `${id}-erreur`].filter(Boolean).join(' ') || nothing;

export const invalide = ({ erreur }: Cadre): 'true' | typeof nothing => (erreur ? 'true' : nothing);
export const exige = ({ requis }: Cadre): 'true' | typeof nothing => (requis === false ? nothing : 'true');

export const facultatif = (cadre: Cadre): unknown =>
  cadre.requis === false && !cadre.muet
    ? html` <span class="facultatif">${msg('(facultatif)')}</span>`
    : nothing;

/** The hint, then the error: between the label and the control. */
export function autour({ id, aide, erreur }: Cadre): TemplateResult {
  return html`${aide ? html`<p class="aide" id="${id}-aide">${aide}</p>` : nothing}${
    erreur
      ? html`<p class="erreur" id="${id}-erreur">
          ${iconeErreur()}<span><span class="cache">${msg('Erreur\u00a0:')}</span> ${erreur}</span>
        </p>`
      : nothing
  }`;
}

/** One control under its label. */
export function champ(cadre: Cadre, controle: unknown): TemplateResult {
  return html`<div class="champ ${cadre.erreur ? 'faux' : ''}">
    <label class="libelle" for=${cadre.id}>${cadre.libelle}${facultatif(cadre)}</label>
    ${autour(cadre)}${controle}
  </div>`;
}

/** Several controls under one legend. The fieldset takes the focus that an error sends. */
export function champGroupe(cadre: Cadre, controles: unknown): TemplateResult {
  return html`<fieldset
    class="champ ${cadre.erreur ? 'faux' : ''}"
    id=${cadre.id}
    tabindex="-1"
    aria-describedby=${decritPar(cadre)}
  >
    <legend class="libelle">${cadre.libelle}${facultatif(cadre)}</legend>
    ${autour(cadre)}${controles}
  </fieldset>`;
}

export interface SaisieTexte extends Cadre {
  valeur: string;
  surSaisie: (valeur: string) => void;
  type?: 'text' | 'email' | 'tel' | 'date' | 'search' | undefined;
  inputmode?: string | undefined;
  autocomplete?: string | undefined;
  /** `court`, `mini`. */
  classe?: string | undefined;
  /** Shown after the control. */
  unite?: string | undefined;
}

export function champTexte(saisie: SaisieTexte): TemplateResult {
  return champ(saisie, controleTexte(saisie));
}

export function controleTexte(saisie: SaisieTexte): TemplateResult {
  const { id, type = 'text', inputmode, autocomplete, classe = '', unite } = saisie;
  const controle = html`<input
    class="controle ${classe}"
    id=${id}
    type=${type}
    inputmode=${inputmode ?? nothing}
    autocomplete=${autocomplete ?? nothing}
    aria-describedby=${decritPar(saisie)}
    aria-invalid=${invalide(saisie)}
    aria-required=${exige(saisie)}
    .value=${saisie.valeur}
    @input=${(evenement: Event) => saisie.surSaisie((evenement.target as HTMLInputElement).value)}
  />`;
  return unite ? html`<span class="avec-unite">${controle}<span>${unite}</span></span>` : controle;
}

export function champTexteLong(saisie: SaisieTexte & { lignes?: number }): TemplateResult {
  return champ(
    saisie,
    html`<textarea
      class="controle"
      id=${saisie.id}
      rows=${saisie.lignes ?? 5}
      aria-describedby=${decritPar(saisie)}
      aria-invalid=${invalide(saisie)}
      aria-required=${exige(saisie)}
      .value=${saisie.valeur}
      @input=${(evenement: Event) => saisie.surSaisie((evenement.target as HTMLTextAreaElement).value)}
    ></textarea>`,
  );
}
