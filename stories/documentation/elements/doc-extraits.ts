import { html, LitElement, type TemplateResult } from 'lit';
import extraits from 'virtual:parvis-extraits';

import './doc-extrait.ts';
import { docStyles } from './doc.styles.ts';

const FORMES = [
  ['balise', 'La balise'],
  ['bloc', 'Le bloc, quand l’éditeur retire les balises inconnues'],
  ['lien', 'Le lien, quand l’éditeur ne garde que les liens'],
] as const;

/** The script and the three forms of `element`; `csp`: the line of policy instead. */
class DocExtraits extends LitElement {
  static override styles = docStyles;
  static override properties = { element: { type: String }, csp: { type: Boolean } };
  declare element: string;
  declare csp: boolean;

  protected override render(): TemplateResult {
    const { script, formes, csp } = extraits.elements[this.element]!;
    if (this.csp)
      return html`<doc-extrait titre="À ajouter à Content-Security-Policy" texte=${csp}></doc-extrait>`;
    return html`<doc-extrait titre="Le script, une fois par site" texte=${script}></doc-extrait>
      ${FORMES.map(([forme, titre]) => html`<doc-extrait titre=${titre} texte=${formes[forme]}></doc-extrait>`)}`;
  }
}
customElements.define('doc-extraits', DocExtraits);
