import { css } from 'lit';
import { baseStyles } from '../ui/base.styles.ts';
import { champsStyles } from '../ui/champs.styles.ts';
import { chronologieStyles } from '../ui/chronologie.styles.ts';
import { contactStyles } from '../ui/contact-service.styles.ts';
import { fichiersStyles } from '../ui/formulaire/fichiers.styles.ts';
import { reponsesStyles } from '../ui/reponses.styles.ts';

export const suiviStyles = [
  baseStyles,
  champsStyles,
  chronologieStyles,
  contactStyles,
  fichiersStyles,
  reponsesStyles,
  css`
    .contenu {
      container-type: inline-size;
    }
    .pile-champs > * + * {
      margin-block-start: calc(6 * var(--_s));
    }
    .saisie-numero,
    .saisie-code {
      width: 15em;
      max-width: 100%;
      font-size: 1.125em;
      font-variant-numeric: tabular-nums;
      letter-spacing: 0.06em;
      text-transform: uppercase;
    }
    .saisie-code {
      width: 9em;
    }
    summary {
      width: fit-content;
      min-height: 1.75em;
      color: var(--_brand);
      text-decoration: underline;
      text-underline-offset: 0.2em;
      cursor: pointer;
    }
    details[open] > summary {
      margin-block-end: calc(3 * var(--_s));
    }
    .etat {
      font-size: 1.125em;
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
    .carte h3,
    .principale h3 {
      font-size: 1.25em;
    }
    .envoye h4 {
      margin-block-end: var(--_s);
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
