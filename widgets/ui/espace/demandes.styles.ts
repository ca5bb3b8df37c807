import { css } from 'lit';

export const demandesStyles = css`
  :host {
    display: block;
  }
  h3 {
    scroll-margin-block-start: 5em;
  }
  .compte {
    display: inline-block;
    min-width: 1.5em;
    padding-inline: 0.375em;
    border-radius: 1em;
    background: var(--_warn-fond);
    color: var(--_warn);
    font-size: 0.875em;
    text-align: center;
  }
  ul {
    list-style: none;
  }
  .liste {
    display: grid;
    gap: calc(3 * var(--_s));
  }
  .carte {
    max-width: none;
  }
  .carte h4 a {
    display: inline-block;
    padding-block: 0.125em;
    font-weight: 600;
  }
  .carte.presse {
    border-inline-start: 0.25em solid var(--_warn);
  }
  .presse h4 {
    font-size: 1.25em;
  }
  .presse h4 + p {
    margin-block-start: calc(2 * var(--_s));
  }
  .pile-courte > * + * {
    margin-block-start: calc(2 * var(--_s));
  }
  .signes {
    display: flex;
    flex-wrap: wrap;
    gap: calc(2 * var(--_s));
  }
  .nouveau {
    background: var(--_brand);
    color: var(--_on-brand);
  }
  .nouveau .icone {
    width: 1em;
    height: 1em;
  }
  .reperes > p + p {
    margin-block-start: var(--_s);
  }
  .sans-coupure {
    white-space: nowrap;
    font-variant-numeric: tabular-nums;
  }
  .tel {
    white-space: nowrap;
  }
  .tel a {
    position: relative;
    display: inline-block;
    padding-block: 0.25em;
    z-index: 1;
    unicode-bidi: plaintext;
  }
  /* The whole card opens the request; its telephone stays a link of its own. */
  .choisir h4 a::after {
    content: '';
    position: absolute;
    inset: 0;
    border-radius: var(--_radius);
  }
  .choisir h4 a:focus-visible {
    outline: none;
  }
  .choisir h4 a:focus-visible::after {
    outline: 3px solid var(--_focus);
    outline-offset: 2px;
  }
  summary {
    padding-block: calc(2 * var(--_s));
    color: var(--_brand);
    cursor: pointer;
  }
  summary:hover {
    text-decoration: underline;
    text-underline-offset: 0.2em;
  }
  details > form {
    padding-block-start: calc(3 * var(--_s));
  }
  .court {
    max-width: 14em;
  }
  .mini {
    max-width: 8em;
  }
  .mairie {
    margin-block-start: calc(8 * var(--_s));
    padding-block-start: calc(6 * var(--_s));
    border-block-start: 1px solid var(--_line);
  }
  .mairie h3 {
    font-size: 1.125em;
  }
`;
