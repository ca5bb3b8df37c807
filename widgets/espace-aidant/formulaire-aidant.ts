import { definir } from '../core/definir.ts';
import { ParvisFormulaire } from '../ui/formulaire/formulaire.ts';

/** The kit's own form, on a computer that others use after: the browser is asked to remember nothing of it. */
export class FormulaireAidant extends ParvisFormulaire {
  protected override updated(): void {
    super.updated();
    for (const controle of this.renderRoot.querySelectorAll('input, textarea')) {
      controle.setAttribute('autocomplete', 'off');
    }
  }
}

definir('parvis-formulaire-aidant', FormulaireAidant);
