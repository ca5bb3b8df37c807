import { css } from 'lit';

/** What an agent asks and decides: choices of fields, previews, replies, the reasoning of a deadline. */
export const conversationStyles = css`
  .demandables legend {
    float: inline-start;
    width: 100%;
    padding: 0 0 var(--_s);
    border-block-end: 1px solid var(--_line);
    font-size: 0.9375em;
  }
  .demandables legend + * {
    clear: both;
  }
  .demandable {
    padding-block: 0.125em;
    border-block-end: 1px solid var(--_line);
  }
  .demandable > .champ {
    padding: 0 0 calc(2 * var(--_s)) calc(1.5em + 2 * var(--_s));
  }
  .demandable .choix .aide {
    font-size: 0.875em;
    overflow-wrap: anywhere;
  }
  .apercu {
    padding: calc(3 * var(--_s)) calc(4 * var(--_s));
    border-radius: var(--_radius);
    background: var(--_paper);
  }
  .dossier .apercu h4,
  .dossier .panneau h3 {
    margin: 0;
    border: 0;
    padding: 0;
  }
  .dossier .apercu {
    margin-block-start: calc(4 * var(--_s));
  }
  .apercu > * + * {
    margin-block-start: calc(2 * var(--_s));
  }
  .apercu ul,
  .attendus,
  .chronologie ul:not([role]),
  .calcul ol {
    padding-inline-start: 1.25em;
  }
  .types > .champ {
    margin-block-start: calc(2 * var(--_s));
  }
  .types ul {
    max-height: 14em;
    margin-block-start: calc(2 * var(--_s));
    overflow: auto;
    border: 1px solid var(--_line-strong);
    border-radius: var(--_radius);
    background: var(--_paper);
    list-style: none;
  }
  .types ul:empty {
    display: none;
  }
  .types li {
    max-width: none;
  }
  .types li + li {
    border-block-start: 1px solid var(--_line);
  }
  .types li button {
    display: block;
    width: 100%;
    padding: calc(2 * var(--_s)) calc(3 * var(--_s));
    border: 0;
    background: none;
    color: inherit;
    font: inherit;
    text-align: start;
    cursor: pointer;
  }
  .types li button:hover {
    background: var(--_stone);
  }
  .types li button:focus-visible {
    outline-offset: -3px;
  }
  .types li .muet {
    display: block;
    overflow: hidden;
    font-size: 0.875em;
    white-space: nowrap;
    text-overflow: ellipsis;
  }
  .trous {
    color: var(--_warn);
    font-weight: 600;
  }
  .calcul {
    font-size: 0.9375em;
  }
  .calcul summary,
  .chronologie summary {
    width: fit-content;
    min-height: 1.75em;
    color: var(--_brand);
    text-decoration: underline;
    text-underline-offset: 0.2em;
    cursor: pointer;
  }
  /* Brought into view with the buttons above, which keep the focus. */
  .fait,
  .conflit {
    scroll-margin-block: 8em 2em;
  }
  .compte {
    color: var(--_ink);
    font-weight: 400;
    font-variant-numeric: tabular-nums;
  }
  .pastille.nouveau {
    background: var(--_brand);
    color: var(--_on-brand);
  }
  .dossier header > * + * {
    margin-block-start: calc(2 * var(--_s));
  }
  .dossier .encart {
    padding: calc(3 * var(--_s));
  }
  .dossier .encart .pile > * + * {
    margin-block-start: var(--_s);
  }
`;
