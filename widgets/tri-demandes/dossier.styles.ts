import { css } from 'lit';

/** The open file and the entry of a request. */
export const dossierStyles = css`
  .volet-detail {
    /* Words for screen readers stay inside what scrolls. */
    position: relative;
    min-width: 0;
  }
  .dossier > * + *,
  .saisie > * + * {
    margin-block-start: calc(4 * var(--_s));
  }
  .dossier h2,
  .saisie h2 {
    font-size: 1.375em;
    overflow-wrap: anywhere;
  }
  .dossier h3 {
    font-size: 1.125em;
    padding-block-end: var(--_s);
    border-block-end: 1px solid var(--_line-strong);
  }
  .dossier h4 {
    margin-block-start: calc(3 * var(--_s));
    font-size: 1em;
  }
  .dossier section {
    margin-block-start: calc(6 * var(--_s));
  }
  .dossier .numero {
    font-size: 1em;
  }
  .dossier p,
  .dossier li,
  .dossier dd {
    max-width: 72ch;
  }
  .reperes {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--_s) calc(4 * var(--_s));
    margin-block-start: calc(2 * var(--_s));
    font-size: 0.9375em;
  }
  .reperes > * {
    min-width: 0;
    overflow-wrap: anywhere;
  }
  .reperes .pastille {
    font-size: 1em;
  }
  .reperes .echeance {
    white-space: normal;
  }
  .reperes .muet {
    font-weight: 400;
  }
  .corps {
    white-space: pre-line;
    overflow-wrap: anywhere;
  }
  .boutons {
    display: flex;
    flex-wrap: wrap;
    gap: calc(2 * var(--_s));
    padding-block: calc(2 * var(--_s));
    border-block: 1px solid var(--_line);
    background: var(--_paper);
  }
  .boutons .bouton {
    min-height: 2.25em;
    padding: 0.25em 0.75em;
    font-weight: 400;
  }
  .boutons [aria-expanded='true'] {
    border-color: var(--_brand);
    box-shadow: inset 0 0 0 1px var(--_brand);
  }
  kbd {
    min-width: 1.5em;
    padding: 0 0.3em;
    border: 1px solid var(--_line);
    border-radius: 0.25em;
    background: var(--_stone);
    color: var(--_muted);
    font: inherit;
    font-size: 0.8125em;
    text-align: center;
  }
  @media (pointer: coarse) {
    .boutons kbd {
      display: none;
    }
  }
  .panneau {
    padding: calc(4 * var(--_s));
    border: 1px solid var(--_line-strong);
    border-radius: var(--_radius);
    background: var(--_stone);
  }
  .panneau .champ {
    max-width: none;
  }
  .panneau textarea.controle {
    min-height: 6em;
  }
  .cote-a-cote {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(14em, 100%), 1fr));
    gap: calc(3 * var(--_s)) calc(4 * var(--_s));
    align-items: end;
  }
  .fait {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0 calc(2 * var(--_s));
    color: var(--_ok);
    font-weight: 600;
  }
  .echec,
  .coupe {
    color: var(--_error);
    font-weight: 600;
  }
  .dossier .reponses > div {
    padding-block: calc(1.5 * var(--_s));
  }
  .chronologie > li {
    padding-block-end: calc(4 * var(--_s));
  }
  .chronologie .pastille {
    font-weight: 400;
  }
  blockquote {
    margin: calc(2 * var(--_s)) 0 0;
    padding: calc(2 * var(--_s)) calc(3 * var(--_s));
    border-radius: var(--_radius);
    background: var(--_stone);
  }
  blockquote.recu {
    box-shadow: inset 0.25em 0 var(--_brand);
  }
  blockquote.note {
    background: var(--_warn-fond);
  }
  .pieces {
    list-style: none;
  }
  .saisie parvis-formulaire {
    margin-block-start: calc(6 * var(--_s));
    padding-block-start: calc(4 * var(--_s));
    border-block-start: 1px solid var(--_line-strong);
  }
  #saisie-canal {
    display: flex;
    flex-wrap: wrap;
    gap: 0 calc(6 * var(--_s));
  }
  #saisie-canal legend {
    width: 100%;
  }
  .recu-papier {
    padding: calc(4 * var(--_s));
    border: 1px solid var(--_line-strong);
    border-radius: var(--_radius);
  }
`;
