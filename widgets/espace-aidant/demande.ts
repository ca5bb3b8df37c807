import { css, html, nothing, type CSSResult, type TemplateResult } from 'lit';
import { msg } from '@lit/localize';
import type { LigneAidee } from '#contract/schemas/usager.ts';
import { definir } from '../core/definir.ts';
import { ErreurApi } from '../core/erreurs.ts';
import { baseStyles } from '../ui/base.styles.ts';
import { champsStyles } from '../ui/champs.styles.ts';
import { squelette } from '../ui/chargement.ts';
import { contactStyles } from '../ui/contact-service.styles.ts';
import { encart } from '../ui/encart.ts';
import { VueEspace } from '../ui/espace/vue.ts';
import { creerContexte, type Contexte } from '../ui/suivi/contexte.ts';
import { Dossier } from '../ui/suivi/dossier.ts';
import { ouverture } from '../ui/suivi/mots.ts';
import type { Prive } from '../ui/suivi/prive.ts';
import { vueSuivi } from '../ui/suivi/vue-suivi.ts';
import { vueStyles } from '../ui/suivi/vue.styles.ts';
import type { Papiers } from './papiers.ts';

/**
 * A request filed under a mandate, as the person follows it, and what may be done in her name. Gone with the element.
 *
 * @fires change {CustomEvent} something was sent: the lists are out of date
 */
export class DemandeAidee extends VueEspace {
  static override styles = [
    baseStyles,
    champsStyles,
    contactStyles,
    ...vueStyles,
    css`
      :host {
        display: block;
        container-type: inline-size;
      }
      /* What takes the focus must not hide under the band that names the person. */
      [id],
      .champ {
        scroll-margin-block-start: 8em;
      }
      .avant {
        display: block;
      }
      summary {
        width: fit-content;
        min-height: 1.75em;
        color: var(--_brand);
        text-decoration: underline;
        text-underline-offset: 0.2em;
        cursor: pointer;
      }
      details[open] > summary {
        margin-block-end: calc(3 * var(--_s));
      }
    `,
  ];
  static override properties = {
    ...VueEspace.properties,
    ligne: { attribute: false },
    pour: { attribute: false },
    signature: { attribute: false },
    papiers: { attribute: false },
  };

  /** The line of the list that was opened. */
  declare ligne: LigneAidee;
  /** « Marie Dupont » */
  declare pour: string;
  /** « Léa Roy, France services du Port » */
  declare signature: string;
  declare papiers: Papiers;

  /** Why it may not be seen, or no longer. */
  #refus: string | undefined;
  #prive: Prive | undefined;
  #ouvert: string | undefined;
  readonly #contexte: Contexte = creerContexte(this, {
    client: () => this.client,
    annoncer: (phrase) => this.annoncer(phrase),
    viser: (id, sinon) => this.#viser(id, sinon),
    aide: this.#aide(),
  });
  readonly #dossier = new Dossier(this.#contexte, () => this.#charger());

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    // Moved in the page, or gone? Known once the current task is over.
    queueMicrotask(() => {
      if (!this.isConnected) this.#vider();
    });
  }

  protected override willUpdate(): void {
    if (this.#ouvert === this.ligne.numero) return;
    this.#ouvert = this.ligne.numero;
    void this.#ouvrir();
  }

  protected override updated(): void {
    super.updated();
    for (const controle of this.renderRoot.querySelectorAll('input, textarea')) {
      controle.setAttribute('autocomplete', 'off');
    }
  }

  protected override contenu(): TemplateResult {
    const { suivi, lecture, echec } = this.#dossier;
    if (this.#refus !== undefined) return this.#dire(msg('Cette demande ne s’ouvre plus'), this.#refus);
    if (!suivi) {
      return echec && !lecture
        ? this.#dire(msg('La demande ne s’affiche pas'), echec.phrase, () => void this.#ouvrir())
        : html`${squelette()}`;
    }
    const prive = this.#prive?.parties(suivi, '', this.fuseau);
    return html`<div class="pile-large">
      <p class="muet sans-papier">
        ${msg(html`La demande telle que <b>${this.pour}</b> la voit : « vous », c’est elle. Ce que vous envoyez est signé de votre nom, pour elle, et elle en est prévenue.`)}
      </p>
      ${vueSuivi({
        suivi,
        fuseau: this.fuseau,
        echec: echec?.phrase,
        lecture,
        prive,
        ouvrir: nothing,
        sortie: nothing,
        surActualiser: () => void this.#dossier.actualiser(),
      })}
    </div>`;
  }

  #dire(titre: string, phrase: string, reessayer?: () => void): TemplateResult {
    return html`<section class="pile-large" aria-labelledby="titre">
      <h2 id="titre" tabindex="-1">${titre}</h2>
      ${encart('warn', phrase)}
      ${
        reessayer
          ? html`<p>
              <button type="button" class="bouton" @click=${reessayer}>${msg('Réessayer')}</button>
            </p>`
          : nothing
      }
    </section>`;
  }

  #aide(): NonNullable<Contexte['aide']> {
    const lire = <C extends 'pour' | 'signature'>(champ: C): string => this[champ];
    const papiers = (): Papiers => this.papiers;
    return {
      get pour() {
        return lire('pour');
      },
      get signature() {
        return lire('signature');
      },
      get livraison() {
        return papiers();
      },
      surEchec: (erreur) => this.#juger(erreur),
    };
  }

  async #ouvrir(): Promise<void> {
    this.#refus = undefined;
    const { numero } = this.ligne;
    const lu = await this.#dossier.ouvrir(numero);
    if (lu) this.annoncer(ouverture(this.#dossier.suivi!));
    if (numero === this.ligne.numero && this.isConnected) this.viser('titre');
  }

  /** Is it the mandate that is over, or the request that is gone? Then nothing of it stays on the screen. */
  #juger(erreur: unknown): void {
    if (!(erreur instanceof ErreurApi)) return;
    if (erreur.code === 'numero-inconnu') {
      this.#refuser(
        msg(
          'Elle n’existe plus\u00a0: la personne a peut-être fait effacer ses données. Demandez à la mairie si besoin.',
        ),
      );
    } else if (erreur.code === 'mandat-requis' || erreur.code === 'demande-archivee') {
      this.#refuser(erreur.message);
    }
  }

  #refuser(phrase: string): void {
    this.#vider();
    this.#refus = phrase;
    this.dispatchEvent(new CustomEvent('change'));
    this.annoncer(phrase);
    this.viser('titre');
  }

  #vider(): void {
    this.#dossier.fermer();
    this.#prive?.vider();
  }

  async #charger(): Promise<void> {
    const { Prive: Partie, priveStyles } = await import('../ui/suivi/prive.ts');
    if (this.#prive) return;
    this.adopter(priveStyles);
    const change = (): void => void this.dispatchEvent(new CustomEvent('change'));
    this.#prive = new Partie(this.#contexte, {
      ajouter: (numero, evenement) => {
        this.#dossier.ajouter(numero, evenement);
        change();
      },
      remplacer: (suivi, viser) => {
        if (this.#dossier.remplacer(suivi) && viser) this.viser('titre');
        change();
      },
      racine: () => this.renderRoot,
      adopter: (styles: readonly CSSResult[]) => this.adopter(styles),
    });
  }

  #viser(id: string, sinon?: string): void {
    if (sinon && this.renderRoot.querySelector(`#${id}`)?.matches(':focus')) this.annoncer(sinon);
    else this.viser(id);
  }
}

definir('parvis-demande-aidee', DemandeAidee);
