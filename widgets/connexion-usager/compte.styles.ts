import { css } from 'lit';

/** The menu and the dialog, which come with the account. */
export const compteStyles = css`
  .nom {
    overflow: hidden;
    max-width: 12em;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .compte {
    min-width: 1.5em;
    padding: 0.0625em 0.375em;
    border-radius: 1em;
    background: var(--_brand);
    color: var(--_on-brand);
    font-size: 0.875em;
    font-variant-numeric: tabular-nums;
    line-height: 1.375;
  }
  .petit a {
    display: inline-block;
    padding-block: 0.375em;
  }
  .menu {
    position: absolute;
    z-index: 100;
    inset-block-start: calc(100% + var(--_s));
    inset-inline-start: 0;
    width: 17em;
    max-width: calc(100vw - 1em);
    padding: calc(2 * var(--_s));
    border: 1px solid var(--_line-strong);
    border-radius: var(--_radius);
    background: var(--_paper);
    list-style: none;
  }
  .menu.droite {
    inset-inline: auto 0;
  }
  .menu .entree {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0 calc(2 * var(--_s));
    width: 100%;
    min-height: 2.75em;
    padding: 0.375em 0.75em;
    border: 0;
    border-radius: var(--_radius);
    background: none;
    color: var(--_ink);
    font: inherit;
    text-align: start;
    text-decoration: none;
    cursor: pointer;
  }
  .menu .entree:hover {
    background: var(--_stone);
    text-decoration: underline;
  }
  dialog {
    width: min(44em, calc(100% - 2em));
    max-width: none;
    max-height: calc(100dvh - 2em);
    padding: calc(6 * var(--_s));
    border: 1px solid var(--_line-strong);
    border-radius: var(--_radius);
    background: var(--_paper);
    color: var(--_ink);
    overflow: auto;
    overscroll-behavior: contain;
  }
  dialog::backdrop {
    background: #0006;
  }
  .tete {
    display: flex;
    gap: calc(4 * var(--_s));
    align-items: baseline;
    justify-content: space-between;
    margin-block-end: calc(4 * var(--_s));
  }
  .tete .bouton {
    flex: none;
  }
  dialog > .squelette {
    min-height: 24em;
  }
  @media (max-width: 30em) {
    dialog {
      width: calc(100% - 1em);
      max-height: calc(100dvh - 1em);
      padding: calc(4 * var(--_s));
    }
  }
`;
