import { css } from 'lit';

export const documentsStyles = css`
  :host {
    display: block;
  }
  .documents {
    container-type: inline-size;
  }
  h3 {
    margin-block-end: calc(3 * var(--_s));
  }
  .court {
    width: 12em;
    max-width: 100%;
  }
  .depose {
    display: grid;
    gap: calc(3 * var(--_s));
    padding: calc(5 * var(--_s)) calc(4 * var(--_s));
    border: 2px dashed var(--_line-strong);
    border-radius: var(--_radius);
    background: var(--_stone);
  }
  .depose.dessus {
    border-color: var(--_brand);
    border-style: solid;
  }
  .au-doigt {
    display: none;
  }
  @media (any-pointer: coarse) {
    .au-doigt {
      display: contents;
    }
  }
  @media not all and (any-pointer: fine) {
    .a-la-souris {
      display: none;
    }
  }
  .fichiers {
    margin-block-start: calc(3 * var(--_s));
  }
  .place {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--_s) calc(3 * var(--_s));
    margin-block-start: calc(3 * var(--_s));
    max-width: none;
  }
  .place progress {
    width: 10em;
  }
  .papiers,
  .acces {
    padding: 0;
    list-style: none;
  }
  .papier {
    display: flex;
    gap: calc(3 * var(--_s));
    max-width: none;
    padding-block: calc(4 * var(--_s));
    border-block-start: 1px solid var(--_line);
  }
  .papier:last-child {
    border-block-end: 1px solid var(--_line);
  }
  .papier > .icone {
    width: 1.5em;
    height: 1.5em;
    color: var(--_brand);
  }
  .corps {
    flex: 1;
    min-width: 0;
  }
  .nom {
    overflow-wrap: anywhere;
  }
  .neuf {
    margin-inline-start: calc(2 * var(--_s));
  }
  .etats {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: calc(2 * var(--_s));
    margin-block: var(--_s);
    font-size: 1em;
  }
  .etats > .muet {
    font-size: 0.875em;
  }
  .papier .etats:empty {
    display: none;
  }
  .papier .gestes {
    flex-wrap: wrap;
    gap: var(--_s) calc(5 * var(--_s));
    margin-block-start: var(--_s);
  }
  .edition,
  .confirmation {
    margin-block: calc(3 * var(--_s));
    padding: calc(4 * var(--_s));
    border-radius: var(--_radius);
    background: var(--_stone);
  }
  .confirmation {
    border-inline-start: 0.25em solid var(--_error);
    background: var(--_error-fond);
  }
  .echec {
    margin-block-start: calc(2 * var(--_s));
    color: var(--_error);
    font-weight: 600;
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
  .acces > li {
    padding-block: calc(2 * var(--_s));
    border-block-start: 1px solid var(--_line);
  }
  @container (max-width: 30em) {
    .a-la-souris {
      display: none;
    }
  }
  @container (min-width: 44em) {
    .acces > li {
      display: grid;
      grid-template-columns: minmax(0, 4fr) minmax(0, 3fr) minmax(0, 2fr);
      gap: calc(4 * var(--_s));
      align-items: baseline;
      max-width: none;
    }
    .acces > li > :last-child {
      text-align: end;
    }
  }
`;
