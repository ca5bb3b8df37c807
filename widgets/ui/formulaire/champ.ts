import { html, type TemplateResult } from 'lit';
import type { Champ, ChampSimple } from '#contract/formulaire.ts';
import {
  champCase,
  champCases,
  champRadios,
  champTexte,
  champTexteLong,
  type SaisieTexte,
} from '../champs.ts';
import { champAdresse } from './champ-adresse.ts';
import { champDate } from './champ-date.ts';
import { champFichier } from './champ-fichier.ts';
import { champElements } from './champ-groupe.ts';
import { champLieu } from './champ-lieu.ts';
import { idDe } from './chemins.ts';
import { enTexte, type Saisie } from './saisie.ts';

/** Draws any field at `chemin`. */
export function dessinerChamp(champ: Champ, chemin: string, saisie: Saisie): TemplateResult {
  return champ.type === 'groupe'
    ? champElements(champ, chemin, saisie)
    : dessinerSimple(champ, chemin, saisie);
}

export function dessinerSimple(champ: ChampSimple, chemin: string, saisie: Saisie): TemplateResult {
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
      return champDate(champ, cadre, enTexte(brute), saisie, surSaisie);
    case 'adresse':
      return champAdresse(cadre, chemin, saisie);
    case 'lieu':
      return champLieu(cadre, chemin, saisie);
    case 'fichier':
      return champFichier(champ, cadre, chemin, saisie);
  }
}
