import { html, LitElement, type TemplateResult } from 'lit';

import { GLOSES } from '../glose.ts';
import { docStyles } from './doc.styles.ts';
import { riche } from './riche.ts';

/** What `element` is for, in a sentence: that of the reference. */
class DocResume extends LitElement {
  static override styles = docStyles;
  static override properties = { element: { type: String } };
  declare element: string;

  protected override render(): TemplateResult {
    return html`<p>${riche(GLOSES[this.element]!.resume)}</p>`;
  }
}
customElements.define('doc-resume', DocResume);
