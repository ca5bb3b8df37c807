import { css } from 'lit';

/** Labels, hints, errors and controls. */
export const champsStyles = css`
  .champ {
    max-width: 40em;
  }
  fieldset.champ > legend {
    float: inline-start;
    width: 100%;
  }
  fieldset.champ > legend + * {
    clear: both;
  }
  .parties {
    padding-block-start: calc(2 * var(--_s));
  }
  .parties .libelle {
    font-weight: 400;
  }
  .champ.faux {
    padding-inline-start: calc(4 * var(--_s));
    border-inline-start: 0.25em solid var(--_error);
  }
  .libelle {
    display: block;
    padding: 0;
    margin-block-end: var(--_s);
    font-weight: 600;
    line-height: 1.25;
  }
  .facultatif {
    color: var(--_muted);
    font-weight: 400;
  }
  .aide {
    margin-block-end: calc(2 * var(--_s));
    color: var(--_muted);
    font-size: 0.9375em;
  }
  .erreur {
    display: flex;
    gap: 0.375em;
    margin-block-end: calc(2 * var(--_s));
    color: var(--_error);
    font-weight: 600;
  }
  .erreur .icone {
    margin-block-start: 0.125em;
  }
  .controle {
    display: block;
    width: 100%;
    min-height: 2.75em;
    margin: 0;
    padding: 0.375em 0.75em;
    border: 1px solid var(--_line-strong);
    border-radius: var(--_radius);
    background: var(--_paper);
    color: var(--_ink);
    font: inherit;
    line-height: 1.5;
  }
  .controle:hover {
    border-color: var(--_ink);
    box-shadow: inset 0 0 0 1px var(--_ink);
  }
  .controle[aria-invalid='true'] {
    border-color: var(--_error);
    box-shadow: inset 0 0 0 1px var(--_error);
  }
  textarea.controle {
    min-height: 8em;
    resize: vertical;
  }
  .court {
    width: 12em;
    max-width: 100%;
  }
  .mini {
    width: 5em;
  }
  .avec-unite {
    display: flex;
    align-items: center;
    gap: calc(2 * var(--_s));
  }
  .choix {
    display: flex;
    gap: calc(2 * var(--_s));
    align-items: flex-start;
    padding-block: calc(1.5 * var(--_s));
    cursor: pointer;
  }
  .choix input {
    flex: none;
    width: 1.5em;
    height: 1.5em;
    margin: 0;
    accent-color: var(--_brand);
    cursor: pointer;
  }
  .choix .aide {
    display: block;
    margin: 0;
  }
`;
