import { css } from 'lit';
import { fichiersStyles } from './fichiers.styles.ts';

/** Adopted by the form when `riches.ts` has come. */
export const richesStyles = [
  fichiersStyles,
  css`
    .date {
      display: flex;
      flex-wrap: wrap;
      gap: calc(4 * var(--_s));
    }
    .date input {
      width: 4em;
    }
    .date label:last-child input {
      width: 5.5em;
    }
    .parties {
      padding-block-start: calc(2 * var(--_s));
    }
    .parties .libelle {
      font-weight: 400;
    }
    .mini {
      width: 5em;
    }
    .element {
      min-width: 0;
    }
    .element > legend {
      padding: 0;
      float: inline-start;
      width: 100%;
      margin-block-end: calc(4 * var(--_s));
      font-size: 1.125em;
    }
    .element > legend + * {
      clear: both;
    }
    .position .icone {
      color: var(--_ok);
    }
  `,
];
