import { css } from 'lit';

/** Cards to choose from: one button each, the whole card is its target. */
export const grilleStyles = css`
  .grille {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(100%, 21em), 1fr));
    gap: calc(3 * var(--_s));
    list-style: none;
  }
  .choisir {
    position: relative;
    display: flex;
    align-items: flex-start;
    gap: calc(3 * var(--_s));
    max-width: none;
  }
  .choisir:hover {
    border-color: var(--_brand);
  }
  .choisir > div {
    flex: 1;
    min-width: 0;
  }
  .choisir h3 {
    font-size: 1em;
  }
  .choisir button {
    margin: 0;
    padding: 0;
    border: 0;
    background: none;
    color: var(--_brand);
    font: inherit;
    font-weight: 600;
    text-align: start;
    cursor: pointer;
  }
  .choisir button::after {
    content: '';
    position: absolute;
    inset: 0;
    border-radius: var(--_radius);
  }
  .choisir:hover button {
    text-decoration: underline;
    text-underline-offset: 0.2em;
  }
  .choisir button:focus-visible {
    outline: none;
  }
  .choisir button:focus-visible::after {
    outline: 3px solid var(--_focus);
    outline-offset: 2px;
  }
  .choisir .pastille {
    margin-block-start: var(--_s);
  }
  .choisir > .icone {
    align-self: center;
    color: var(--_muted);
  }
  .vignette {
    display: grid;
    flex: none;
    place-items: center;
    width: 2.5em;
    height: 2.5em;
    border-radius: var(--_radius);
    background: var(--_stone);
    color: var(--_brand);
  }
`;
