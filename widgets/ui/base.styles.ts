import { css } from 'lit';

/** Type, links, buttons, boxes: what every widget of the kit shares. Fields are in `champs.styles.ts`. */
export const baseStyles = css`
  *,
  ::before,
  ::after {
    box-sizing: border-box;
  }
  [hidden] {
    display: none !important;
  }
  button,
  h2,
  h3,
  h4,
  p,
  ul,
  ol,
  dl,
  dd,
  figure,
  fieldset {
    margin: 0;
    padding: 0;
    border: 0;
  }
  h2,
  h3,
  h4,
  legend {
    font-weight: 600;
    line-height: 1.25;
  }
  h2 {
    font-size: 1.75em;
  }
  h3 {
    font-size: 1.375em;
  }
  h4 {
    font-size: 1.125em;
  }
  b,
  strong {
    font-weight: 600;
  }
  p,
  li,
  dd {
    max-width: 65ch;
  }
  a {
    color: var(--_brand);
    text-decoration: underline;
    text-underline-offset: 0.2em;
    text-decoration-thickness: 1px;
  }
  a:hover {
    text-decoration-thickness: 2px;
  }
  :focus-visible {
    outline: 3px solid var(--_focus);
    outline-offset: 2px;
  }
  [tabindex='-1']:focus:not(:focus-visible) {
    outline: none;
  }
  .pile > * + * {
    margin-block-start: calc(4 * var(--_s));
  }
  .pile-large > * + * {
    margin-block-start: calc(8 * var(--_s));
  }
  .petit {
    font-size: 0.875em;
  }
  .muet {
    color: var(--_muted);
  }
  .icone {
    flex: none;
    width: 1.25em;
    height: 1.25em;
    vertical-align: -0.25em;
    fill: none;
    stroke: currentColor;
    stroke-width: 2;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
  .cache {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }

  .bouton {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: calc(2 * var(--_s));
    min-height: 2.75em;
    padding: 0.375em 1.125em;
    border: 1px solid var(--_line-strong);
    border-radius: var(--_radius);
    background: var(--_paper);
    color: var(--_ink);
    font: inherit;
    font-weight: 600;
    line-height: 1.25;
    text-align: center;
    text-decoration: none;
    cursor: pointer;
  }
  .bouton:hover {
    box-shadow: inset 0 0 0 1px var(--_line-strong);
  }
  .principal {
    border-color: transparent;
    background: var(--_brand);
    color: var(--_on-brand);
  }
  .principal:hover {
    background: var(--_brand-fort);
    box-shadow: none;
  }
  .danger {
    border-color: var(--_error);
    color: var(--_error);
  }
  .lien {
    min-height: 1.75em;
    padding: 0.125em 0;
    border: 0;
    background: none;
    color: var(--_brand);
    font-weight: 400;
    text-align: start;
    text-decoration: underline;
    text-underline-offset: 0.2em;
  }
  .lien:hover {
    box-shadow: none;
    text-decoration-thickness: 2px;
  }
  .bouton[aria-disabled='true'] {
    opacity: 0.6;
    cursor: progress;
  }
  .actions {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: calc(3 * var(--_s)) calc(4 * var(--_s));
  }

  .encart {
    display: flex;
    gap: calc(3 * var(--_s));
    padding: calc(4 * var(--_s));
    border-inline-start: 0.25em solid var(--_line-strong);
    border-radius: var(--_radius);
    background: var(--_stone);
  }
  .encart > :not(.icone) {
    flex: 1;
    min-width: 0;
  }
  .encart > .icone {
    margin-block-start: 0.125em;
  }
  .encart.ok {
    border-color: var(--_ok);
    background: var(--_ok-fond);
  }
  .encart.warn {
    border-color: var(--_warn);
    background: var(--_warn-fond);
  }
  .encart.error {
    border-color: var(--_error);
    background: var(--_error-fond);
  }
  .encart.ok > .icone {
    color: var(--_ok);
  }
  .encart.warn > .icone {
    color: var(--_warn);
  }
  .encart.error > .icone {
    color: var(--_error);
  }

  .liste-erreurs {
    padding-inline-start: 1.25em;
  }
  .liste-erreurs a {
    color: var(--_error);
    font-weight: 600;
  }

  .pastille {
    display: inline-flex;
    align-items: center;
    gap: 0.375em;
    padding: 0.1875em 0.625em;
    border-radius: 1em;
    background: var(--_stone);
    color: var(--_ink);
    font-size: 0.875em;
    font-weight: 600;
    line-height: 1.5;
  }
  .pastille.ok {
    background: var(--_ok-fond);
    color: var(--_ok);
  }
  .pastille.warn {
    background: var(--_warn-fond);
    color: var(--_warn);
  }
  .pastille.error {
    background: var(--_error-fond);
    color: var(--_error);
  }

  .carte {
    padding: calc(4 * var(--_s));
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
    background: var(--_paper);
  }
  .numero {
    font-size: 1.125em;
    font-weight: 600;
    font-variant-numeric: tabular-nums;
    letter-spacing: 0.04em;
    white-space: nowrap;
    user-select: all;
  }

  .squelette {
    min-height: 14em;
    animation: attendre 0s 0.3s both;
  }
  .squelette p {
    height: 1.25em;
    max-width: none;
    margin-block-end: 1em;
    border-radius: var(--_radius);
    background: var(--_stone);
  }
  .squelette p:first-child {
    width: 40%;
    height: 2em;
  }
  .squelette p:last-child {
    width: 70%;
  }
  @keyframes attendre {
    from {
      visibility: hidden;
    }
  }
  @media (forced-colors: active) {
    .bouton,
    .pastille,
    .encart {
      border: 1px solid;
    }
    .lien {
      border: 0;
    }
  }
  @media print {
    .bouton,
    .sans-papier {
      display: none !important;
    }
  }
`;
