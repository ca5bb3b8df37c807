import { css } from 'lit';
import { baseStyles } from '../ui/base.styles.ts';
import { champsFormulaireStyles } from '../ui/champs-formulaire.styles.ts';
import { champsStyles } from '../ui/champs.styles.ts';

export const bureauStyles = [
  baseStyles,
  champsStyles,
  champsFormulaireStyles,
  css`
    :host {
      display: block;
      container-type: inline-size;
    }
    .bureau {
      display: grid;
      gap: calc(6 * var(--_s));
    }
    .tete {
      display: flex;
      flex-wrap: wrap;
      gap: calc(2 * var(--_s)) calc(4 * var(--_s));
      align-items: center;
      justify-content: space-between;
      padding-block-end: calc(3 * var(--_s));
      border-block-end: 1px solid var(--_line);
    }
    .bandeau {
      position: sticky;
      inset-block-start: 0;
      z-index: 1;
      display: flex;
      flex-wrap: wrap;
      gap: calc(2 * var(--_s)) calc(4 * var(--_s));
      align-items: center;
      justify-content: space-between;
      padding: calc(3 * var(--_s)) calc(4 * var(--_s));
      color: var(--_on-brand);
      background: var(--_brand);
      border-radius: var(--_radius);
    }
    .bandeau .bouton {
      color: var(--_brand);
      background: var(--_on-brand);
      border-color: var(--_on-brand);
    }
    .bandeau .bouton:focus-visible {
      outline-color: var(--_on-brand);
    }
    /* What takes the focus must not hide under the band. */
    #titre,
    #resume-erreurs,
    .champ {
      scroll-margin-block-start: 8em;
    }
    .cartes {
      display: grid;
      gap: calc(3 * var(--_s));
      margin-block-end: 0;
      padding: 0;
      list-style: none;
    }
    @container (min-width: 40em) {
      .cartes {
        grid-template-columns: 1fr 1fr;
      }
    }
    .pile-courte {
      display: grid;
      gap: calc(2 * var(--_s));
      justify-items: start;
    }
    .choisir {
      justify-content: space-between;
      width: 100%;
      text-align: start;
    }
    .choisir .icone {
      flex: none;
    }
    .faits {
      display: grid;
      gap: calc(3 * var(--_s));
      margin-block-end: 0;
    }
    .faits dt {
      color: var(--_muted);
    }
    .faits dd {
      margin: 0;
    }
    .etapes {
      margin: 0;
      padding-inline-start: 1.5em;
    }
    .moyen {
      width: 14em;
      max-width: 100%;
    }
    .sans-coupure {
      white-space: nowrap;
    }
    summary {
      min-height: 1.75em;
      cursor: pointer;
    }
    details[open] summary {
      margin-block-end: calc(3 * var(--_s));
    }
  `,
];
