import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { msg, str } from '@lit/localize';
import type { Commune } from '#contract/schemas/commune.ts';
import type { Brouillon } from '#contract/schemas/usager.ts';
import { listerBrouillons, oublierBrouillon } from '../../core/client-usager.ts';
import type { Client } from '../../core/client.ts';
import { definir } from '../../core/definir.ts';
import { ErreurApi } from '../../core/erreurs.ts';
import type { Session } from '../../core/session/session.ts';
import { Tache } from '../../core/tache.ts';
import { baseStyles } from '../base.styles.ts';
import { champsStyles } from '../champs.styles.ts';
import { panne, squelette } from '../chargement.ts';
import { contactService } from '../contact-service.ts';
import { contactStyles } from '../contact-service.styles.ts';
import { grilleStyles } from '../grille.styles.ts';
import type { Synchro } from './brouillons-synchro.ts';
import { vueBrouillons } from './brouillons-vues.ts';
import { Demandes } from './demandes-lues.ts';
import { vueRattacher } from './demandes-rattacher.ts';
import { vueDemandes } from './demandes-sections.ts';
import { demandesStyles } from './demandes.styles.ts';
import { phraseEchec } from './echecs.ts';
import { EspaceReprendreEvent } from './events.ts';
import { lienReprise } from './ouvrir-suivi.ts';
import { VueEspace } from './vue.ts';

/**
 * « Mes demandes »: what is asked of the citizen, until when and whom to call; then what goes on, what is over.
 * Internal to the kit: `<mes-demandes>` and the dashboard give it a client with an open session.
 *
 * @fires espace-reprendre {EspaceReprendreEvent} a draft was brought to this page
 */
export class VueMesDemandes extends VueEspace {
  static override styles = [baseStyles, champsStyles, contactStyles, grilleStyles, demandesStyles];
  static override properties = {
    ...VueEspace.properties,
    ville: { attribute: false },
    limite: { attribute: false },
    synchro: { attribute: false },
    aEffacer: { state: true },
  };

  declare ville: Commune | undefined;
  /** Lines shown; all by default. */
  declare limite: number | undefined;
  /** Of the forms of this widget: drafts are taken up here. Without it, where their form is. */
  declare synchro: Synchro | undefined;
  /** Id of the draft that is about to be erased. */
  declare aEffacer: string | undefined;
  readonly demandes = new Demandes(this);
  readonly #saisie = { numero: '', code: '' };
  #brouillons: readonly Brouillon[] = [];
  #echec = '';
  /** What was asked for is no longer there. */
  #parti = false;
  #session: Session | undefined;
  /** Out of sight, it waits: nothing above what is being read moves. */
  readonly #oeil = new IntersectionObserver((entrees) => {
    if (!entrees.some(({ isIntersecting }) => isIntersecting)) return;
    this.#oeil.disconnect();
    this.relire();
  });
  readonly #surPeremption = (): void => {
    // Its own acts have drawn their result; a form that is filed leaves this view.
    if (!this.demandes.occupe) this.#oeil.observe(this);
  };

  readonly #liste = new Tache(
    this,
    async ([client, synchro], { signal }) => {
      const [brouillons] = await Promise.all([
        // What was just typed on this page is in the list.
        Promise.resolve(synchro?.vider()).then(() => listerBrouillons(client, { signal })),
        this.demandes.lire(signal),
      ]);
      this.#brouillons = brouillons;
    },
    () => [this.client, this.synchro] as const,
  );

  /** Requests may have moved: the list is read again, without being taken away. */
  relire(): void {
    void this.#liste.run();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    document.addEventListener('visibilitychange', this.#surRetour);
    this.#suivre(this.client);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener('visibilitychange', this.#surRetour);
    this.#suivre(undefined);
  }

  override annoncer(phrase: string): void {
    super.annoncer(phrase);
  }

  protected override willUpdate(changes: PropertyValues<this>): void {
    if (changes.has('ville') && this.ville) this.fuseau = this.ville.fuseau;
    if (changes.has('client')) this.#suivre(this.client);
  }

  /** What another widget of the page does to a request shows here too. */
  #suivre(client: Client | undefined): void {
    this.#session?.removeEventListener('perimee', this.#surPeremption);
    this.#oeil.disconnect();
    this.#session = client?.session as Session | undefined;
    this.#session?.addEventListener('perimee', this.#surPeremption);
  }

  protected override contenu(): TemplateResult {
    return this.#liste.render({
      pending: () => (this.demandes.luesA ? this.#page() : squelette()),
      error: (erreur) =>
        html`${panne(erreur, () => this.relire(), msg('Vos demandes ne s’affichent pas'))}
        ${this.demandes.luesA ? this.#page() : nothing} ${this.#aide()}`,
      complete: () => html`${this.#page()} ${this.#aide()}`,
    }) as TemplateResult;
  }

  #page(): TemplateResult {
    const { demandes, ville, limite, maintenant } = this;
    return html`<div class="demandes pile-large" aria-busy=${demandes.occupe ? 'true' : nothing}>
      ${this.#echec ? html`<p class="erreur" role="alert">${this.#echec}</p>` : nothing}
      ${vueDemandes({
        demandes,
        ville,
        limite,
        maintenant,
        base: this.client.base,
        brouillons: vueBrouillons({
          brouillons: this.#brouillons.slice(0, limite),
          lien: this.synchro ? undefined : (id) => lienReprise(id, ville, this.client.base),
          fuseau: this.fuseau,
          maintenant,
          aEffacer: this.aEffacer,
          surReprendre: (brouillon) => void this.#reprendre(brouillon),
          surEffacer: (id) => {
            const cible = id ? 'effacer-oui' : `effacer-${this.aEffacer}`;
            this.aEffacer = id;
            this.viser(cible);
          },
          surConfirmer: (brouillon) => void this.#effacer(brouillon),
        }),
        surPlus: () => void this.#voirPlus(),
        surAjouter: (ligne) => void this.#rattacher(ligne.numero),
      })}
      ${limite === undefined ? vueRattacher(demandes, this.#saisie, this.#surRattacher) : nothing}
    </div>`;
  }

  #aide(): unknown {
    const { ville, limite } = this;
    if (!ville || limite !== undefined) return nothing;
    return html`<section class="mairie pile" aria-labelledby="aide">
      <h3 id="aide">${msg('Besoin d’aide\u00a0? Appelez-nous')}</h3>
      ${contactService(ville.nom, ville.contact)}
    </section>`;
  }

  async #reprendre({ id, demarche }: Brouillon): Promise<void> {
    if (await this.#essayer(() => this.synchro!.reprendre(id)))
      this.dispatchEvent(new EspaceReprendreEvent(demarche));
    // Filed or erased on another device since the list was read.
    else if (this.#parti) this.relire();
  }

  async #effacer({ id, titre }: Brouillon): Promise<void> {
    const { synchro, client } = this;
    if (!(await this.#essayer(() => synchro?.effacer(id) ?? oublierBrouillon(client, id)))) return;
    this.#brouillons = this.#brouillons.filter((autre) => autre.id !== id);
    this.aEffacer = undefined;
    this.annoncer(msg(str`${titre}\u00a0: effacé.`));
    if (this.#brouillons.length) this.viser('brouillons');
  }

  async #voirPlus(): Promise<void> {
    const derniere = this.demandes.lignes.at(-1)?.numero;
    if (!(await this.#essayer(() => this.demandes.voirPlus()))) return;
    const rang = this.demandes.lignes.findIndex(({ numero }) => numero === derniere) + 1;
    const premiere = this.demandes.lignes[rang];
    if (premiere) this.viser(`voir-${premiere.numero}`);
  }

  readonly #surRattacher = (evenement: Event): void => {
    evenement.preventDefault();
    const { numero, code } = this.#saisie;
    const manque = numero.trim() ? (code.trim() ? undefined : 'code') : 'numero';
    if (manque) {
      const phrase = manque === 'code' ? msg('Indiquez son code.') : msg('Indiquez son numéro.');
      this.demandes.echec = { numero: '', champ: manque, phrase };
      this.viser(`rattacher-${manque}`);
    } else void this.#rattacher(numero.trim(), code.trim());
  };

  async #rattacher(numero: string, code?: string): Promise<void> {
    const ligne = await this.demandes.rattacher(numero, code);
    if (ligne) {
      Object.assign(this.#saisie, { numero: '', code: '' });
      this.annoncer(msg(str`${ligne.titre}\u00a0: ajoutée à votre espace.`));
      this.viser(`voir-${ligne.numero}`);
    } else if (this.demandes.echec?.champ && code) this.viser(`rattacher-${this.demandes.echec.champ}`);
  }

  async #essayer(acte: () => Promise<unknown>): Promise<boolean> {
    this.#echec = '';
    try {
      await acte();
      return true;
    } catch (erreur) {
      this.#echec = phraseEchec(erreur);
      this.#parti = erreur instanceof ErreurApi && erreur.code === 'introuvable';
      this.requestUpdate();
      return false;
    }
  }

  /** Back on the page after a while: something may have been read or answered elsewhere. */
  readonly #surRetour = (): void => {
    const { luesA } = this.demandes;
    if (document.visibilityState === 'visible' && luesA && performance.now() - luesA > 60_000) this.relire();
  };
}

definir('parvis-mes-demandes', VueMesDemandes);

declare global {
  interface HTMLElementTagNameMap {
    'parvis-mes-demandes': VueMesDemandes;
  }
}
