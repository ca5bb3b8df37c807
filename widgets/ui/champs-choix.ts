import { html, nothing, type TemplateResult } from 'lit';
import { autour, champGroupe, decritPar, exige, facultatif, invalide, type Cadre } from './champs.ts';

export interface OptionListe {
  valeur: string;
  libelle: string;
  aide?: string | undefined;
}

/** Radio buttons under a legend. */
export function champRadios(
  saisie: Cadre & { options: readonly OptionListe[]; valeur: string; surSaisie: (valeur: string) => void },
): TemplateResult {
  return champGroupe(
    saisie,
    saisie.options.map((option) =>
      choix('radio', saisie.id, option, option.valeur === saisie.valeur, () =>
        saisie.surSaisie(option.valeur),
      ),
    ),
  );
}

/** Check boxes under a legend. */
export function champCases(
  saisie: Cadre & {
    options: readonly OptionListe[];
    valeurs: readonly string[];
    surSaisie: (valeurs: string[]) => void;
  },
): TemplateResult {
  const { valeurs, options } = saisie;
  const basculer = (valeur: string, coche: boolean) =>
    saisie.surSaisie(
      options.map((o) => o.valeur).filter((v) => (v === valeur ? coche : valeurs.includes(v))),
    );
  return champGroupe(
    saisie,
    options.map((option) =>
      choix('checkbox', saisie.id, option, valeurs.includes(option.valeur), (coche) =>
        basculer(option.valeur, coche),
      ),
    ),
  );
}

/** One check box with its sentence. */
export function champCase(
  saisie: Cadre & { valeur: boolean; surSaisie: (valeur: boolean) => void },
): TemplateResult {
  return html`<div class="champ ${saisie.erreur ? 'faux' : ''}">
    ${autour({ ...saisie, aide: '' })}
    <label class="choix">
      <input
        type="checkbox"
        id=${saisie.id}
        aria-describedby=${decritPar(saisie)}
        aria-invalid=${invalide(saisie)}
        aria-required=${exige(saisie)}
        .checked=${saisie.valeur}
        @change=${(evenement: Event) => saisie.surSaisie((evenement.target as HTMLInputElement).checked)}
      /><span>${saisie.libelle}${facultatif(saisie)}</span>
    </label>
    ${autour({ ...saisie, erreur: '' })}
  </div>`;
}

function choix(
  type: 'radio' | 'checkbox',
  groupe: string,
  { valeur, libelle, aide }: OptionListe,
  coche: boolean,
  surChange: (coche: boolean) => void,
): TemplateResult {
  const id = `${groupe}-${valeur}`;
  return html`<label class="choix">
    <input
      type=${type}
      id=${id}
      name=${groupe}
      aria-labelledby=${aide ? `${id}-nom` : nothing}
      aria-describedby=${aide ? `${id}-aide` : nothing}
      .checked=${coche}
      @change=${(evenement: Event) => surChange((evenement.target as HTMLInputElement).checked)}
    /><span
      >${aide ? html`<span id="${id}-nom">${libelle}</span><span class="aide" id="${id}-aide">${aide}</span>` : libelle}</span
    >
  </label>`;
}
