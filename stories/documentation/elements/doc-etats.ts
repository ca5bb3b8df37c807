import { css, html, LitElement, nothing, type TemplateResult } from 'lit';

import { docStyles } from './doc.styles.ts';

interface Entree {
  id: string;
  title: string;
  name: string;
  type: 'story' | 'docs';
}

/** Links to every story of the element `de` (their title), as Storybook's own index lists them. */
class DocEtats extends LitElement {
  static override styles = [
    docStyles,
    css`
      ul {
        list-style: none;
        margin: 0;
        padding: 0;
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(min(100%, 15em), 1fr));
        gap: 0.5em;
      }
      a {
        display: block;
        padding: 0.6em 0.85em;
        border: 1px solid var(--filet);
        border-radius: 0.375em;
        text-decoration: none;
      }
      a:hover {
        background: var(--pierre);
        text-decoration: underline;
      }
    `,
  ];
  static override properties = { de: { type: String }, entrees: { state: true } };
  declare de: string;
  declare entrees: Entree[] | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#lire();
  }

  async #lire(): Promise<void> {
    const reponse = await fetch('./index.json');
    const { entries } = (await reponse.json()) as { entries: Record<string, Entree> };
    this.entrees = Object.values(entries).filter(({ title, type }) => title === this.de && type === 'story');
  }

  protected override render(): TemplateResult | typeof nothing {
    if (!this.entrees) return nothing;
    return html`<ul role="list">
      ${this.entrees.map(
        ({ id, name }) => html`<li><a href="./?path=/story/${id}" target="_top">${name}</a></li>`,
      )}
    </ul>`;
  }
}
customElements.define('doc-etats', DocEtats);
