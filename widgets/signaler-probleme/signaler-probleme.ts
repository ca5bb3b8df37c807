import { html, type PropertyValues, type TemplateResult } from 'lit';
import { msg } from '@lit/localize';
import type { DemarchePubliee } from '#contract/schemas/demarche.ts';
import { Brouillons } from '../core/brouillon.ts';
import { ParvisElement } from '../core/element.ts';
import { sessionPossible } from '../core/session/indice.ts';
import { PRETE, rien, Tache } from '../core/tache.ts';
import { baseStyles } from '../ui/base.styles.ts';
import { panne, squelette } from '../ui/chargement.ts';
import { contactStyles } from '../ui/contact-service.styles.ts';
import type { FormulaireDeposeEvent } from '../ui/formulaire/events.ts';
import { grilleStyles } from '../ui/grille.styles.ts';
import { iconeRetour } from '../ui/icones/communes.ts';
import { viser } from '../ui/viser.ts';
import { dessinerChoix } from './choix.ts';
import { DemandeEnvoyeeEvent } from './events.ts';
import { signalerProblemeStyles } from './signaler-probleme.styles.ts';

/**
 * @summary Reports a problem in the street: what, where, photos, and a receipt. Contact is optional.
 *
 * @attr {string} demarche - Code of a kind of problem, e.g. `signaler-voirie`: its form is opened at once.
 * @fires {DemandeEnvoyeeEvent} demande-envoyee - A report was filed. Not a CustomEvent: its own fields `numero` (e.g. `PAB-7K4F-92QX`) and
 *   `demarche` (code) tell which; no personal data, never the code de suivi. Bubbles, composed.
 * @fires {SessionOuverteEvent} session-ouverte - Somebody is signed in; `role`, and `reprise` when the session began earlier. Once for the
 *   page, from where he signed in, else from the document. Bubbles, composed.
 * @fires {SessionFermeeEvent} session-fermee - Nobody is signed in any more; `role` and `raison` (`voulue`, `finie`). Likewise.
 * @csspart primary - The button of the main action; it is `button` too.
 * @csspart card - A box of a list: a démarche, a request, a person.
 * @csspart field - A field with its label, hint and error.
 */
export class SignalerProbleme extends ParvisElement {
  static override styles = [
    ParvisElement.styles,
    baseStyles,
    contactStyles,
    grilleStyles,
    signalerProblemeStyles,
  ];
  static override properties = {
    ...ParvisElement.properties,
    demarche: { type: String },
    code: { state: true },
    fini: { state: true },
  };

  /** Code of a kind of problem, e.g. `signaler-voirie`: its form is opened at once. */
  declare demarche: string | undefined;
  /** @internal The kind of problem that was chosen. */
  declare code: string | undefined;
  /** @internal */
  declare fini: boolean;

  readonly #genres = new Tache(
    this,
    async ([client], { signal }) =>
      (await client.listerDemarches({ signal })).filter(({ genre }) => genre === 'signalement'),
    () => [this.leClient] as const,
  );
  readonly #definition = new Tache(
    this,
    // The form's code and its definition come together.
    async ([client, code], { signal }): Promise<DemarchePubliee | typeof rien> => {
      if (!code) return rien;
      const [definition] = await Promise.all([
        client.lireDemarche(code, { signal }),
        import('../ui/formulaire/define.ts'),
      ]);
      return definition;
    },
    () => [this.leClient, this.code] as const,
  );
  #brouillons: Brouillons | undefined;
  #cible: string | undefined;
  #dejaVu = false;

  constructor() {
    super();
    this.fini = false;
  }

  protected override get pret(): boolean {
    const tache = this.code ? this.#definition : this.#genres;
    return this.#dejaVu || Math.min(tache.status, this.tacheVille.status) >= PRETE;
  }

  protected override willUpdate(changes: PropertyValues<this>): void {
    if (changes.has('demarche') && this.demarche) this.code = this.demarche;
  }

  protected override renderContent(): TemplateResult {
    return this.code ? this.#formulaire() : this.#choix();
  }

  protected override updated(changes: PropertyValues<this>): void {
    super.updated(changes);
    this.#dejaVu ||= this.pret;
    if (!this.#cible || !this.renderRoot.querySelector(`#${this.#cible}`)) return;
    viser(this.renderRoot, this.#cible);
    this.#cible = undefined;
  }

  #choix(): TemplateResult {
    return this.#genres.render({
      pending: squelette,
      error: (erreur) =>
        html`${panne(erreur, () => void this.#genres.run(), msg('Les signalements ne s’affichent pas'))}<slot
          ></slot>`,
      complete: (genres) =>
        dessinerChoix({
          genres,
          ville: this.ville,
          commences: new Set(genres.map(({ code }) => code).filter((code) => this.#stock.lire(code))),
          surChoix: (code) => this.#ouvrir(code),
        }),
    }) as TemplateResult;
  }

  #formulaire(): TemplateResult {
    return html`<p class="retour sans-papier">
        <button type="button" class="bouton lien" @click=${() => this.#fermer()}>
          ${iconeRetour()}${this.fini ? msg('Signaler autre chose') : msg('Changer de problème')}
        </button>
      </p>
      ${this.#definition.render({
        pending: squelette,
        error: (erreur) => panne(erreur, () => void this.#definition.run()),
        complete: (definition) =>
          html`<div class="pile-large">
            <h2 id="titre" tabindex="-1">${definition.titre}</h2>
            <parvis-formulaire
              .definition=${definition}
              .client=${this.leClient}
              .ville=${this.ville}
              .brouillons=${this.#stock}
              @formulaire-depose=${this.#surDepose}
            ></parvis-formulaire>
          </div>`,
      })}`;
  }

  #ouvrir(code: string): void {
    this.fini = false;
    this.code = code;
    this.#cible = 'titre';
  }

  #fermer(): void {
    this.#cible = this.fini ? 'titre' : `voir-${this.code}`;
    this.code = undefined;
    this.fini = false;
  }

  readonly #surDepose = ({ resultat }: FormulaireDeposeEvent): void => {
    this.fini = true;
    this.dispatchEvent(new DemandeEnvoyeeEvent(resultat.numero, this.code!));
  };

  get #stock(): Brouillons {
    const stock = (this.#brouillons ??= new Brouillons(this.commune ?? ''));
    stock.ailleurs = sessionPossible(this.leClient.base, 'usager');
    return stock;
  }
}
