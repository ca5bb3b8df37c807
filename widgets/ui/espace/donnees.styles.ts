import { css } from 'lit';

export const donneesStyles = css`
  :host {
    display: block;
  }
  .donnees {
    container-type: inline-size;
  }
  h2 {
    font-size: 1.375em;
  }
  h3 {
    font-size: 1.125em;
  }
  .court {
    width: 12em;
    max-width: 100%;
  }
  ul {
    padding-inline-start: 1.25em;
  }
  .faits > div {
    padding-block: calc(2 * var(--_s));
    border-block-end: 1px solid var(--_line);
  }
  .faits dt {
    color: var(--_muted);
  }
  .faits .un {
    display: block;
    overflow-wrap: anywhere;
  }
  .confirmation {
    padding: calc(4 * var(--_s));
    border-inline-start: 0.25em solid var(--_error);
    border-radius: var(--_radius);
    background: var(--_error-fond);
  }
  @container (min-width: 40em) {
    .faits > div {
      display: grid;
      grid-template-columns: 12em minmax(0, 1fr);
      gap: calc(3 * var(--_s));
    }
  }
`;
