import { css, html, type TemplateResult } from 'lit';
import { msg } from '@lit/localize';
import { jours, nombre } from './nombres.ts';
import type { Ligne } from './statistiques.ts';

/** Every figure of a chart. Fetched when somebody opens the first table. */
export function dessinerTableau(colonne: string, lignes: readonly Ligne[]): TemplateResult {
  return html`<table>
    <thead>
      <tr>
        <th scope="col">${colonne}</th>
        <th scope="col">${msg('Reçues')}</th>
        <th scope="col">${msg('Répondues')}</th>
        <th scope="col">${msg('Dans le délai')}</th>
        <th scope="col">${msg('Hors délai')}</th>
        <th scope="col">${msg('Retirées')}</th>
        <th scope="col">${msg('Délai de la moitié')}</th>
        <th scope="col">${msg('Délai de 9 sur 10')}</th>
      </tr>
    </thead>
    <tbody>
      ${lignes.map(
        ({ libelle, chiffres }) =>
          html`<tr>
            <th scope="row">${libelle}</th>
            <td>${nombre(chiffres.recues)}</td>
            <td>${nombre(chiffres.repondues)}</td>
            <td>${nombre(chiffres.aTemps)}</td>
            <td>${nombre(chiffres.horsDelai)}</td>
            <td>${nombre(chiffres.retirees)}</td>
            <td>${jours(chiffres.mediane)}</td>
            <td>${jours(chiffres.p90)}</td>
          </tr>`,
      )}
    </tbody>
  </table>`;
}

export const tableauStyles = css`
  .defile {
    overflow-x: auto;
  }
  table {
    border-collapse: collapse;
    font-size: 0.875em;
    font-variant-numeric: tabular-nums;
  }
  th,
  td {
    padding: calc(2 * var(--_s)) calc(3 * var(--_s));
    border-block-end: 1px solid var(--_line);
    text-align: end;
  }
  th {
    font-weight: 600;
  }
  th:first-child {
    text-align: start;
  }
`;
