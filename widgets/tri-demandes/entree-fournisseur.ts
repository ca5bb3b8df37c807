import { html, type TemplateResult } from 'lit';
import { msg, str } from '@lit/localize';
import type { Connexions } from '#contract/schemas/session.ts';
import type { AccesSession } from '../core/session/acces.ts';
import { ConnexionFournisseur } from '../core/session/fournisseur.ts';
import { phraseEchec } from '../ui/connexion/phrases.ts';
import type { Hote } from './contexte.ts';

/** « S’identifier avec ProConnect », where the town has such a provider. Comes late: most screens are signed in. */
export class EntreeFournisseur {
  readonly #hote: Hote;
  readonly #acces: AccesSession;
  readonly #echouer: (phrase: string) => void;
  #nom: string | undefined;
  #connexion: ConnexionFournisseur | undefined;

  constructor(hote: Hote, acces: AccesSession, echouer: (phrase: string) => void) {
    this.#hote = hote;
    this.#acces = acces;
    this.#echouer = echouer;
    // Without the answer, the code is there.
    this.#connaitre().catch(() => undefined);
  }

  dessiner(): TemplateResult | undefined {
    const nom = this.#nom;
    if (nom === undefined) return undefined;
    if (this.#connexion)
      return html`<p role="status">
          ${msg(str`Suivez les indications de la fenêtre ${nom}. Cette page vous attend.`)}
        </p>
        <p>
          <button type="button" class="bouton lien" @click=${() => this.#connexion?.annuler()}>
            ${msg('Annuler')}
          </button>
        </p>`;
    return html`<p class="muet">${msg('ou')}</p>
      <p>
        <button type="button" class="bouton" @click=${this.#entrer}>
          ${msg(str`S’identifier avec ${nom}`)}
        </button>
      </p>`;
  }

  async #connaitre(): Promise<void> {
    const { fournisseur } = await this.#hote.api.json<Connexions>('agent/connexions');
    if (!fournisseur) return;
    // Here before the button is: the popup must open in the click.
    await this.#acces.entrer();
    this.#nom = fournisseur.nom;
    this.#hote.requestUpdate();
  }

  readonly #entrer = (): void => {
    const connexion = (this.#connexion = new ConnexionFournisseur(this.#acces.session!));
    this.#echouer('');
    connexion
      .enFenetre()
      // The widget follows the session of the page by itself.
      .catch((erreur: unknown) => {
        if ((erreur as Error).name === 'AbortError') return;
        this.#echouer(
          (erreur as Error).name === 'FenetreRefusee'
            ? msg('Votre navigateur a bloqué la fenêtre. Autorisez-la pour ce site, ou recevez un code.')
            : phraseEchec(erreur),
        );
      })
      .finally(() => {
        this.#connexion = undefined;
        this.#hote.requestUpdate();
      });
  };
}
