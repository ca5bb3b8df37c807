import { css } from 'lit';
import { baseStyles } from '../base.styles.ts';
import { champsStyles } from '../champs.styles.ts';
import { contactStyles } from '../contact-service.styles.ts';
import { reponsesStyles } from '../reponses.styles.ts';
import { fichiersStyles } from './fichiers.styles.ts';

export const formulaireStyles = [
  baseStyles,
  champsStyles,
  contactStyles,
  reponsesStyles,
  fichiersStyles,
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
    fieldset .champ {
      max-width: 32em;
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
    .entete {
      display: flex;
      align-items: baseline;
      justify-content: space-between;
      gap: calc(4 * var(--_s));
      padding-block-end: var(--_s);
      border-block-end: 2px solid var(--_line);
    }
    .pied {
      display: grid;
      gap: calc(3 * var(--_s));
      margin-block-start: calc(12 * var(--_s));
      padding-block-start: calc(4 * var(--_s));
      border-block-start: 1px solid var(--_line);
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
