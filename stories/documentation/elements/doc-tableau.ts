import { LitElement, type TemplateResult } from 'lit';

import { docStyles } from './doc.styles.ts';
import { riche } from './riche.ts';
import { tableau, tableauStyles } from './tableau.ts';

/** A table of a guide, its cells in prose. */
class DocTableau extends LitElement {
  static override styles = [docStyles, tableauStyles];
  static override properties = {
    legende: { type: String },
    colonnes: { attribute: false },
    lignes: { attribute: false },
  };
  declare legende: string;
  declare colonnes: string[];
  declare lignes: string[][];

  constructor() {
    super();
    this.colonnes = [];
    this.lignes = [];
  }

  protected override render(): TemplateResult {
    return tableau(
      this.legende,
      this.colonnes,
      this.lignes.map((ligne) => ligne.map((cellule) => riche(cellule))),
    );
  }
}
customElements.define('doc-tableau', DocTableau);
