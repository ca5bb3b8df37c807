import { html, type TemplateResult } from 'lit';
import { champ, decritPar, invalide, type Cadre } from './champs.ts';
import type { OptionListe } from './champs-choix.ts';

/** A drop-down list: for the dense screens of agents and for long lists. */
export function champListe(
  saisie: Cadre & { options: readonly OptionListe[]; valeur: string; surSaisie: (valeur: string) => void },
): TemplateResult {
  return champ(
    saisie,
    html`<select
      class="controle"
      id=${saisie.id}
      aria-describedby=${decritPar(saisie)}
      aria-invalid=${invalide(saisie)}
      .value=${saisie.valeur}
      @change=${(evenement: Event) => saisie.surSaisie((evenement.target as HTMLSelectElement).value)}
    >
      ${saisie.options.map(
        ({ valeur, libelle }) =>
          html`<option value=${valeur} ?selected=${valeur === saisie.valeur}>${libelle}</option>`,
      )}
    </select>`,
  );
}
