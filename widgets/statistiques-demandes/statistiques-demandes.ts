import { html, type TemplateResult } from 'lit';
import { msg } from '@lit/localize';
import type { Statistiques } from '#contract/schemas/statistiques.ts';
import { ParvisElement } from '../core/element.ts';
import { ErreurApi } from '../core/erreurs.ts';
import { PRETE, Tache } from '../core/tache.ts';
import { encart } from '../ui/encart.ts';
import { vueStatistiques } from '../ui/statistiques/statistiques.ts';
import type { dessinerTableau } from '../ui/statistiques/tableau.ts';
import { chiffresStyles } from './statistiques-demandes.styles.ts';

/**
 * @summary The figures that the town publishes: requests received and answered over the twelve last whole months,
 * how long it took, by month, service, channel and démarche, each chart with its table; small numbers hidden.
 * Needs `statistiquesPubliques` in the commune's configuration.
 */
export class StatistiquesDemandes extends ParvisElement {
  static override styles = [ParvisElement.styles, chiffresStyles];

  readonly #tache = new Tache(
    this,
    ([client], { signal }) => client.json<Statistiques>('statistiques', { signal }),
    () => [this.leClient] as const,
  );

  #tableau: typeof dessinerTableau | undefined;

  readonly #surTableau = (): void =>
    void import('../ui/statistiques/tableau.ts').then(
      ({ dessinerTableau, tableauStyles }) => {
        this.adopter([tableauStyles]);
        this.#tableau = dessinerTableau;
        this.requestUpdate();
      },
      // Opened again, it is asked for again; the bars say the main figures meanwhile.
      () => undefined,
    );

  protected override get pret(): boolean {
    return this.#tache.status >= PRETE;
  }

  protected override renderContent(): TemplateResult {
    return html`<div class="contenu">
      ${this.#tache.render({
        pending: () => undefined,
        error: (erreur) => this.#echec(erreur),
        complete: (statistiques) =>
          vueStatistiques({
            statistiques,
            exports: this.#exports(),
            tableau: this.#tableau,
            surTableau: this.#surTableau,
          }),
      })}
    </div>`;
  }

  #echec(erreur: unknown): TemplateResult {
    if (erreur instanceof ErreurApi && erreur.code === 'chiffres-non-publies')
      return encart('info', erreur.message);
    return html`<div class="pile">
      ${encart('error', msg('Les chiffres ne s’affichent pas.'), { annonce: true })}
      <slot></slot>
      <p>
        <button type="button" class="bouton" @click=${() => void this.#tache.run()}>
          ${msg('Réessayer')}
        </button>
      </p>
    </div>`;
  }

  #exports(): TemplateResult {
    const lien = (format: 'csv' | 'json', libelle: string) =>
      html`<a class="bouton" href=${this.leClient.adresse('statistiques', { format })} download
        >${libelle}</a
      >`;
    return html`${lien('csv', msg('Télécharger pour un tableur (CSV)'))}
    ${lien('json', msg('Télécharger les données (JSON)'))}`;
  }
}
