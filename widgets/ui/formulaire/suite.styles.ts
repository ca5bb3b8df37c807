import { css } from 'lit';
import { papierStyles } from '../papier.styles.ts';
import { reponsesStyles } from '../reponses.styles.ts';

/** Adopted by the form when `suite.ts` has come. */
export const suiteStyles = [
  reponsesStyles,
  papierStyles,
  css`
    .entete {
      display: flex;
      align-items: baseline;
      justify-content: space-between;
      gap: calc(4 * var(--_s));
      padding-block-end: var(--_s);
      border-block-end: 2px solid var(--_line);
    }
    .accuse h3 .icone {
      color: var(--_ok);
    }
    .sesame {
      display: flex;
      flex-wrap: wrap;
      gap: calc(4 * var(--_s)) calc(12 * var(--_s));
      padding: calc(4 * var(--_s));
      border-radius: var(--_radius);
      background: var(--_stone);
    }
    .sesame .numero {
      font-size: 1.375em;
    }
  `,
];
