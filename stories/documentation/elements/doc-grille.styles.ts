import { css } from 'lit';

export const grilleStyles = css`
  .compte {
    list-style: none;
    margin: 0 0 1em;
    padding: 0;
    display: flex;
    flex-wrap: wrap;
    gap: 0.5em 1.75em;
  }
  .compte b {
    font-size: 1.375em;
    font-variant-numeric: tabular-nums;
  }
  .etat {
    display: inline-flex;
    gap: 0.4em;
    align-items: baseline;
    padding: 0.1em 0.55em;
    border-radius: 0.375em;
    border: 1px solid var(--filet);
    font-size: 0.9em;
    line-height: 1.45;
  }
  .conforme {
    color: #1d6b3a;
    background: #e8f3ea;
    border-color: transparent;
  }
  .defaut {
    color: #b3261e;
    background: #fdeceb;
    border-color: transparent;
  }
  .non-essaye {
    color: #8a4b00;
    background: #fdf0dd;
    border-color: transparent;
  }
  .sans-objet {
    color: var(--sourdine);
  }
  details,
  .vide {
    max-width: none;
    margin: 0;
    padding: 0.35em 0;
    border-bottom: 1px solid var(--filet);
  }
  .vide {
    padding: 0.75em 0;
  }
  summary {
    cursor: pointer;
    padding: 0.5em 0;
    min-height: 1.5em;
  }
  summary:hover {
    text-decoration: underline;
  }
  .numero {
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
  }
  .sujet {
    font-weight: 400;
  }
  td ul {
    margin: 0;
    padding-inline-start: 1.1em;
  }
  td p {
    margin: 0.2em 0 0;
  }
  thead th:nth-child(1) {
    width: 30%;
  }
  thead th:nth-child(2) {
    width: 24%;
  }
`;
