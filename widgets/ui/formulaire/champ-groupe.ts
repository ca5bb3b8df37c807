import { html, nothing, type TemplateResult } from 'lit';
import { msg, str } from '@lit/localize';
import type { ChampGroupe } from '#contract/formulaire.ts';
import { autour } from '../champs.ts';
import { iconeAjouter, iconeSupprimer } from '../icones/formulaire.ts';
import { dessinerSimple } from './champ.ts';
import { idDe, type Brutes } from './chemins.ts';
import type { SaisieFormulaire } from './saisie.ts';

/** A group answered several times: one card for each, « Ajouter » and « Retirer ». */
export function champElements(champ: ChampGroupe, chemin: string, saisie: SaisieFormulaire): TemplateResult {
  const elements = (saisie.lire(chemin) as Brutes[] | undefined) ?? [];
  const id = idDe(chemin);
  return html`<div class="groupe pile" id=${id} tabindex="-1" role="group" aria-labelledby="${id}-titre">
    <p class="libelle" id="${id}-titre">${champ.libelle}</p>
    ${autour({ id, libelle: champ.libelle, aide: champ.aide, erreur: saisie.erreur(chemin) })}
    ${elements.map((element, rang) => {
      const nom = `${champ.element} ${rang + 1}`;
      return html`<fieldset class="carte element" id="${id}--${rang}" tabindex="-1">
        <legend>${nom}</legend>
        <div class="pile-large">
          ${saisie
            .visibles(champ.champs, element)
            .map((simple) => dessinerSimple(simple, `${chemin}.${rang}.${simple.id}`, saisie))}
          ${
            elements.length > champ.min
              ? html`<button type="button" class="bouton" @click=${() => retirer(champ, rang, saisie)}>
                  ${iconeSupprimer()}${msg(str`Retirer\u00a0: ${nom}`)}
                </button>`
              : nothing
          }
        </div>
      </fieldset>`;
    })}
    ${
      elements.length < champ.max
        ? html`<button
            type="button"
            class="bouton"
            id="${id}--ajouter"
            @click=${() => ajouter(champ, saisie)}
          >
            ${iconeAjouter()}${msg(str`Ajouter\u00a0: ${champ.element} ${elements.length + 1}`)}
          </button>`
        : nothing
    }
  </div>`;
}

function ajouter({ id, element }: ChampGroupe, saisie: SaisieFormulaire): void {
  const elements = (saisie.lire(id) as Brutes[] | undefined) ?? [];
  saisie.changer(id, [...elements, {}]);
  saisie.cibler(`${idDe(id)}--${elements.length}`);
  saisie.annoncer(msg(str`${element} ${elements.length + 1}\u00a0: ajouté à la liste.`));
}

function retirer({ id, element }: ChampGroupe, rang: number, saisie: SaisieFormulaire): void {
  const elements = (saisie.lire(id) as Brutes[]).toSpliced(rang, 1);
  saisie.televersements.retirerElement(id, rang);
  saisie.oublierErreurs(id);
  saisie.changer(id, elements);
  saisie.cibler(idDe(id));
  saisie.annoncer(msg(str`${element} ${rang + 1}\u00a0: retiré de la liste.`));
}
