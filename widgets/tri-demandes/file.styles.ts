import { css } from 'lit';

/** Rows of 2.75em: a table of columns where there is room, two lines where there is less. */
export const fileStyles = css`
  .volet-file {
    container: file / inline-size;
    min-width: 0;
  }
  .filtres {
    padding-block-end: calc(2 * var(--_s));
  }
  .barre {
    display: flex;
    flex-wrap: wrap;
    gap: calc(2 * var(--_s));
  }
  .barre .controle,
  .barre .bouton,
  .criteres .controle {
    min-height: 2.25em;
  }
  .barre .controle,
  .criteres .controle {
    padding-block: 0.125em;
  }
  .recherche {
    position: relative;
    flex: 1 1 9em;
  }
  .recherche .icone {
    position: absolute;
    inset-block-start: 0.5em;
    inset-inline-start: 0.625em;
    color: var(--_muted);
    pointer-events: none;
  }
  .recherche .controle {
    padding-inline-start: 2.375em;
  }
  .recherche .controle::placeholder {
    color: var(--_muted);
    opacity: 1;
  }
  .tri .controle {
    width: auto;
  }
  .criteres {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(11em, 1fr));
    gap: calc(2 * var(--_s)) calc(3 * var(--_s));
    margin-block-start: calc(2 * var(--_s));
    padding: calc(3 * var(--_s));
    border-radius: var(--_radius);
    background: var(--_stone);
  }
  .criteres .libelle {
    font-size: 0.875em;
    margin-block-end: 0.125em;
  }
  .jetons {
    display: flex;
    flex-wrap: wrap;
    gap: calc(1 * var(--_s)) calc(2 * var(--_s));
    margin-block-start: calc(2 * var(--_s));
    list-style: none;
  }
  .jeton {
    display: inline-flex;
    align-items: center;
    gap: 0.375em;
    min-height: 1.75em;
    padding: 0 0.625em;
    border: 1px solid var(--_line-strong);
    border-radius: 1em;
    background: var(--_paper);
    color: var(--_ink);
    font: inherit;
    font-size: 0.875em;
    cursor: pointer;
  }
  .jeton .icone {
    width: 1em;
    height: 1em;
  }
  .nouvelles .bouton {
    width: 100%;
    min-height: 2.25em;
    margin-block-end: calc(2 * var(--_s));
    border-color: var(--_brand);
    color: var(--_brand);
  }

  .entetes {
    display: none;
  }
  .ligne {
    /* Words for screen readers stay inside the row. */
    position: relative;
    display: grid;
    grid-template-columns: fit-content(11em) minmax(0, 1fr) auto 5.5em 2.25em;
    gap: 0 calc(3 * var(--_s));
    align-items: center;
    min-height: 3.15em;
    padding: 0.3em 0.75em;
    border-block-end: 1px solid var(--_line);
    font-size: 0.875em;
    line-height: 1.3;
    cursor: pointer;
  }
  .ligne:hover {
    background: var(--_stone);
  }
  .ligne[aria-selected='true'] {
    background: var(--_stone);
    box-shadow: inset 0.25em 0 var(--_brand);
  }
  .ligne:focus-visible {
    outline-offset: -3px;
  }
  .ligne > :not(.cache) {
    position: relative;
    min-width: 0;
    overflow: hidden;
    white-space: nowrap;
    text-overflow: ellipsis;
  }
  .ligne .icone {
    width: 1.0625em;
    height: 1.0625em;
    vertical-align: -0.1875em;
  }
  .objet {
    grid-column: 1 / 4;
    grid-row: 1;
  }
  .haut {
    display: flex;
    gap: calc(2 * var(--_s));
    align-items: baseline;
  }
  .sujet {
    min-width: 0;
    overflow: hidden;
    text-overflow: ellipsis;
    font-weight: 600;
  }
  .sortie .sujet {
    color: var(--_muted);
    font-weight: 400;
    text-decoration: line-through;
  }
  .qui {
    display: none;
    overflow: hidden;
    text-overflow: ellipsis;
    color: var(--_muted);
  }
  .signe {
    flex: none;
    color: var(--_warn);
    font-weight: 600;
  }
  .signe.ok {
    color: var(--_ok);
  }
  .signe.error {
    color: var(--_error);
  }
  .signe .icone {
    margin-inline-end: 0.25em;
  }
  .ligne .echeance {
    grid-column: 4 / 6;
    grid-row: 1;
    justify-self: end;
  }
  .ligne .statut {
    grid-column: 1;
  }
  .ligne .age {
    justify-self: end;
  }
  .ligne .pastille {
    display: inline-block;
    max-width: 100%;
    overflow: hidden;
    text-overflow: ellipsis;
    vertical-align: bottom;
    padding: 0 0.5em;
    font-size: 1em;
    font-weight: 400;
    line-height: 1.3;
  }
  .ligne .service,
  .ligne .canal,
  .ligne .age {
    color: var(--_muted);
  }
  .ligne .affectee {
    justify-self: end;
  }
  /* Still read aloud. */
  .affectee .nom {
    position: absolute;
    clip-path: inset(50%);
  }
  .initiales {
    display: inline-block;
    min-width: 2.25em;
    padding: 0 0.25em;
    border-radius: 0.75em;
    background: var(--_stone);
    font-size: 0.875em;
    font-weight: 600;
    text-align: center;
  }
  [aria-selected='true'] .initiales,
  .ligne:hover .initiales {
    background: var(--_paper);
  }
  .initiales.aucun {
    background: none;
    color: var(--_muted);
  }
  .canal {
    white-space: nowrap;
  }
  .ligne .pastille .icone,
  .canal .icone,
  .echeance .icone {
    margin-inline-end: 0.3em;
  }
  .echeance {
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
  }
  .echeance.aucune {
    color: var(--_muted);
  }
  .echeance.proche {
    color: var(--_warn);
    font-weight: 600;
  }
  .echeance.urgent,
  .echeance.retard {
    color: var(--_error);
    font-weight: 600;
  }
  .suite,
  .vide {
    padding: calc(4 * var(--_s)) 0;
  }
  .suite {
    text-align: center;
  }
  .fantome {
    height: 2.75em;
    border-block-end: 1px solid var(--_line);
    background: linear-gradient(var(--_stone), var(--_stone)) 0.75em 50% / 60% 0.75em no-repeat;
    animation: attendre 0s 0.3s both;
  }
  .fantome:nth-child(even) {
    background-size: 45% 0.75em;
  }

  /* Room for every word of the status. */
  @container file (min-width: 38em) {
    .ligne {
      grid-template-columns: auto minmax(0, 1fr) auto 5.5em 2.25em;
    }
  }
  /* The whole table. */
  @container file (min-width: 60em) {
    .entetes,
    .ligne {
      grid-template-columns: minmax(0, 1fr) 16.25em 8.5em 8.5em 6em 7.75em 7.75em;
    }
    .entetes {
      position: sticky;
      inset-block-start: 0;
      z-index: 1;
      display: grid;
      gap: 0 calc(3 * var(--_s));
      padding: 0.3em 0.75em;
      border-block-end: 1px solid var(--_line-strong);
      background: var(--_paper);
      color: var(--_muted);
      font-size: 0.875em;
    }
    .ligne > :not(.cache),
    .ligne .echeance,
    .ligne .statut,
    .ligne .age,
    .ligne .affectee {
      grid-column: auto;
      grid-row: auto;
      justify-self: start;
      max-width: 100%;
    }
    .affectee .nom {
      position: static;
      clip-path: none;
    }
    .qui,
    .affectee .nom {
      display: block;
      overflow: hidden;
      text-overflow: ellipsis;
    }
    .initiales {
      display: none;
    }
  }
  /* A phone: the subject is read whole, the rest flows under it. */
  @container file (max-width: 26em) {
    .ligne {
      display: flex;
      flex-wrap: wrap;
      gap: 0.125em 0.75em;
      padding-block: 0.5em;
    }
    .objet {
      flex: 1 1 55%;
      order: -2;
    }
    .ligne .echeance {
      order: -1;
      align-self: start;
    }
    /* The line ends after the due date. */
    .ligne::after {
      content: '';
      order: -1;
      flex-basis: 100%;
    }
    .ligne > .affectee {
      margin-inline-start: auto;
    }
    .initiales.aucun {
      display: none;
    }
    .sujet {
      white-space: normal;
    }
    .haut {
      flex-wrap: wrap;
    }
  }
  @media (forced-colors: active) {
    .ligne[aria-selected='true'] {
      border-inline-start: 0.25em solid Highlight;
    }
  }
`;
