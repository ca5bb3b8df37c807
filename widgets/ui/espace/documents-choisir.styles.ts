import { css } from 'lit';

export const choisirStyles = css`
  legend {
    padding: 0;
    margin-block-end: calc(2 * var(--_s));
    font-weight: 400;
  }
  .papier {
    display: flex;
    gap: calc(3 * var(--_s));
    padding-block: calc(3 * var(--_s));
    border-block-start: 1px solid var(--_line);
    cursor: pointer;
  }
  .papier.muet {
    cursor: default;
  }
  .papier input {
    flex: none;
    width: 1.5em;
    height: 1.5em;
    margin: 0;
    font-size: inherit;
    accent-color: var(--_brand);
  }
  .papier > span {
    display: grid;
    gap: var(--_s);
    justify-items: start;
    min-width: 0;
    overflow-wrap: anywhere;
  }
`;
