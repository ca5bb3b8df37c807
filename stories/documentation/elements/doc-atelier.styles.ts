import { css } from 'lit';

export const atelierStyles = css`
  .reglages {
    display: flex;
    flex-wrap: wrap;
    gap: 1em 2em;
    align-items: end;
    margin-block-end: 1em;
  }
  fieldset {
    border: 0;
    margin: 0;
    padding: 0;
    min-width: 0;
  }
  legend,
  .liste > span {
    padding: 0;
    font-weight: 600;
    display: block;
    margin-block-end: 0.35em;
  }
  .couleurs label {
    display: inline-flex;
    align-items: center;
    gap: 0.4em;
    min-height: 2.5em;
    margin-inline-end: 1em;
  }
  .couleurs svg {
    width: 1.3em;
    height: 1.3em;
    border: 1px solid var(--bord);
    border-radius: 0.25em;
    forced-color-adjust: none;
  }
  input[type='radio'],
  input[type='checkbox'] {
    width: 1.25em;
    height: 1.25em;
    margin: 0;
    accent-color: var(--marque);
  }
  select {
    font: inherit;
    color: inherit;
    background: #fff;
    min-height: 2.5em;
    border: 1px solid var(--bord);
    border-radius: 0.375em;
    padding: 0 0.5em;
  }
  .case {
    display: inline-flex;
    gap: 0.5em;
    align-items: center;
    min-height: 2.5em;
  }
  .scene {
    border: 1px solid var(--filet);
    border-radius: 0.375em;
    padding: clamp(1em, 4vw, 2em);
    background: #fff;
  }
  .scene.sombre {
    background: #1c1f22;
  }
`;
