import { html, nothing, type TemplateResult } from 'lit';
import { msg, str } from '@lit/localize';
import type { Connexions } from '#contract/schemas/session.ts';
import { champTexte } from '../champs.ts';
import { champCase } from '../champs-choix.ts';
import { libelleAdresse } from './phrases.ts';
import type { Role } from '../../core/session/indice.ts';

export interface VueAdresse {
  role: Role;
  fournisseur: Connexions['fournisseur'];
  courriel: string;
  rester: boolean;
  erreur: string | undefined;
  enCours: boolean;
  surCourriel: (valeur: string) => void;
  surRester: (valeur: boolean) => void;
  surFournisseur: () => void;
  surEnvoi: () => void;
}

/** The ways in: the provider's button first where the town has one, then the address for a code. */
export function vueAdresse(vue: VueAdresse): TemplateResult {
  const { role, fournisseur } = vue;
  return html`${
      fournisseur
        ? html`${dessinerFournisseur(fournisseur, vue.surFournisseur)}
            <p class="ou">${msg('OU')}</p>`
        : nothing
    }
    <form
      class="pile"
      novalidate
      @submit=${(evenement: Event) => {
        evenement.preventDefault();
        vue.surEnvoi();
      }}
    >
      ${champTexte({
        id: 'courriel-connexion',
        libelle: libelleAdresse(role),
        aide: msg('Nous y envoyons un code de 6 chiffres. Vous n’avez pas de mot de passe à retenir.'),
        erreur: vue.erreur,
        type: 'email',
        inputmode: 'email',
        autocomplete: role === 'usager' ? 'email' : 'username',
        valeur: vue.courriel,
        surSaisie: vue.surCourriel,
      })}
      ${
        role === 'usager'
          ? champCase({
              id: 'rester-connecte',
              libelle: msg('Rester connecté sur cet appareil'),
              aide: msg('Sur un ordinateur partagé (médiathèque, mairie, travail), laissez cette case vide.'),
              requis: false,
              muet: true,
              valeur: vue.rester,
              surSaisie: vue.surRester,
            })
          : nothing
      }
      <p>
        <button type="submit" class="bouton principal" aria-disabled=${vue.enCours ? 'true' : nothing}>
          ${vue.enCours ? msg('Envoi du code…') : msg('Recevoir un code')}
        </button>
      </p>
    </form>`;
}

/** The official button is not ours to draw: a plain one says the same. */
function dessinerFournisseur(
  { nom, explication, lien }: NonNullable<Connexions['fournisseur']>,
  surClic: () => void,
): TemplateResult {
  return html`<div class="fournisseur pile">
    ${explication ? html`<p id="explication-fournisseur">${explication}</p>` : nothing}
    <p>
      <button
        type="button"
        class="bouton"
        id="bouton-fournisseur"
        aria-describedby=${explication ? 'explication-fournisseur' : nothing}
        @click=${surClic}
      >
        ${msg(str`S’identifier avec ${nom}`)}
      </button>
    </p>
    ${lien ? enSavoirPlus(lien, nom) : nothing}
  </div>`;
}

function enSavoirPlus(lien: string, nom: string): TemplateResult {
  return html`<p>
    <a href=${lien} target="_blank">${msg(str`Qu’est-ce que ${nom} ? (nouvel onglet)`)}</a>
  </p>`;
}
