import { css } from 'lit';

export const contactStyles = css`
  /* A number keeps its order in a page written from right to left. */
  .contact a {
    unicode-bidi: plaintext;
  }
  .contact > p {
    position: relative;
    padding-inline-start: 1.875em;
  }
  .contact > p:first-child {
    padding: 0;
  }
  .contact > p + p {
    margin-block-start: calc(1.5 * var(--_s));
  }
  .contact .icone {
    position: absolute;
    inset-inline-start: 0;
    inset-block-start: 0.125em;
    color: var(--_muted);
  }
`;
