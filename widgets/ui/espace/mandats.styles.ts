import { css } from 'lit';

export const mandatsStyles = css`
  :host {
    display: block;
  }
  .mandats {
    container-type: inline-size;
  }
  h3 {
    font-size: 1.125em;
  }
  .reference {
    white-space: nowrap;
  }
  .court {
    width: 12em;
    max-width: 100%;
  }
  .cartes {
    display: grid;
    gap: calc(4 * var(--_s));
    padding: 0;
    list-style: none;
  }
  .cartes > .carte {
    max-width: none;
  }
  .tete {
    display: flex;
    flex-wrap: wrap;
    justify-content: space-between;
    align-items: flex-start;
    gap: calc(2 * var(--_s));
  }
  .faits > div + div {
    margin-block-start: calc(3 * var(--_s));
  }
  .faits dt {
    color: var(--_muted);
    font-size: 0.875em;
  }
  .faits ul {
    padding-inline-start: 1.25em;
    list-style: disc;
  }
  .edition,
  .confirmation {
    padding: calc(4 * var(--_s));
    border-radius: var(--_radius);
    background: var(--_stone);
  }
  .confirmation {
    border-inline-start: 0.25em solid var(--_error);
    background: var(--_error-fond);
  }
  summary {
    display: flex;
    align-items: center;
    gap: calc(2 * var(--_s));
    min-height: 2.75em;
    cursor: pointer;
    font-weight: 600;
    list-style: none;
  }
  summary::-webkit-details-marker {
    display: none;
  }
  details[open] > summary > .icone {
    transform: rotate(90deg);
  }
  @container (min-width: 40em) {
    .faits > div {
      display: grid;
      grid-template-columns: 9em minmax(0, 1fr);
      gap: calc(3 * var(--_s));
    }
    .faits dt {
      font-size: 1em;
    }
  }
`;
