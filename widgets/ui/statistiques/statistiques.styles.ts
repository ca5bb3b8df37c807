import { css } from 'lit';

/** Bars that keep their meaning without colour: what came is the outline, what was answered fills it. */
export const statistiquesStyles = css`
  .cles {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(11em, 100%), 1fr));
    gap: calc(4 * var(--_s));
  }
  .cles > div {
    padding: calc(4 * var(--_s));
    border-radius: var(--_radius);
    background: var(--_stone);
  }
  .cles dt {
    color: var(--_muted);
    font-size: 0.875em;
  }
  .cles dd {
    font-size: 1.375em;
    font-weight: 600;
    font-variant-numeric: tabular-nums;
  }
  .barres {
    display: grid;
    gap: calc(2 * var(--_s));
    list-style: none;
  }
  .barres li {
    display: grid;
    grid-template-columns: 1fr auto;
    gap: var(--_s) calc(3 * var(--_s));
    max-width: none;
  }
  .barres svg {
    grid-column: 1 / -1;
    height: 0.875em;
    overflow: visible;
  }
  .recues {
    fill: var(--_stone);
    stroke: var(--_line-strong);
  }
  .repondues {
    fill: var(--_brand);
  }
  :host(:dir(rtl)) svg {
    transform: scaleX(-1);
  }
  @container (min-width: 36em) {
    .barres li {
      grid-template-columns: 13em 1fr 14em;
      align-items: center;
    }
    .barres svg {
      grid-column: 2;
      grid-row: 1;
    }
    .barres .valeur {
      grid-column: 3;
    }
  }
  summary {
    width: fit-content;
    min-height: 1.75em;
    color: var(--_brand);
    text-decoration: underline;
    text-underline-offset: 0.2em;
    cursor: pointer;
  }
  details[open] > summary {
    margin-block-end: calc(3 * var(--_s));
  }
  .exports {
    display: flex;
    flex-wrap: wrap;
    gap: calc(3 * var(--_s));
  }
`;
