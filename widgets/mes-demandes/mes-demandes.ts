import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { msg } from '@lit/localize';
import { ParvisElement } from '../core/element.ts';
import { AccesSession } from '../core/session/acces.ts';
import { ECHOUEE, INITIALE, PRETE, Tache } from '../core/tache.ts';
import { baseStyles } from '../ui/base.styles.ts';
import { panne, squelette } from '../ui/chargement.ts';

/**
 * @summary The citizen's own requests, from every channel: what is asked first, until when and whom to call; then what
 * goes on and what is over. Who is not signed in is offered to, without leaving the page.
 *
 * @attr {string} titre - Title above the list; none by default.
 * @attr {number} limite - How many requests to show, those that press first; all by default.
 * @fires {SessionOuverteEvent} session-ouverte - Somebody is signed in; `role`, and `reprise` when the session began earlier. Once for the
 *   page, from where he signed in, else from the document. Bubbles, composed.
 * @fires {SessionFermeeEvent} session-fermee - Nobody is signed in any more; `role` and `raison` (`voulue`, `finie`). Likewise.
 * @csspart primary - The button of the main action; it is `button` too.
 * @csspart card - A box of a list: a démarche, a request, a person.
 * @csspart field - A field with its label, hint and error.
 */
export class MesDemandes extends ParvisElement {
  static override styles = [ParvisElement.styles, baseStyles];
  static override properties = {
    ...ParvisElement.properties,
    titre: { type: String },
    limite: { type: Number },
    entree: { state: true },
  };

  /** Title above the list; none by default. */
  declare titre: string | undefined;
  /** How many requests to show, those that press first; all by default. */
  declare limite: number | undefined;
  /** @internal The citizen wants to sign in. */
  declare entree: boolean;

  readonly #acces = new AccesSession(this, 'usager', () => this.leClient);
  readonly #vue = new Tache(this, () => import('../ui/espace/demandes.ts'));
  readonly #connexion = new Tache(this, async () => {
    const [session] = await Promise.all([this.#acces.entrer(), import('../ui/connexion/define.ts')]);
    return session;
  });

  constructor() {
    super();
    this.entree = false;
    // After `#acces` has looked for the session, before anything is drawn.
    this.addController({
      hostUpdate: () => {
        if (this.#acces.ouverte && this.#vue.status === INITIALE) void this.#vue.run();
      },
    });
  }

  protected override get pret(): boolean {
    return this.tacheVille.status >= PRETE;
  }

  protected override willUpdate(changes: PropertyValues<this>): void {
    if (changes.has('limite') && this.limite !== undefined && !this.#limite) {
      this.avertir('l’attribut limite est un nombre, par exemple 3 : toutes les demandes sont montrées.');
    }
  }

  protected override renderContent(): TemplateResult {
    if (this.villeEnErreur) {
      const titre = msg('Vos demandes ne s’affichent pas');
      return html`${panne(undefined, () => void this.tacheVille.run(), titre)}<slot></slot>`;
    }
    return html`<div class="pile">
      ${this.titre ? html`<h2>${this.titre}</h2>` : nothing} ${this.#contenu()}
    </div>`;
  }

  get #limite(): number | undefined {
    return this.limite && this.limite > 0 ? this.limite : undefined;
  }

  #contenu(): TemplateResult {
    if (this.#acces.ouverte) return this.#mesDemandes();
    if (this.#acces.reprise) return squelette();
    if (this.entree) return this.#seConnecter();
    return html`<p>${msg('Connectez-vous pour voir vos demandes, où qu’elles aient été faites.')}</p>
      <p>
        <button type="button" class="bouton" @click=${this.#surEntrer}>${msg('Me connecter')}</button>
      </p>`;
  }

  #mesDemandes(): TemplateResult {
    if (this.#vue.status === ECHOUEE) return panne(undefined, () => void this.#vue.run());
    if (this.#vue.status !== PRETE) return squelette();
    return html`<parvis-mes-demandes
      .client=${this.leClient}
      .ville=${this.ville}
      .limite=${this.#limite}
    ></parvis-mes-demandes>`;
  }

  #seConnecter(): TemplateResult {
    return this.#connexion.render({
      pending: squelette,
      error: (erreur) => panne(erreur, this.#surEntrer),
      complete: (session) =>
        html`<parvis-connexion .client=${this.leClient} .session=${session} .titre=${''}></parvis-connexion>`,
    }) as TemplateResult;
  }

  readonly #surEntrer = (): void => {
    this.entree = true;
    void this.#connexion.run();
  };
}
