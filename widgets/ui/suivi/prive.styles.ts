import { css } from 'lit';
import { champsFormulaireStyles } from '../champs-formulaire.styles.ts';
import { fichiersStyles } from '../formulaire/fichiers.styles.ts';

/** Adopted by the widget when the holder's part is loaded. */
export const priveStyles = [
  fichiersStyles,
  champsFormulaireStyles,
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
    .nouveau {
      padding: 0 0.4em;
      border: 1px solid var(--_brand);
      border-radius: var(--_radius);
      color: var(--_brand);
      font-size: 0.875em;
      font-weight: 600;
    }
    .documents {
      list-style: none;
    }
    .documents > li + li {
      margin-block-start: calc(3 * var(--_s));
    }
    .demande-mairie {
      border-inline-start: 0.375em solid var(--_warn);
    }
    .envoye h4 {
      margin-block-end: var(--_s);
    }
  `,
];
