import { html, type TemplateResult } from 'lit';
import { msg } from '@lit/localize';
import type { Champ, ChampSimple } from '#contract/formulaire.ts';
import { champCase, champCases, champRadios } from '../champs-choix.ts';
import { champTexte, champTexteLong, type SaisieTexte } from '../champs.ts';
import { idDe } from './chemins.ts';
import { enTexte, type SaisieFormulaire } from './saisie.ts';

/** Draws any field at `chemin`. */
export function dessinerChamp(champ: Champ, chemin: string, saisie: SaisieFormulaire): TemplateResult {
  return champ.type === 'groupe'
    ? (saisie.riches?.champElements(champ, chemin, saisie) ?? attente(saisie))
    : dessinerSimple(champ, chemin, saisie);
}

export function dessinerSimple(champ: ChampSimple, chemin: string, saisie: SaisieFormulaire): TemplateResult {
  if (champ.type === 'information') {
    return html`<div class="encart">
      <div class="pile">
        <p><b>${champ.libelle}</b></p>
        ${champ.texte.split(/\n\s*\n/).map((paragraphe) => html`<p>${paragraphe}</p>`)}
      </div>
    </div>`;
  }
  const cadre = {
    id: idDe(chemin),
    libelle: champ.libelle,
    aide: champ.aide,
    requis: champ.requis,
    erreur: saisie.erreur(chemin),
  };
  const surSaisie = (valeur: unknown) => saisie.changer(chemin, valeur);
  const brute = saisie.lire(chemin);
  const texte = (plus: Partial<SaisieTexte> = {}) => ({
    ...cadre,
    valeur: enTexte(brute),
    surSaisie,
    ...plus,
  });
  switch (champ.type) {
    case 'texte':
      return champTexte(
        texte({ autocomplete: champ.autocomplete, classe: (champ.max ?? 99) < 15 ? 'court' : '' }),
      );
    case 'texte-long':
      return champTexteLong(texte());
    case 'nombre': {
      const inputmode = champ.entier === false ? 'decimal' : 'numeric';
      return champTexte(texte({ inputmode, classe: 'court', unite: champ.unite }));
    }
    case 'courriel':
      return champTexte(texte({ type: 'email', inputmode: 'email', autocomplete: 'email' }));
    case 'telephone':
      return champTexte(texte({ type: 'tel', inputmode: 'tel', autocomplete: 'tel', classe: 'moyen' }));
    case 'choix':
      return champRadios({ ...cadre, options: champ.options, valeur: enTexte(brute), surSaisie });
    case 'choix-multiple': {
      const valeurs = Array.isArray(brute) ? (brute as string[]) : [];
      return champCases({ ...cadre, options: champ.options, valeurs, surSaisie });
    }
    case 'case':
      return champCase({ ...cadre, valeur: brute === true, surSaisie });
    case 'date':
      return saisie.riches?.champDate(champ, cadre, enTexte(brute), saisie, surSaisie) ?? attente(saisie);
    case 'adresse':
      return saisie.riches?.champAdresse(cadre, chemin, saisie) ?? attente(saisie);
    case 'lieu':
      return saisie.riches?.champLieu(cadre, chemin, saisie) ?? attente(saisie);
    case 'fichier':
      return saisie.riches?.champFichier(champ, cadre, chemin, saisie) ?? attente(saisie);
  }
}

/** The late half of the fields is on its way, or did not come. */
const attente = ({ relancer }: SaisieFormulaire): TemplateResult =>
  relancer
    ? html`<p>
        <button type="button" class="bouton" @click=${relancer}>
          ${msg('Afficher la suite des questions')}
        </button>
      </p>`
    : html`<p class="muet">${msg('Chargement…')}</p>`;
