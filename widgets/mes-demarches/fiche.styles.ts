import { css } from 'lit';

/** Adopted by the widget when a sheet is shown. */
export const ficheStyles = [
  css`
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
  `,
];
