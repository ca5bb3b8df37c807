import { html, nothing, type TemplateResult } from 'lit';
import { msg } from '@lit/localize';
import type {
  Adresse,
  Champ,
  ChampSimple,
  FichierJoint,
  Lieu,
  Reponses,
  Valeur,
} from '#contract/formulaire.ts';
import { dateEnMots } from '../core/dates-en-mots.ts';

export interface OptionsReponses {
  /**
   * Which questions were asked: those left out are then listed as « Non renseigné ». By default only what was
   * answered is listed (hidden questions have no answer).
   */
  visibles?: <C extends Champ>(champs: readonly C[], reponses: Reponses, racine: Reponses) => readonly C[];
  /** Draws a file, e.g. as a link; its name by default. */
  fichier?: (fichier: FichierJoint) => unknown;
}

/** Questions and cleaned answers of a step, as a list of definitions. Needs `reponsesStyles`. */
export function reponsesLisibles(
  champs: readonly Champ[],
  reponses: Reponses,
  options: OptionsReponses = {},
  racine: Reponses = reponses,
): TemplateResult {
  return html`<dl class="reponses">
    ${(options.visibles?.(champs, reponses, racine) ?? champs).map((champ) => {
      if (champ.type === 'information') return nothing;
      const valeur = reponses[champ.id];
      if (champ.type === 'groupe') {
        return ((valeur as Reponses[] | undefined) ?? []).map(
          (element, rang) =>
            html`<div>
              <dt>${champ.element} ${rang + 1}</dt>
              <dd>${reponsesLisibles(champ.champs, element, options, racine)}</dd>
            </div>`,
        );
      }
      if (valeur === undefined && !options.visibles) return nothing;
      return html`<div>
        <dt>${champ.libelle}</dt>
        <dd>
          ${
            valeur === undefined
              ? html`<span class="muet">${msg('Non renseigné')}</span>`
              : valeurLisible(champ, valeur, options)
          }
        </dd>
      </div>`;
    })}
  </dl>`;
}

/** A cleaned answer in words. */
export function valeurLisible(champ: ChampSimple, valeur: Valeur, options: OptionsReponses = {}): unknown {
  const libelle = (choix: unknown) =>
    ('options' in champ && champ.options.find((option) => option.valeur === choix)?.libelle) || choix;
  switch (champ.type) {
    case 'choix':
      return libelle(valeur);
    case 'choix-multiple':
      return (valeur as string[]).map(libelle).join(', ');
    case 'case':
      return msg('Oui');
    case 'date':
      return dateEnMots(valeur as string);
    case 'nombre':
      return `${(valeur as number).toLocaleString('fr-FR')}${champ.unite ? `\u00a0${champ.unite}` : ''}`;
    case 'telephone':
      return telephoneLisible(valeur as string);
    case 'adresse':
      return lignes(adresseEnLignes(valeur as Adresse));
    case 'lieu':
      return lieuLisible(valeur as Lieu);
    case 'fichier':
      return lignes((valeur as FichierJoint[]).map((fichier) => options.fichier?.(fichier) ?? fichier.nom));
    case 'texte-long':
      return lignes((valeur as string).split('\n'));
    default:
      return valeur;
  }
}

const lignes = (textes: unknown[]) =>
  textes.map((texte, rang) => html`${rang ? html`<br />` : nothing}${texte}`);

export function adresseEnLignes({ voie, complement, codePostal, ville, pays }: Adresse): string[] {
  return [voie, complement, `${codePostal} ${ville}`, pays].filter((ligne) => ligne !== undefined);
}

function lieuLisible({ libelle, lat, lon, precision }: Lieu): unknown {
  if (lat === undefined || lon === undefined) return libelle;
  const metres = precision === undefined ? '' : ` (à ${Math.round(precision)}\u00a0m près)`;
  return html`${libelle}<br /><span class="muet">${lat}, ${lon}${metres}</span>`;
}

/** French numbers by pairs, the others as they are. */
export const telephoneLisible = (numero: string): string =>
  /^0\d{9}$/.test(numero) ? numero.replaceAll(/(\d\d)(?=\d)/g, '$1\u00a0') : numero;
