import { css } from 'lit';

export const contactStyles = css`
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
