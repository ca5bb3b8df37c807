import { css } from 'lit';

export const signalerProblemeStyles = css`
  h2 {
    font-size: 1.375em;
    scroll-margin-block-start: 5em;
  }
  .retour {
    margin-block-end: calc(4 * var(--_s));
  }
  .vignette {
    width: 3em;
    height: 3em;
  }
`;
