import { css } from 'lit';

/** What the fields of a form have beside `champs.styles.ts`: groups, choices, units. */
export const champsFormulaireStyles = css`
  fieldset.champ > legend {
    float: inline-start;
    width: 100%;
  }
  fieldset.champ > legend + * {
    clear: both;
  }
  .court {
    width: 12em;
    max-width: 100%;
  }
  .avec-unite {
    display: flex;
    align-items: center;
    gap: calc(2 * var(--_s));
  }
  .choix {
    display: flex;
    gap: calc(2 * var(--_s));
    align-items: flex-start;
    padding-block: calc(1.5 * var(--_s));
    cursor: pointer;
  }
  .choix input {
    flex: none;
    font-size: inherit;
    width: 1.5em;
    height: 1.5em;
    margin: 0;
    accent-color: var(--_brand);
    cursor: pointer;
  }
  .choix .aide {
    display: block;
    margin: 0;
  }
  .choix + .aide {
    margin-inline-start: 2.1em;
  }
`;
