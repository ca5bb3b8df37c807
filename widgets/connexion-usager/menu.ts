import { html, nothing, type TemplateResult } from 'lit';
import { msg, str } from '@lit/localize';
import type { Rubrique } from './rubriques.ts';

interface Menu {
  espace: string | undefined;
  nonLus: number;
  droite: boolean;
  surRubrique: (rubrique: Rubrique) => void;
  surSortie: () => void;
}

/** What a signed-in citizen may do from any page of the site. */
export function menu({ espace, nonLus, droite, surRubrique, surSortie }: Menu): TemplateResult {
  const entree = (rubrique: Rubrique, libelle: string) =>
    html`<li>
      <button type="button" class="entree" @click=${() => surRubrique(rubrique)}>${libelle}</button>
    </li>`;
  return html`<ul class="menu ${droite ? 'droite' : ''}" id="menu" role="list">
    ${
      espace
        ? html`<li>
            <a class="entree" href=${espace}
              >${msg('Mes demandes')}${nonLus > 0 ? html` <span class="muet">${nouveaux(nonLus)}</span>` : nothing}</a
            >
          </li>`
        : nothing
    }
    ${entree('profil', msg('Mes informations'))} ${entree('acces', msg('Mon adresse, mes moyens d’entrer'))}
    ${entree('connexions', msg('Mes connexions'))}
    <li><button type="button" class="entree" @click=${surSortie}>${msg('Me déconnecter')}</button></li>
  </ul>`;
}

export const nouveaux = (nombre: number): string =>
  nombre === 1 ? msg('1 nouveau message') : msg(str`${nombre} nouveaux messages`);
