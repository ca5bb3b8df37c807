import { html, nothing, type TemplateResult } from 'lit';
import { msg, str } from '@lit/localize';
import type { DemarcheResume } from '#contract/schemas/demarche.ts';
import type { Mandat } from '#contract/schemas/mandat.ts';
import { definir } from '../../core/definir.ts';
import { PRETE, Tache } from '../../core/tache.ts';
import { baseStyles } from '../base.styles.ts';
import { champsFormulaireStyles } from '../champs-formulaire.styles.ts';
import { champsStyles } from '../champs.styles.ts';
import { panne, squelette } from '../chargement.ts';
import { iconeSuite } from '../icones/communes.ts';
import { estAbandon, phraseEchec } from './echecs.ts';
import { dessinerMandat, type ActesMandat, type Limite } from './mandats-carte.ts';
import { mandatsStyles } from './mandats.styles.ts';
import { avecPreuve } from './preuve.ts';
import { VueEspace } from './vue.ts';

const RACINE = 'usager/mandats';

/**
 * Who may act for the citizen: seen, limited, ended. Internal to the kit; its title is of the third level.
 */
export class VueMandats extends VueEspace implements ActesMandat {
  static override styles = [baseStyles, champsStyles, champsFormulaireStyles, mandatsStyles];
  static override properties = { ...VueEspace.properties, enCours: { state: true } };

  declare enCours: { id: string; quoi: 'limite' | 'fin' } | undefined;
  occupe = false;
  echec: string | undefined;
  /** What may be chosen for a mandate that names no démarche. */
  readonly #demarches = new Tache(this, (_, { signal }) => this.client.listerDemarches({ signal }));
  readonly #liste = new Tache(
    this,
    ([client], { signal }) => client.json<{ mandats: Mandat[] }>(RACINE, { signal }),
    () => [this.client] as const,
  );

  get demarches(): readonly DemarcheResume[] | undefined {
    return this.#demarches.status === PRETE ? this.#demarches.value : undefined;
  }

  protected override contenu(): TemplateResult {
    return html`<section class="mandats pile" aria-labelledby="titre-mandats">
      <h3 id="titre-mandats" tabindex="-1">${msg('Qui peut faire des démarches pour moi')}</h3>
      <p>
        ${msg('Une personne qui vous aide peut déposer une demande à votre place, avec votre accord. Elle ne voit rien d’autre de votre espace.')}
      </p>
      ${this.#liste.render({
        pending: squelette,
        error: (erreur) =>
          panne(
            erreur,
            () => void this.#liste.run(),
            msg('Les personnes qui vous aident ne s’affichent pas'),
          ),
        complete: ({ mandats }) => this.#mandats(mandats),
      })}
    </section>`;
  }

  #mandats(mandats: readonly Mandat[]): TemplateResult {
    const finis = mandats.filter(({ etat }) => etat === 'fini');
    const vivants = mandats.filter(({ etat }) => etat !== 'fini');
    const liste = (lesquels: readonly Mandat[]) =>
      html`<ul class="cartes" role="list">
        ${lesquels.map((mandat) => dessinerMandat(mandat, this))}
      </ul>`;
    return html`${
      vivants.length ? liste(vivants) : html`<p class="muet">${msg('Personne ne peut agir pour vous.')}</p>`
    }
    ${
      finis.length
        ? html`<details>
            <summary>${iconeSuite()}<span>${msg(str`Accords finis (${finis.length})`)}</span></summary>
            ${liste(finis)}
          </details>`
        : nothing
    }`;
  }

  commencer({ id, demarches }: Mandat, quoi: 'limite' | 'fin'): void {
    this.enCours = { id, quoi };
    this.echec = undefined;
    if (quoi === 'limite' && !demarches.length && !this.demarches) void this.#demarches.run();
    this.viser(quoi === 'limite' ? `jusquau-${id}` : `garder-${id}`);
  }

  renoncer(): void {
    const { id, quoi } = this.enCours!;
    this.enCours = undefined;
    this.viser(`${quoi === 'limite' ? 'limiter' : 'finir'}-${id}`);
  }

  async limiter(mandat: Mandat, limite: Limite): Promise<void> {
    const adresse = `${RACINE}/${mandat.id}`;
    const requete = { methode: 'PATCH', json: limite } as const;
    const change = await this.#essayer(() => this.client.json<Mandat>(adresse, requete));
    if (!change) return;
    this.#remplacer(change);
    this.viser(`limiter-${mandat.id}`);
    this.annoncer(msg('C’est enregistré.'));
  }

  async finir(mandat: Mandat): Promise<void> {
    const fait = await this.#essayer(async () => {
      await this.client.envoyer(`${RACINE}/${mandat.id}`, { methode: 'DELETE' });
      return true;
    });
    if (!fait) return;
    this.#remplacer({ ...mandat, etat: 'fini', finiPar: msg('Vous') });
    this.viser('titre-mandats');
    this.annoncer(msg(str`C’est fini : ${mandat.aidant.nom} ne peut plus rien déposer pour vous.`));
  }

  #remplacer(change: Mandat): void {
    const { mandats } = this.#liste.value!;
    this.#liste.value = { mandats: mandats.map((autre) => (autre.id === change.id ? change : autre)) };
    this.enCours = undefined;
  }

  async #essayer<T>(acte: () => Promise<T>): Promise<T | undefined> {
    if (this.occupe) return undefined;
    this.occupe = true;
    this.echec = undefined;
    this.requestUpdate();
    try {
      return await avecPreuve(this.renderRoot, this.client, acte);
    } catch (erreur) {
      if (!estAbandon(erreur)) this.echec = phraseEchec(erreur);
      return undefined;
    } finally {
      this.occupe = false;
      this.requestUpdate();
    }
  }
}

definir('parvis-mes-mandats', VueMandats);

declare global {
  interface HTMLElementTagNameMap {
    'parvis-mes-mandats': VueMandats;
  }
}
