import { css } from 'lit';
import { baseStyles } from '../base.styles.ts';
import { champsFormulaireStyles } from '../champs-formulaire.styles.ts';
import { champsStyles } from '../champs.styles.ts';
import { contactStyles } from '../contact-service.styles.ts';

export const formulaireStyles = [
  baseStyles,
  champsStyles,
  champsFormulaireStyles,
  contactStyles,
  css`
    :host {
      display: block;
    }
    #titre-etape,
    #resume-erreurs,
    .champ {
      scroll-margin-block-start: 5em;
    }
    .rang {
      color: var(--_muted);
      font-weight: 400;
    }
    .moyen {
      width: 18em;
      max-width: 100%;
    }
    fieldset .champ {
      max-width: 32em;
    }
    .pied {
      display: grid;
      gap: calc(3 * var(--_s));
      margin-block-start: calc(12 * var(--_s));
      padding-block-start: calc(4 * var(--_s));
      border-block-start: 1px solid var(--_line);
    }
    summary {
      min-height: 1.75em;
      cursor: pointer;
    }
    .tel {
      white-space: nowrap;
    }
    .aide-humaine .contact {
      padding-block: calc(3 * var(--_s));
    }
  `,
];
