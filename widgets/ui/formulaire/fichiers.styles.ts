import { css } from 'lit';

/** The list and the button of `champFichier`, wherever files are added. */
export const fichiersStyles = css`
  .fichiers {
    list-style: none;
  }
  .fichiers li {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0 calc(3 * var(--_s));
    max-width: none;
    padding: calc(2 * var(--_s)) 0;
    border-block-end: 1px solid var(--_line);
  }
  .fichiers li:last-child {
    margin-block-end: calc(3 * var(--_s));
  }
  .fichiers .nom {
    flex: 1 1 10em;
    min-width: 0;
    overflow-wrap: anywhere;
  }
  .fichiers .rate {
    color: var(--_error);
  }
  .gestes {
    display: flex;
    gap: calc(3 * var(--_s));
  }
  progress {
    display: block;
    width: 100%;
    height: 0.5em;
    accent-color: var(--_brand);
  }
  /* Its label is what is seen: the page scrolls far enough for it. */
  input[type='file'] {
    scroll-margin-block: 5em;
  }
  input[type='file']:focus-visible + label {
    outline: 3px solid var(--_focus);
    outline-offset: 2px;
  }
`;
