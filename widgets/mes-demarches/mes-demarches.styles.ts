import { css } from 'lit';

export const mesDemarchesStyles = css`
  h2,
  h3 {
    scroll-margin-block-start: 5em;
  }
  .theme {
    font-size: 1.375em;
  }
  .retour {
    margin-block-end: calc(4 * var(--_s));
  }
`;
