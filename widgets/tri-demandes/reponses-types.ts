import { html, nothing, type TemplateResult } from 'lit';
import { msg, str } from '@lit/localize';
import type { ReponseType } from '#contract/schemas/agent.ts';
import { lireReponsesTypes } from '../core/client-conversation.ts';
import { champTexte } from '../ui/champs.ts';
import { encart } from '../ui/encart.ts';
import type { PropsActions } from './cadre-panneau.ts';
import { phraseEchec, type Hote } from './contexte.ts';

/** Without accents nor capitals. */
const plat = (texte: string): string => texte.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();

/** Replies that the town keeps ready: searched, then put at the cursor; nothing typed is replaced. */
export class ReponsesTypes {
  readonly #hote: Hote & { shadowRoot: ShadowRoot | null };
  /** By number of request: the replies, or why there are none. */
  readonly #lues = new Map<string, ReponseType[] | string | undefined>();
  /** The text for which the list is open. */
  #ouverte: string | undefined;
  #recherche = '';

  constructor(hote: Hote & { shadowRoot: ShadowRoot | null }) {
    this.#hote = hote;
  }

  /** The button above the text of id `cible`, and its list. */
  choix(
    { demande: { ligne } }: PropsActions,
    cible: string,
    valeur: string,
    noter: (valeur: string) => void,
  ): TemplateResult {
    const { numero } = ligne;
    const ouverte = this.#ouverte === cible;
    return html`<div class="types" data-retour=${cible}>
      <button
        type="button"
        class="bouton lien"
        aria-expanded=${ouverte ? 'true' : 'false'}
        @click=${() => this.#basculer(cible, numero)}
      >
        ${msg('Insérer une réponse type')}
      </button>
      ${
        ouverte
          ? this.#liste(this.#lues.get(numero), (reponse) => this.#inserer(reponse, cible, valeur, noter))
          : nothing
      }
      ${trous(valeur)}
    </div>`;
  }

  #liste(lues: ReponseType[] | string | undefined, inserer: (reponse: ReponseType) => void): unknown {
    if (lues === undefined) return html`<p class="muet" role="status">${msg('Chargement…')}</p>`;
    if (typeof lues === 'string') return encart('error', lues, { annonce: true });
    if (lues.length === 0)
      return html`<p class="muet">${msg('La commune n’en a pas préparé pour ce dossier.')}</p>`;
    const mots = plat(this.#recherche).split(/\s+/);
    const trouvees = lues.filter(({ titre, corps }) =>
      mots.every((mot) => plat(`${titre} ${corps}`).includes(mot)),
    );
    return html`${champTexte({
        id: 'champ-types',
        type: 'search',
        libelle: msg('Chercher une réponse type'),
        requis: false,
        muet: true,
        valeur: this.#recherche,
        surSaisie: (valeur) => {
          this.#recherche = valeur;
          this.#hote.requestUpdate();
        },
      })}
      <ul role="list" aria-label=${msg('Réponses types')}>
        ${trouvees.map(
          (reponse) =>
            html`<li>
              <button type="button" @click=${() => inserer(reponse)}>
                <b>${reponse.titre}</b><span class="muet">${reponse.corps}</span>
              </button>
            </li>`,
        )}
      </ul>
      ${trouvees.length === 0 ? html`<p class="muet" role="status">${msg('Aucune ne correspond.')}</p>` : nothing}`;
  }

  async #basculer(cible: string, numero: string): Promise<void> {
    this.#ouverte = this.#ouverte === cible ? undefined : cible;
    this.#recherche = '';
    this.#hote.requestUpdate();
    if (this.#ouverte === undefined || Array.isArray(this.#lues.get(numero))) return;
    this.#lues.delete(numero);
    try {
      const { api, session } = this.#hote;
      this.#lues.set(numero, await session.avec(() => lireReponsesTypes(api, numero)));
    } catch (erreur) {
      this.#lues.set(numero, phraseEchec(erreur));
    }
    this.#hote.requestUpdate();
  }

  #inserer(reponse: ReponseType, cible: string, valeur: string, noter: (valeur: string) => void): void {
    const texte = this.#hote.shadowRoot?.querySelector<HTMLTextAreaElement>(`#${cible}`);
    const debut = texte?.selectionStart ?? valeur.length;
    const avant = valeur.slice(0, debut).trimEnd();
    const apres = valeur.slice(debut).trimStart();
    noter([avant, reponse.corps, apres].filter(Boolean).join('\n\n'));
    this.#ouverte = undefined;
    this.#hote.annoncer(msg(str`Réponse type insérée : ${reponse.titre}. Relisez-la.`));
    void this.#hote.updateComplete.then(() => {
      const fin = (avant ? avant.length + 2 : 0) + reponse.corps.length;
      texte?.focus();
      texte?.setSelectionRange(fin, fin);
    });
  }
}

/** What the file did not tell stays between brackets: it must not leave so. */
function trous(valeur: string): unknown {
  const mots = valeur.match(/\[[^\]\n]{1,60}\]/g);
  return mots
    ? html`<p class="petit trous">
        ${msg(str`À compléter avant d’envoyer : ${[...new Set(mots)].join(', ')}`)}
      </p>`
    : nothing;
}
