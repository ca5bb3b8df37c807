import { css, html, LitElement, type TemplateResult } from 'lit';

import { docStyles } from './doc.styles.ts';

/** A text to copy: what it is (`titre`), the text, a button. */
class DocExtrait extends LitElement {
  static override styles = [
    docStyles,
    css`
      .tete {
        display: flex;
        flex-wrap: wrap;
        justify-content: space-between;
        align-items: center;
        gap: 0.25em 1em;
        margin-block-end: 0.4em;
      }
      .tete b {
        font-weight: 600;
      }
      pre {
        margin: 0;
        padding: 0.85em 1em;
        border: 1px solid var(--filet);
        border-radius: 0.375em;
        background: var(--pierre);
        white-space: pre-wrap;
        overflow-wrap: anywhere;
        line-height: 1.55;
        user-select: all;
      }
      [role='status'] {
        position: absolute;
        clip-path: inset(50%);
        width: 1px;
        height: 1px;
        overflow: hidden;
      }
    `,
  ];
  static override properties = { titre: { type: String }, texte: { type: String }, copie: { state: true } };
  declare titre: string;
  declare texte: string;
  declare copie: string;

  protected override render(): TemplateResult {
    return html`<div class="tete">
        <b>${this.titre}</b>
        <button type="button" aria-label=${`Copier : ${this.titre}`} @click=${this.#copier}>Copier</button>
      </div>
      <pre translate="no"><code>${this.texte}</code></pre>
      <span role="status">${this.copie ?? ''}</span>`;
  }

  readonly #copier = (): void => {
    void navigator.clipboard.writeText(this.texte).then(
      () => (this.copie = 'Copié.'),
      () => (this.copie = 'Le navigateur refuse : sélectionnez le texte.'),
    );
  };
}
customElements.define('doc-extrait', DocExtrait);
