import { css, html, type TemplateResult } from 'lit';

/**
 * A table that becomes a pile of cards where it is narrow. Roles are written out: browsers drop those of a table
 * whose display changes.
 */
export function tableau(
  legende: string,
  colonnes: readonly string[],
  lignes: readonly (readonly unknown[])[],
): TemplateResult {
  return html`<table role="table" aria-label=${legende}>
    <thead role="rowgroup">
      <tr role="row">
        ${colonnes.map((colonne) => html`<th role="columnheader" scope="col">${colonne}</th>`)}
      </tr>
    </thead>
    <tbody role="rowgroup">
      ${lignes.map(
        ([tete, ...cellules]) =>
          html`<tr role="row">
            <th role="rowheader" scope="row">${tete}</th>
            ${cellules.map(
              (cellule, rang) =>
                html`<td role="cell" data-colonne=${colonnes[rang + 1]!}><div>${cellule}</div></td>`,
            )}
          </tr>`,
      )}
    </tbody>
  </table>`;
}

export const tableauStyles = css`
  :host {
    container-type: inline-size;
  }
  table {
    width: 100%;
    border-collapse: collapse;
    font-size: 0.94em;
    line-height: 1.5;
  }
  th,
  td {
    padding: 0.6em 0.75em;
    text-align: start;
    vertical-align: top;
    border-bottom: 1px solid var(--filet);
  }
  thead th {
    color: var(--sourdine);
    font-weight: 600;
    font-size: 0.9em;
    border-bottom: 2px solid var(--bord);
  }
  tbody th {
    font-weight: 600;
  }
  tbody th code {
    white-space: nowrap;
  }
  th:first-child,
  td:first-child {
    padding-inline-start: 0;
  }
  @container (max-width: 40em) {
    thead {
      position: absolute;
      clip-path: inset(50%);
      width: 1px;
      height: 1px;
      overflow: hidden;
    }
    table,
    tbody,
    tr,
    tbody th,
    td {
      display: block;
    }
    tbody tr {
      border-bottom: 1px solid var(--filet);
      padding-block: 0.75em;
    }
    tbody th,
    td {
      border: 0;
      padding: 0.15em 0;
    }
    tbody th code {
      white-space: normal;
    }
    td[data-colonne] {
      display: grid;
      grid-template-columns: 7em 1fr;
      gap: 0.5em;
    }
    td[data-colonne]::before {
      content: attr(data-colonne) / '';
      color: var(--sourdine);
    }
    td > div {
      min-width: 0;
    }
    td:has(> div:empty) {
      display: none;
    }
  }
`;
