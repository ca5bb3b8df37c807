import { html, nothing, type TemplateResult } from 'lit';
import { msg, str } from '@lit/localize';
import type { Role } from '../../core/session/indice.ts';
import { champTexte } from '../champs.ts';
import { codeParti } from './phrases.ts';

export interface VueCode {
  role: Role;
  courriel: string;
  code: string;
  erreur: string | undefined;
  enCours: boolean;
  /** A further code was asked for. */
  autre: boolean;
  /** Seconds before another may be asked for. */
  attente: number;
  surCode: (valeur: string) => void;
  surEnvoi: () => void;
  surAutre: () => void;
  surChanger: () => void;
}

/** The six digits of the mail. */
export function vueCode(vue: VueCode): TemplateResult {
  return html`<form
    class="pile"
    novalidate
    @submit=${(evenement: Event) => {
      evenement.preventDefault();
      vue.surEnvoi();
    }}
  >
    <p class="courriel" id="code-parti">${codeParti(vue.role, vue.courriel, vue.autre)}</p>
    ${champTexte({
      id: 'code-connexion',
      libelle: msg('Code reçu par courriel'),
      aide: msg('6 chiffres. Il sert pendant 10 minutes. Rien reçu ? Regardez aussi dans les indésirables.'),
      erreur: vue.erreur,
      inputmode: 'numeric',
      autocomplete: 'one-time-code',
      classe: 'code',
      valeur: vue.code,
      surSaisie: vue.surCode,
    })}
    <p>
      <button type="submit" class="bouton principal" aria-disabled=${vue.enCours ? 'true' : nothing}>
        ${vue.enCours ? msg('Vérification…') : msg('Me connecter')}
      </button>
    </p>
    <p class="actions">
      <button
        type="button"
        class="bouton lien"
        aria-disabled=${vue.attente > 0 ? 'true' : nothing}
        @click=${vue.surAutre}
      >
        ${
          vue.attente > 0
            ? msg(str`Recevoir un autre code (dans ${vue.attente} secondes)`)
            : msg('Recevoir un autre code')
        }
      </button>
      <button type="button" class="bouton lien" @click=${vue.surChanger}>
        ${msg('Ce n’est pas mon adresse')}
      </button>
    </p>
  </form>`;
}
