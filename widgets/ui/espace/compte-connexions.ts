import { html, nothing, type TemplateResult } from 'lit';
import { msg, str } from '@lit/localize';
import type { MesSessions, SessionVue } from '#contract/schemas/session.ts';
import type * as z from 'zod';
import { instant } from '../chronologie.ts';
import { panne, squelette } from '../chargement.ts';
import { encart } from '../encart.ts';
import { VueCompte } from './vue-compte.ts';

const MOYENS: Record<SessionVue['moyen'], () => string> = {
  courriel: () => msg('avec un code reçu par courriel'),
  franceconnect: () => msg('avec FranceConnect'),
  oidc: () => msg('avec le compte de votre structure'),
};

/** « Mes connexions »: where I am signed in; ended one by one, or everywhere. Internal to the kit. */
export class CompteConnexions extends VueCompte {
  readonly #liste = this.tache(() => this.client.json<z.output<typeof MesSessions>>('usager/sessions'));

  protected override contenu(): TemplateResult {
    return this.#liste.render({
      pending: () => (this.#liste.value ? this.#page(this.#liste.value) : squelette()),
      error: (erreur) =>
        panne(erreur, () => void this.#liste.run(), msg('Vos connexions ne s’affichent pas')),
      complete: (liste) => this.#page(liste),
    }) as TemplateResult;
  }

  #page({ sessions }: z.output<typeof MesSessions>): TemplateResult {
    return html`<div class="rubrique pile">
      <h2 id="titre-connexions" tabindex="-1">${msg('Mes connexions')}</h2>
      <p>
        ${msg('Les appareils où votre espace est ouvert. Vous n’en reconnaissez pas un ? Terminez sa connexion.')}
      </p>
      ${this.echec ? encart('error', this.echec, { annonce: true }) : nothing}
      <ul class="lignes" role="list">
        ${sessions.map((session) => this.#ligne(session))}
      </ul>
      ${
        sessions.length > 1
          ? html`<p>
              <button type="button" class="bouton danger" @click=${() => void this.#partout()}>
                ${msg('Me déconnecter partout')}
              </button>
            </p>`
          : nothing
      }
    </div>`;
  }

  #ligne({ id, appareil, moyen, ouverteLe, vueLe, rester, courante }: SessionVue): TemplateResult {
    return html`<li>
      <p class="tete">
        <b>${appareil}</b>
        ${courante ? html`<span class="pastille ok">${msg('Vous êtes ici')}</span>` : nothing}
        ${rester ? html`<span class="muet">${msg('reste connecté')}</span>` : nothing}
      </p>
      <p class="muet">
        ${msg('Ouverte')} ${instant(ouverteLe, this.fuseau, this.maintenant)} ${MOYENS[moyen]()}.
        ${courante ? nothing : html`${msg('Vue')} ${instant(vueLe, this.fuseau, this.maintenant)}.`}
      </p>
      ${
        courante
          ? nothing
          : html`<p>
              <button
                type="button"
                class="bouton"
                aria-label=${msg(str`Terminer la connexion de ${appareil}`)}
                @click=${() => void this.#terminer(id, appareil)}
              >
                ${msg('Terminer')}
              </button>
            </p>`
      }
    </li>`;
  }

  async #terminer(id: string, appareil: string): Promise<void> {
    const faite = await this.essayer(async () => {
      await this.client.envoyer(`usager/sessions/${id}`, { methode: 'DELETE' });
      await this.#liste.run();
    });
    if (!faite) return;
    this.viser('titre-connexions');
    this.annoncer(msg(str`La connexion de ${appareil} est terminée.`));
  }

  async #partout(): Promise<void> {
    this.session.lieu = this;
    await this.essayer(() => this.session.fermer({ partout: true }));
  }
}
