import { css } from 'lit';

/** The button alone, as `base.styles.ts` has it: the rest comes with the account. */
export const porteStyles = css`
  .porte {
    position: relative;
    display: flow-root;
    min-width: 11em;
    min-height: 2.75em;
  }
  .porte > .bouton {
    max-width: 100%;
  }
  .attente {
    visibility: hidden;
  }
`;
