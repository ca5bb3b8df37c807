import { css, html, type LitElement, type TemplateResult } from 'lit';
import { msg } from '@lit/localize';
import { ParvisElement } from '../core/element.ts';
import { AccesSession } from '../core/session/acces.ts';
import { EN_COURS, PRETE, Tache } from '../core/tache.ts';
import { baseStyles } from '../ui/base.styles.ts';
import { panne, squelette } from '../ui/chargement.ts';
import { encart } from '../ui/encart.ts';

/**
 * @summary Where helpers (France services, conseillers numériques) file for people who cannot: mandates, the person's
 * agreement on paper or by code, the form with her name always in sight. Nothing is kept on the computer: signing out,
 * leaving the page or ten idle minutes clear everything.
 *
 * @fires {SessionOuverteEvent} session-ouverte - Somebody is signed in; `role`, and `reprise` when the session began earlier. Once for the
 *   page, from where he signed in, else from the document. Bubbles, composed.
 * @fires {SessionFermeeEvent} session-fermee - Nobody is signed in any more; `role` and `raison` (`voulue`, `finie`). Likewise.
 * @fires {MandatAccordeEvent} mandat-accorde - A person has agreed to a mandate; `consentement` says how. Bubbles, composed.
 * @fires {DemandeEnvoyeeEvent} demande-envoyee - A request was filed for a person: `numero` and `demarche`. Bubbles, composed.
 * @csspart primary - The button of the main action; it is `button` too.
 * @csspart card - A box of a list: a démarche, a request, a person.
 * @csspart field - A field with its label, hint and error.
 */
export class EspaceAidant extends ParvisElement {
  static override styles = [
    ParvisElement.styles,
    baseStyles,
    css`
      .espace {
        container-type: inline-size;
        display: grid;
        gap: calc(6 * var(--_s));
      }
    `,
  ];
  static override properties = { ...ParvisElement.properties, sortie: { state: true } };

  /** @internal Why nobody is signed in any more. */
  declare sortie: 'voulue' | 'inactif' | undefined;
  /** @internal Milliseconds without a gesture before the warning, and before the end; tests have less patience. */
  inaction = { avis: 9 * 60_000, fin: 10 * 60_000 };
  /** @internal The clock, for tests and stories. */
  maintenant: Date | undefined;

  readonly #acces = new AccesSession(this, 'aidant', () => this.leClient);
  /** The rest of the element, asked for by the first act. */
  readonly #suite = new Tache(this, async () => {
    const [session] = await Promise.all([
      this.#acces.entrer(),
      import('./bureau.ts'),
      import('../ui/connexion/define.ts'),
    ]);
    return session;
  });

  protected override get pret(): boolean {
    return this.tacheVille.status >= PRETE;
  }

  protected override willUpdate(): void {
    // Signed in by another element of the page.
    if (this.#acces.ouverte && this.#suite.status < EN_COURS) void this.#suite.run();
  }

  protected override renderContent(): TemplateResult {
    const { session } = this.#acces;
    if (this.#suite.status !== PRETE || !session) return this.#porte();
    if (this.sortie || !session.ouverte) {
      return html`<div class="espace">
        ${this.#pourquoi()}
        <parvis-connexion
          .client=${this.leClient}
          .session=${session}
          .raison=${msg('Avec votre adresse professionnelle, celle que la commune a dans sa liste des aidants.')}
          @connexion-faite=${() => (this.sortie = undefined)}
        ></parvis-connexion>
      </div>`;
    }
    return html`<parvis-bureau-aidant
      .client=${this.leClient}
      .ville=${this.ville}
      .inaction=${this.inaction}
      .maintenant=${this.maintenant}
      .fuseau=${this.ville?.fuseau ?? 'Europe/Paris'}
      @sortie=${this.#surSortie}
    ></parvis-bureau-aidant>`;
  }

  #porte(): TemplateResult {
    return html`<div class="espace">
      <div class="pile">
        <h2>${msg('Espace des aidants')}</h2>
        <p>
          ${msg('Pour les conseillers numériques et les agents France services\u00a0: faire une démarche avec une personne, en son nom et avec son accord.')}
        </p>
      </div>
      ${
        this.#suite.status === EN_COURS
          ? squelette()
          : this.#suite.render({
              pending: squelette,
              error: (erreur) => panne(erreur, () => void this.#suite.run()),
              complete: () => undefined,
            })
      }
      <p>
        <button
          type="button"
          class="bouton principal"
          id="entrer"
          ?hidden=${this.#suite.status >= EN_COURS}
          @click=${() => void this.#suite.run()}
        >
          ${msg('Me connecter')}
        </button>
      </p>
    </div>`;
  }

  #pourquoi(): unknown {
    if (this.sortie === 'inactif') {
      return encart(
        'info',
        msg('L’écran s’est fermé après 10 minutes sans activité. Ce qui était affiché ou tapé est effacé.'),
        { annonce: true },
      );
    }
    if (this.sortie === 'voulue') {
      return encart('ok', msg('Vous êtes déconnecté. Rien ne reste sur cet ordinateur.'), { annonce: true });
    }
    return undefined;
  }

  readonly #surSortie = ({ detail }: CustomEvent<'voulue' | 'inactif'>): void => {
    const ici = this.matches(':focus-within');
    this.sortie = detail;
    const { session } = this.#acces;
    if (session) session.lieu = this;
    void session?.fermer();
    if (ici) void this.#viserEntree();
  };

  /** What had the focus is gone: the keyboard goes on from the door. */
  async #viserEntree(): Promise<void> {
    await this.updateComplete;
    const connexion = this.renderRoot.querySelector('parvis-connexion') as LitElement | null;
    await connexion?.updateComplete;
    connexion?.renderRoot.querySelector<HTMLElement>('#titre-connexion')?.focus();
  }
}
