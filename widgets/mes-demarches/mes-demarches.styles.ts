import { css } from 'lit';

export const mesDemarchesStyles = css`
  h2,
  h3 {
    scroll-margin-block-start: 5em;
  }
  .theme {
    font-size: 1.375em;
  }
  .retour {
    margin-block-end: calc(4 * var(--_s));
  }
  .chapeau {
    font-size: 1.125em;
  }
  .faits > div {
    display: flex;
    flex-wrap: wrap;
    gap: var(--_s) calc(6 * var(--_s));
    padding-block: calc(3 * var(--_s));
    border-block-start: 1px solid var(--_line);
  }
  .faits dt {
    flex: 1 1 10em;
    max-width: 14em;
    font-weight: 600;
  }
  .faits dd {
    flex: 3 1 18em;
    min-width: 0;
  }
  .pieces {
    padding-inline-start: 1.25em;
  }
`;
