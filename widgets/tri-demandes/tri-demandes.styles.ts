import { css, type CSSResultGroup } from 'lit';
import { racineStyles } from '../core/racine.styles.ts';
import { baseStyles } from '../ui/base.styles.ts';
import { champsFormulaireStyles } from '../ui/champs-formulaire.styles.ts';
import { champsStyles } from '../ui/champs.styles.ts';
import { fileStyles } from './file.styles.ts';

/** The frame, the sign-in, and how the two panes stand: side by side from 56em of container. */
const posteStyles = css`
  .cadre {
    display: block;
    width: 100%;
    height: var(--parvis-hauteur, clamp(36em, 85vh, 70em));
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
    background: var(--_paper);
  }
  .connexion {
    max-width: 32em;
  }
  .connexion h2 {
    font-size: 1.375em;
  }
  .code {
    font-size: 1.25em;
    font-variant-numeric: tabular-nums;
    letter-spacing: 0.2em;
  }
  .poste,
  .root > .connexion {
    padding: calc(4 * var(--_s));
    border-radius: var(--_radius);
    background: var(--_paper);
  }
  .poste {
    container: poste / inline-size;
  }
  .tete {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: calc(2 * var(--_s)) calc(4 * var(--_s));
    padding-block-end: calc(3 * var(--_s));
  }
  .tete h2 {
    font-size: 1.375em;
  }
  .tete h2 .muet {
    font-weight: 400;
  }
  .tete .bouton:not(.lien) {
    min-height: 2.25em;
  }
  .tete .qui {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0 calc(4 * var(--_s));
    max-width: none;
    margin-inline-start: auto;
    font-size: 0.875em;
    color: var(--_ink);
    overflow: visible;
  }
  .incidents {
    margin-block-end: calc(3 * var(--_s));
    border-inline-start: 0.25em solid var(--_error);
    border-radius: var(--_radius);
    background: var(--_stone);
    font-size: 0.9375em;
  }
  .incidents summary {
    padding: calc(2 * var(--_s)) calc(3 * var(--_s));
    color: var(--_error);
    font-weight: 600;
    text-decoration: none;
    cursor: pointer;
  }
  .incidents ul {
    padding: 0 calc(3 * var(--_s)) calc(3 * var(--_s));
    list-style: none;
  }
  .incidents li {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--_s) calc(4 * var(--_s));
    max-width: none;
  }
  .incidents time,
  .incidents .muet {
    color: var(--_ink);
  }
  .incidents .bouton:not(.lien) {
    min-height: 2em;
    padding-block: 0.125em;
  }
  .avec-detail .volet-file {
    display: none;
  }
  .dialogue {
    max-width: min(34em, calc(100% - 2em));
    padding: calc(6 * var(--_s));
    border: 1px solid var(--_line-strong);
    border-radius: var(--_radius);
    background: var(--_paper);
    color: var(--_ink);
    font: inherit;
    box-shadow: 0 0.5em 2em #0004;
  }
  .dialogue::backdrop {
    background: #0006;
  }
  .dialogue h2 {
    font-size: 1.375em;
  }
  .touches > div {
    display: flex;
    gap: calc(3 * var(--_s));
    padding-block: var(--_s);
  }
  .touches dt {
    flex: none;
    width: 8em;
  }
  .touches kbd {
    display: inline-block;
  }
  @container poste (min-width: 56em) {
    /* As tall as its frame, or as the window. */
    .atelier {
      display: flex;
      flex-direction: column;
      height: calc(var(--parvis-hauteur, 100dvh) - 8 * var(--_s));
      min-height: 32em;
    }
    .panneaux {
      display: grid;
      flex: 1;
      min-height: 0;
    }
    .volet-file,
    .avec-detail .volet-file {
      display: flex;
      flex-direction: column;
      min-height: 0;
    }
    /* What is hidden but takes the focus (a file field) scrolls with its pane, not the whole frame. */
    .defile,
    .volet-detail {
      position: relative;
      min-height: 0;
      overflow: auto;
    }
    .defile {
      flex: 1;
    }
    .poste:not(.avec-detail) .volet-detail {
      display: none;
    }
    .avec-detail .panneaux {
      grid-template-columns: minmax(22em, 2fr) 3fr;
      gap: calc(6 * var(--_s));
    }
    .boutons {
      position: sticky;
      inset-block-start: 0;
      z-index: 1;
    }
    .retour:not(.toujours) {
      float: inline-end;
    }
  }
  @media print {
    .tete,
    .incidents,
    .volet-file,
    .avec-detail .volet-file,
    .retour {
      display: none;
    }
    .atelier,
    .panneaux {
      display: block;
      height: auto;
    }
  }
`;

export const triDemandesStyles: CSSResultGroup = [
  racineStyles,
  baseStyles,
  champsStyles,
  champsFormulaireStyles,
  posteStyles,
  fileStyles,
];
