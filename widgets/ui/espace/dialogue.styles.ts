import { css } from 'lit';

/** A native dialog: as wide as its words, as tall as the screen lets it. */
export const dialogueStyles = css`
  .dialogue {
    width: min(34em, calc(100% - 2em));
    max-width: none;
    max-height: calc(100dvh - 2em);
    padding: calc(6 * var(--_s));
    border: 1px solid var(--_line-strong);
    border-radius: var(--_radius);
    background: var(--_paper);
    color: var(--_ink);
    font: inherit;
    overflow: auto;
    overscroll-behavior: contain;
    box-shadow: 0 0.5em 2em #0004;
  }
  .dialogue::backdrop {
    background: #0006;
  }
  .dialogue h2 {
    font-size: 1.375em;
  }
  .code {
    width: 8em;
    font-size: 1.125em;
    font-variant-numeric: tabular-nums;
    letter-spacing: 0.1em;
  }
  @media (max-width: 30em) {
    .dialogue {
      padding: calc(4 * var(--_s));
    }
  }
`;
