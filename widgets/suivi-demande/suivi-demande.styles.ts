import { css } from 'lit';
import { baseStyles } from '../ui/base.styles.ts';
import { champsStyles } from '../ui/champs.styles.ts';
import { contactStyles } from '../ui/contact-service.styles.ts';

export const suiviStyles = [
  baseStyles,
  champsStyles,
  contactStyles,
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
  `,
];
