import type { DemandeDeposee } from '#contract/schemas/demande.ts';
import { EvenementNatif } from '../../core/evenement-natif.ts';

/** Inside the kit only: the form was filed. Holds the code, so it never leaves the widget. */
export class FormulaireDeposeEvent extends EvenementNatif {
  static readonly type = 'formulaire-depose';
  readonly resultat: DemandeDeposee;

  constructor(resultat: DemandeDeposee) {
    super(FormulaireDeposeEvent.type);
    this.resultat = resultat;
  }
}

declare global {
  interface HTMLElementEventMap {
    'formulaire-depose': FormulaireDeposeEvent;
  }
}
