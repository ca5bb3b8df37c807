import { css } from 'lit';

/** The vertical rail of `chronologie.ts`. */
export const chronologieStyles = css`
  .chronologie {
    list-style: none;
  }
  .chronologie > li {
    position: relative;
    max-width: none;
    padding-block-end: calc(5 * var(--_s));
    padding-inline-start: 2em;
  }
  .chronologie > li::before {
    content: '';
    position: absolute;
    inset-block-start: 0.375em;
    inset-inline-start: 0.125em;
    width: 0.75em;
    height: 0.75em;
    border: 2px solid var(--_line-strong);
    border-radius: 50%;
    background: var(--_paper);
  }
  .chronologie > li::after {
    content: '';
    position: absolute;
    inset-block: 1.375em -0.125em;
    inset-inline-start: calc(0.5em - 1px);
    border-inline-start: 2px solid var(--_line);
  }
  .chronologie > li:last-child {
    padding-block-end: 0;
  }
  .chronologie > li:last-child::after {
    display: none;
  }
  .chronologie > .present::before {
    /* Filled by its border: forced colours take grounds away. */
    border: 0.375em solid var(--_brand);
  }
  .chronologie time {
    color: var(--_muted);
    font-size: 0.875em;
  }
`;
