import { html, nothing, type TemplateResult } from 'lit';
import { msg } from '@lit/localize';
import { ParvisElement } from '../core/element.ts';
import { AccesSession } from '../core/session/acces.ts';
import { PRETE, Tache } from '../core/tache.ts';
import { baseStyles } from '../ui/base.styles.ts';
import { panne, squelette } from '../ui/chargement.ts';
import { encart } from '../ui/encart.ts';

/**
 * @summary The papers that a citizen keeps with the town, encrypted: added once, taken into any form, with those that
 * the town delivered; who looked at them; all of them in one file. Behind a sign-in without a password.
 *
 * @fires {SessionOuverteEvent} session-ouverte - Somebody is signed in; `role`, and `reprise` when the session began earlier. Once for the
 *   page, from where he signed in, else from the document. Bubbles, composed.
 * @fires {SessionFermeeEvent} session-fermee - Nobody is signed in any more; `role` and `raison` (`voulue`, `finie`). Likewise.
 * @fires {DocumentGardeEvent} document-garde - A paper was added to « Mes documents »; `genre`, never its name. Bubbles, composed.
 * @csspart primary - The button of the main action; it is `button` too.
 * @csspart field - A field with its label, hint and error.
 */
export class MesDocuments extends ParvisElement {
  static override styles = [ParvisElement.styles, baseStyles];

  readonly #acces = new AccesSession(this, 'usager', () => this.leClient);
  readonly #vue = new Tache(
    this,
    () => import('../ui/espace/documents.ts'),
    // Only who is signed in downloads it; asked again, where the network cut, by its button.
    () => [this.#acces.ouverte] as const,
  );
  readonly #connexion = new Tache(this, async () => {
    const [session] = await Promise.all([this.#acces.entrer(), import('../ui/connexion/define.ts')]);
    return session;
  });
  /** « Me connecter » was chosen. */
  #entree = false;
  /** Signed in by this element: the focus goes on to the papers. */
  #venu = false;

  protected override get pret(): boolean {
    const lu = this.#acces.ouverte ? this.#vue.status >= PRETE : !this.#acces.reprise;
    return this.tacheVille.status >= PRETE && lu;
  }

  protected override willUpdate(): void {
    if (this.#acces.ouverte) this.#entree = false;
  }

  protected override renderContent(): TemplateResult {
    if (!this.#acces.ouverte) return this.#porte();
    return this.#vue.render({
      pending: squelette,
      error: (erreur) => panne(erreur, () => void this.#vue.run(), msg('Vos documents ne s’affichent pas')),
      complete: () =>
        html`<parvis-mes-documents
          .client=${this.leClient}
          .fuseau=${this.ville?.fuseau ?? 'Europe/Paris'}
          .accueil=${this.#venu}
        ></parvis-mes-documents>`,
    }) as TemplateResult;
  }

  /** Nobody is signed in: what is behind, and how to enter. */
  #porte(): TemplateResult {
    return html`<section class="pile" aria-labelledby="titre-documents">
      <h2 id="titre-documents" tabindex="-1">${msg('Mes documents')}</h2>
      ${
        this.#acces.session?.finie && !this.#entree
          ? encart('warn', msg('Votre session est finie. Connectez-vous de nouveau.'), { annonce: true })
          : nothing
      }
      <p>
        ${msg('Gardez ici, chiffrés, les papiers que l’on vous demande souvent, et retrouvez ceux que la mairie vous remet. Connectez-vous pour les voir et les prendre dans un formulaire, sans mot de passe.')}
      </p>
      ${this.#entree ? this.#formulaire() : this.#bouton()}
    </section>`;
  }

  #bouton(): TemplateResult {
    return html`<p>
      <button type="button" class="bouton principal" id="me-connecter" @click=${() => this.#entrer()}>
        ${msg('Me connecter')}
      </button>
    </p>`;
  }

  #formulaire(): unknown {
    return this.#connexion.render({
      pending: squelette,
      error: (erreur) => panne(erreur, () => void this.#connexion.run()),
      complete: (session) =>
        html`<parvis-connexion
          .titre=${''}
          .client=${this.leClient}
          .session=${session}
          @connexion-faite=${() => (this.#venu = true)}
        ></parvis-connexion>`,
    });
  }

  #entrer(): void {
    this.#entree = true;
    void this.#connexion.run();
  }
}
