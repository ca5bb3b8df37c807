import { css } from 'lit';
import { baseStyles } from '../base.styles.ts';
import { champsFormulaireStyles } from '../champs-formulaire.styles.ts';
import { champsStyles } from '../champs.styles.ts';

export const connexionStyles = [
  baseStyles,
  champsStyles,
  champsFormulaireStyles,
  css`
    :host {
      display: block;
    }
    .connexion {
      max-width: 36em;
    }
    .connexion h2 {
      font-size: 1.375em;
    }
    .fournisseur .bouton {
      min-width: min(22em, 100%);
      border-width: 2px;
    }
    .lien {
      text-align: start;
    }
    .fournisseur a {
      display: inline-block;
      padding-block: 0.25em;
    }
    .ou {
      display: flex;
      align-items: center;
      gap: calc(4 * var(--_s));
      color: var(--_muted);
      font-weight: 600;
    }
    .ou::before,
    .ou::after {
      content: '';
      flex: 1;
      border-block-start: 1px solid var(--_line);
    }
    .courriel {
      overflow-wrap: anywhere;
    }
    .code {
      width: 8em;
      font-size: 1.375em;
      font-variant-numeric: tabular-nums;
      letter-spacing: 0.2em;
    }
    .suggestion {
      margin-block-start: calc(2 * var(--_s));
    }
    .suggestion p {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: calc(2 * var(--_s)) calc(4 * var(--_s));
    }
    .squelette {
      min-height: 20em;
    }
  `,
];
