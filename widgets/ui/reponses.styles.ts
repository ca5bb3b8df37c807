import { css } from 'lit';

export const reponsesStyles = css`
  .reponses > div {
    display: flex;
    flex-wrap: wrap;
    gap: 0 calc(4 * var(--_s));
    padding-block: calc(2 * var(--_s));
    border-block-end: 1px solid var(--_line);
  }
  .reponses > div:last-child {
    border: 0;
  }
  .reponses dt {
    flex: 1 1 12em;
    max-width: 24em;
    color: var(--_muted);
  }
  .reponses dd {
    flex: 2 1 16em;
    min-width: 0;
  }
  .reponses .reponses > div:first-child {
    padding-block-start: 0;
  }
`;
