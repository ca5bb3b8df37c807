import { css } from 'lit';
import { fichiersStyles } from '../ui/formulaire/fichiers.styles.ts';

/** Adopted by the widget when the holder's part is loaded. */
export const priveStyles = [
  fichiersStyles,
  css`
    .messages {
      list-style: none;
    }
    .messages > li {
      max-width: 40em;
      padding: calc(3 * var(--_s)) calc(4 * var(--_s));
      border: 1px solid var(--_line);
      border-radius: var(--_radius);
      background: var(--_stone);
    }
    .messages > li + li {
      margin-block-start: calc(3 * var(--_s));
    }
    .messages > .de-moi {
      margin-inline-start: calc(6 * var(--_s));
      border-inline-start: 0.25em solid var(--_brand);
      background: var(--_paper);
    }
    .auteur time {
      color: var(--_muted);
      font-size: 0.875em;
      white-space: nowrap;
    }
    .piece {
      text-align: start;
      overflow-wrap: anywhere;
    }
    .envoye h4 {
      margin-block-end: var(--_s);
    }
  `,
];
