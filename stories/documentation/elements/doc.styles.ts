import { css } from 'lit';

/** What the elements of the documentation share: the tokens of LOOK.md, in em of the page's own text. */
export const docStyles = css`
  :host {
    display: block;
    --encre: #22262b;
    --sourdine: #5b6067;
    --pierre: #f6f4f0;
    --filet: #ddd8d0;
    --bord: #84807a;
    --marque: #0f5f5c;
    font: inherit;
    color: var(--encre);
    margin-block: 1em 1.5em;
  }
  code {
    font-family: ui-monospace, 'Cascadia Mono', 'DejaVu Sans Mono', monospace;
    font-size: 0.9em;
    overflow-wrap: anywhere;
  }
  p,
  li {
    max-width: 42em;
  }
  a {
    color: var(--marque);
  }
  .muet {
    color: var(--sourdine);
  }
  button {
    font: inherit;
    min-height: 2.5em;
    padding: 0 0.9em;
    border: 1px solid var(--bord);
    border-radius: 0.375em;
    background: #fff;
    color: var(--encre);
    cursor: pointer;
  }
  button:hover {
    background: var(--pierre);
  }
  :focus-visible {
    outline: 3px solid #b35c00;
    outline-offset: 2px;
  }
`;
