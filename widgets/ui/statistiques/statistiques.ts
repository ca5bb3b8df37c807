import { html, nothing, svg, type TemplateResult } from 'lit';
import { msg, str } from '@lit/localize';
import type { Chiffres, LigneStatistiques, Statistiques } from '#contract/schemas/statistiques.ts';
import { encart } from '../encart.ts';
import { jours, nombre } from './nombres.ts';
import type { dessinerTableau } from './tableau.ts';

export type Ligne = Pick<LigneStatistiques, 'libelle' | 'chiffres'>;

export interface VueStatistiques {
  statistiques: Statistiques;
  /** Links or buttons that give the figures as files. */
  exports: unknown;
  /** Draws a table: comes from `tableau.ts` once somebody opens one. */
  tableau: typeof dessinerTableau | undefined;
  /** A table is opened. */
  surTableau: () => void;
}

/** The figures of a period: the main ones in words, then one chart and its table for each way to cut them. */
export function vueStatistiques(vue: VueStatistiques): TemplateResult {
  const { statistiques, exports } = vue;
  const { total, parMois, parService, parCanal, parDemarche, publiques } = statistiques;
  const periode = msg(str`De ${parMois[0]!.libelle} à ${parMois.at(-1)!.libelle}`);
  return html`<div class="pile-large">
    <div class="pile">
      <p class="muet">${periode}</p>
      ${chiffresCles(total)}
    </div>
    ${
      total.recues === 0
        ? encart('info', msg('Aucune demande reçue pendant cette période.'))
        : [
            graphique(vue, 'mois', msg('Mois par mois'), msg('Mois'), parMois),
            graphique(vue, 'service', msg('Par service'), msg('Service'), parService),
            graphique(vue, 'canal', msg('Par canal'), msg('Canal'), parCanal),
            graphique(vue, 'demarche', msg('Par démarche'), msg('Démarche'), parDemarche),
          ]
    }
    <div class="pile petit muet">
      <p>
        ${msg('Une demande est comptée le mois où la mairie l’a reçue. Le délai va de la réception à la réponse.')}
      </p>
      ${
        publiques
          ? html`<p>${msg('Les petits nombres sont masqués, pour que personne ne puisse être reconnu.')}</p>`
          : nothing
      }
    </div>
    <div class="exports">${exports}</div>
  </div>`;
}

function chiffresCles(total: Chiffres): TemplateResult {
  const fait = (libelle: string, valeur: string) =>
    html`<div>
      <dt>${libelle}</dt>
      <dd>${valeur}</dd>
    </div>`;
  return html`<dl class="cles">
    ${fait(msg('Demandes reçues'), nombre(total.recues))}
    ${fait(msg('Ont eu leur réponse'), nombre(total.repondues))}
    ${fait(msg('Réponses dans le délai légal'), partATemps(total))}
    ${fait(msg('Délai de la moitié des réponses'), jours(total.mediane))}
    ${fait(msg('Délai de 9 réponses sur 10'), jours(total.p90))}
  </dl>`;
}

/** Bars that say with words too how many came and how many were answered; their table under them. */
function graphique(
  { tableau, surTableau }: VueStatistiques,
  id: string,
  titre: string,
  colonne: string,
  lignes: readonly Ligne[],
): unknown {
  const max = Math.max(1, ...lignes.map(({ chiffres }) => chiffres.recues ?? 0));
  return lignes.length === 0
    ? nothing
    : html`<section class="pile" aria-labelledby="chiffres-${id}">
        <h3 id="chiffres-${id}">${titre}</h3>
        <ul class="barres" role="list">
          ${lignes.map(({ libelle, chiffres }) => barre(libelle, chiffres, max))}
        </ul>
        <details @toggle=${surTableau}>
          <summary>${msg('Voir le tableau')}<span class="cache"> : ${titre}</span></summary>
          <div class="defile" role="region" aria-label=${msg(str`Tableau : ${titre}`)} tabindex="0">
            ${tableau?.(colonne, lignes)}
          </div>
        </details>
      </section>`;
}

function barre(libelle: string, { recues, repondues }: Chiffres, max: number): TemplateResult {
  const part = (n: number | null): string => `${(100 * (n ?? 0)) / max}%`;
  return html`<li>
    <span class="nom">${libelle}</span>
    <svg aria-hidden="true" width="100%" height="100%">
      ${svg`<rect class="recues" width=${part(recues)} height="100%"></rect><rect
        class="repondues" width=${part(repondues)} height="100%"></rect>`}
    </svg>
    <span class="valeur muet"
      >${
        recues === null
          ? msg('masqué')
          : repondues === null
            ? msg(str`${nombre(recues)} reçues`)
            : msg(str`${nombre(repondues)} répondues sur ${nombre(recues)}`)
      }</span
    >
  </li>`;
}

function partATemps({ aTemps, horsDelai }: Chiffres): string {
  if (aTemps === null || horsDelai === null || aTemps + horsDelai === 0) return '–';
  return (aTemps / (aTemps + horsDelai)).toLocaleString('fr-FR', { style: 'percent' });
}
