import { css } from 'lit';
import { chronologieStyles } from '../chronologie.styles.ts';
import { papierStyles } from '../papier.styles.ts';

/** Adopted by the widget when a request is shown. */
export const vueStyles = [
  chronologieStyles,
  papierStyles,
  css`
    .titre h2 {
      margin-block-end: calc(2 * var(--_s));
      font-size: 1.5em;
    }
    .suivi > .titre + * {
      margin-block-start: calc(4 * var(--_s));
    }
    .etat {
      font-size: 1.125em;
    }
    .puces {
      padding-inline-start: 1.25em;
    }
    .corps {
      overflow-wrap: anywhere;
      white-space: pre-line;
    }
    .colonnes {
      display: grid;
      gap: calc(8 * var(--_s));
    }
    .colonnes > * {
      min-width: 0;
    }
    .cote {
      padding: calc(4 * var(--_s));
      border-radius: var(--_radius);
      background: var(--_stone);
    }
    .cote h3 {
      font-size: 1.125em;
    }
    .cote .contact a {
      overflow-wrap: anywhere;
    }
    .dates > div + div {
      margin-block-start: calc(2 * var(--_s));
    }
    .dates dt {
      color: var(--_muted);
      font-size: 0.875em;
    }
    .carte h3,
    .principale h3 {
      font-size: 1.25em;
    }
    @container (min-width: 46em) {
      .colonnes {
        grid-template-columns: minmax(0, 1fr) 17em;
        align-items: start;
      }
    }
    @media print {
      details::details-content {
        content-visibility: visible;
        block-size: auto;
      }
    }
    @media (forced-colors: active) {
      .cote {
        border: 1px solid;
      }
    }
  `,
];
