import { css } from 'lit';

export const espaceStyles = css`
  :host {
    display: block;
  }
  h2 {
    scroll-margin-block-start: 5em;
  }
  .tete {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    justify-content: space-between;
    gap: var(--_s) calc(6 * var(--_s));
  }
  .tete .petit {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    gap: var(--_s) calc(4 * var(--_s));
  }
  .onglets {
    display: flex;
    flex-wrap: wrap;
    gap: 0 calc(2 * var(--_s));
    border-block-end: 1px solid var(--_line);
    list-style: none;
  }
  .onglets button {
    min-height: 2.75em;
    margin: 0;
    padding: 0.375em 0.75em;
    border: 0;
    border-block-end: 0.1875em solid transparent;
    background: none;
    color: var(--_ink);
    font: inherit;
    cursor: pointer;
  }
  .onglets button:hover {
    border-color: var(--_line-strong);
  }
  .onglets [aria-current] {
    border-color: var(--_brand);
    color: var(--_brand);
    font-weight: 600;
  }
  .vue {
    padding-block-start: calc(4 * var(--_s));
  }
  .espace {
    padding-block-end: calc(10 * var(--_s));
    margin-block-end: calc(8 * var(--_s));
    border-block-end: 1px solid var(--_line);
  }
  .carte {
    max-width: none;
    margin-block-end: calc(8 * var(--_s));
  }
  .sauvegarde {
    margin-block-end: calc(2 * var(--_s));
  }
  .encart {
    margin-block-end: calc(6 * var(--_s));
  }
  @media (forced-colors: active) {
    .onglets [aria-current] {
      border-color: Highlight;
    }
  }
`;
