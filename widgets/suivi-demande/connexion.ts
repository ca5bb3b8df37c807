import { html, nothing, type TemplateResult } from 'lit';
import { msg } from '@lit/localize';
import { AccesSession } from '../core/session/acces.ts';
import { ECHOUEE, EN_COURS, PRETE, Tache } from '../core/tache.ts';
import { encart } from '../ui/encart.ts';
import type { Contexte } from '../ui/suivi/contexte.ts';

/** One's own space as another way into a request than its code. */
export class Connexion {
  readonly #hote: Contexte;
  readonly #acces: AccesSession;
  readonly #formulaire: Tache<unknown>;
  readonly #surChange: () => Promise<void>;
  #ouverte: boolean | undefined;

  /** `surChange`: somebody has signed in or out, in this widget or another of the page. */
  constructor(hote: Contexte, surChange: () => Promise<void>) {
    this.#hote = hote;
    this.#surChange = surChange;
    this.#acces = new AccesSession(hote, 'usager', () => hote.client);
    this.#formulaire = new Tache(hote, () =>
      Promise.all([this.#acces.entrer(), import('../ui/connexion/define.ts')]),
    );
    // After `#acces` has looked for the session, before anything is drawn.
    hote.addController({ hostUpdate: () => this.#suivre() });
  }

  get ouverte(): boolean {
    return this.#acces.ouverte;
  }

  /** A session of an earlier page is taken up first, so that its owner is not shown the public part. */
  async reprise(): Promise<void> {
    if (this.#acces.reprise) await this.#acces.entrer().catch(() => undefined);
  }

  /** Under the code, for who opened a request by its number alone. */
  dessiner(): TemplateResult {
    if (this.ouverte) {
      return encart(
        'info',
        msg(
          'Vous êtes connecté, mais cette demande n’est pas dans votre espace. Donnez son code pour tout voir.',
        ),
      );
    }
    const { status } = this.#formulaire;
    return html`<section class="carte pile sans-papier" aria-labelledby="titre-connexion">
      <h3 id="titre-connexion" tabindex="-1">${msg('Ou depuis mon espace')}</h3>
      ${
        status === PRETE
          ? html`<parvis-connexion
              .client=${this.#hote.client}
              .session=${this.#acces.session}
              .titre=${''}
            ></parvis-connexion>`
          : html`<p>${msg('Vos demandes s’y ouvrent sans code.')}</p>
              ${
                status === ECHOUEE
                  ? encart('error', msg('La connexion ne passe pas. Vérifiez-la, puis réessayez.'), {
                      annonce: true,
                    })
                  : nothing
              }
              <p>
                <button
                  type="button"
                  class="bouton"
                  id="me-connecter"
                  aria-disabled=${status === EN_COURS ? 'true' : nothing}
                  @click=${() => void this.#entrer()}
                >
                  ${msg('Me connecter')}
                </button>
              </p>`
      }
    </section>`;
  }

  async #entrer(): Promise<void> {
    await this.#formulaire.run();
    this.#hote.viser('titre-connexion');
  }

  #suivre(): void {
    const avant = this.#ouverte;
    this.#ouverte = this.ouverte;
    if (avant !== undefined && avant !== this.#ouverte) void this.#surChange();
  }
}
