import { html, type TemplateResult } from 'lit';
import { msg } from '@lit/localize';
import { champGroupe, champTexte, type Cadre } from '../champs.ts';
import { idDe } from './chemins.ts';
import { enTexte, type Saisie } from './saisie.ts';

/** A postal address; the country is asked on demand. */
export function champAdresse(cadre: Cadre, chemin: string, saisie: Saisie): TemplateResult {
  const valeur = (saisie.lire(chemin) ?? {}) as Record<string, unknown>;
  const partie = (cle: string, libelle: string, autocomplete: string, classe = '', requis = true) =>
    champTexte({
      id: idDe(`${chemin}.${cle}`),
      libelle,
      erreur: saisie.erreur(`${chemin}.${cle}`),
      requis: requis && cadre.requis !== false,
      muet: cadre.requis === false,
      autocomplete,
      classe,
      ...(cle === 'codePostal' && !valeur['pays'] ? { inputmode: 'numeric' } : {}),
      valeur: enTexte(valeur[cle]),
      surSaisie: (texte) => saisie.changer(`${chemin}.${cle}`, texte),
    });
  return champGroupe(
    cadre,
    html`<div class="pile parties">
      ${partie('voie', msg('Numéro et rue'), 'address-line1')}
      ${partie('complement', msg('Complément\u00a0: bâtiment, lieu-dit'), 'address-line2', '', false)}
      ${partie('codePostal', msg('Code postal'), 'postal-code', 'court')}
      ${partie('ville', msg('Ville'), 'address-level2')}
      ${
        valeur['pays'] === undefined
          ? html`<button
              type="button"
              class="bouton lien"
              @click=${() => saisie.changer(`${chemin}.pays`, '')}
            >
              ${msg('Cette adresse n’est pas en France')}
            </button>`
          : partie('pays', msg('Pays'), 'country-name')
      }
    </div>`,
  );
}
