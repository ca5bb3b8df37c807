import { html, nothing, type TemplateResult } from 'lit';
import { msg, str } from '@lit/localize';
import type { Commune } from '#contract/schemas/commune.ts';
import { champTexte } from '../ui/champs.ts';
import { contactService } from '../ui/contact-service.ts';
import { encart } from '../ui/encart.ts';
import type { Echec } from '../ui/suivi/echecs.ts';

export interface VueOuverture {
  numero: string;
  code: string;
  echecs: readonly Echec[];
  /** The list of what is wrong in what was typed. */
  resume: unknown;
  /** Form of « J’ai perdu mon numéro », once it has come. */
  perdu: unknown;
  lecture: boolean;
  ville: Commune;
  surNumero: (texte: string) => void;
  surCode: (texte: string) => void;
  surOuvrir: (evenement: Event) => void;
  /** The citizen has come into the form. */
  surEntree: () => void;
}

/** Asks for the number, and the code of those who have it. */
export function vueOuverture(vue: VueOuverture): TemplateResult {
  const { echecs, ville, lecture } = vue;
  const erreur = (champ: Echec['champ']) => echecs.find((echec) => echec.champ === champ)?.phrase;
  const generale = echecs.find(({ champ }) => !champ)?.phrase;
  return html`<div class="pile-large" @focusin=${vue.surEntree}>
    <form class="pile-large" novalidate @submit=${vue.surOuvrir}>
      ${vue.resume}
      ${generale ? encart('error', generale, { annonce: true, titre: msg('Votre demande ne s’affiche pas') }) : nothing}
      <div class="pile-champs">
        ${champTexte({
          id: 'numero',
          libelle: msg('Votre numéro de suivi'),
          aide: msg(
            str`Il commence par ${ville.prefixe}, par exemple ${ville.prefixe}-7K4F-92QX. Il est sur votre accusé de réception.`,
          ),
          erreur: erreur('numero'),
          valeur: vue.numero,
          surSaisie: vue.surNumero,
          autocomplete: 'off',
          classe: 'saisie-numero',
        })}
        ${champTexte({
          id: 'code',
          libelle: msg('Votre code'),
          aide: msg(
            '6 chiffres ou lettres. Sans lui, vous voyez où en est la demande, mais pas les messages ni vos réponses.',
          ),
          erreur: erreur('code'),
          requis: false,
          valeur: vue.code,
          surSaisie: vue.surCode,
          autocomplete: 'off',
          classe: 'saisie-code',
        })}
      </div>
      <p>
        <button type="submit" class="bouton principal" aria-disabled=${lecture ? 'true' : nothing}>
          ${lecture ? msg('Recherche en cours…') : msg('Voir où en est ma demande')}
        </button>
      </p>
    </form>
    <details @toggle=${vue.surEntree}>
      <summary>${msg('J’ai perdu mon numéro')}</summary>
      <div class="pile">
        ${vue.perdu}
        <p>${msg('Un agent peut aussi retrouver votre demande avec vous :')}</p>
        ${contactService(ville.nom, ville.contact)}
      </div>
    </details>
  </div>`;
}
