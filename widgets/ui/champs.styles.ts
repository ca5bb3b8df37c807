import { css } from 'lit';

/** Label, hint, error and control: all that one line of text needs. */
export const champsStyles = css`
  .champ {
    max-width: 40em;
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
`;
