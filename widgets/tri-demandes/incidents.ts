import { html, nothing } from 'lit';
import { msg, str } from '@lit/localize';
import type { Incident } from '#contract/schemas/agent.ts';
import { instant } from '../ui/chronologie.ts';
import { iconeAlerte, iconeRelancer } from '../ui/icones/communes.ts';
import { Cles } from './brouillon-dossier.ts';
import { CorrectionAdresse } from './correction-adresse.ts';
import { phraseEchec, type Hote } from './contexte.ts';

/** What the server could not do by itself: an agent sees it and can try again. */
export class Incidents {
  liste: Incident[] = [];
  erreur = '';
  readonly #hote: Hote;
  readonly #ouvrir: (numero: string) => void;
  readonly #cles = new Cles();
  #enCours: string | undefined;
  readonly #correction: CorrectionAdresse;

  constructor(hote: Hote, ouvrir: (numero: string) => void) {
    this.#hote = hote;
    this.#ouvrir = ouvrir;
    this.#correction = new CorrectionAdresse(hote, (numero) => {
      this.liste = this.liste.filter(
        (incident) => incident.numero !== numero || incident.type !== 'courriel',
      );
    });
  }

  /** A failure here must not hide the queue: the strip stays as it was. */
  async charger(): Promise<void> {
    try {
      this.liste = await this.#hote.session.avec(() => this.#hote.api.listerIncidents());
      this.#hote.requestUpdate();
    } catch {
      return;
    }
  }

  async relancer({ id, essais }: Incident): Promise<void> {
    if (this.#enCours) return;
    this.#enCours = id;
    this.erreur = '';
    this.#hote.requestUpdate();
    try {
      const cle = this.#cles.pour([id, essais]);
      await this.#hote.session.avec(() => this.#hote.api.relancerIncident(id, { cle }));
      this.liste = this.liste.filter((incident) => incident.id !== id);
      this.#hote.annoncer(msg('Le courriel est relancé.'));
    } catch (erreur) {
      this.erreur = phraseEchec(erreur);
    } finally {
      this.#enCours = undefined;
      this.#hote.requestUpdate();
    }
  }

  rendre(): unknown {
    const nombre = this.liste.length;
    if (nombre === 0) return nothing;
    const titre = this.liste.every(({ type }) => type.includes('courriel'))
      ? nombre === 1
        ? msg('1 courriel n’est pas parti')
        : msg(str`${nombre} courriels ne sont pas partis`)
      : nombre === 1
        ? msg('1 envoi a échoué')
        : msg(str`${nombre} envois ont échoué`);
    return html`<details class="incidents" data-retour="titre-incidents">
      <summary id="titre-incidents">${iconeAlerte()} ${titre}</summary>
      ${this.erreur ? html`<p class="echec" role="alert">${this.erreur}</p>` : nothing}
      <ul role="list">
        ${this.liste.map(
          (incident) =>
            html`<li>
              ${
                incident.numero
                  ? html`<button class="bouton lien" @click=${() => this.#ouvrir(incident.numero!)}>
                      ${incident.numero}
                    </button>`
                  : nothing
              }
              <span>${incident.cause}</span>
              ${instant(incident.le, this.#hote.fuseau, this.#hote.maintenant)}
              <button
                class="bouton"
                aria-disabled=${this.#enCours === incident.id ? 'true' : nothing}
                @click=${() => this.relancer(incident)}
              >
                ${iconeRelancer()}${msg('Relancer')}<span class="cache"> ${incident.numero}</span>
              </button>
              ${incident.type === 'courriel' && incident.numero ? this.#correction.dessiner(incident.numero) : nothing}
            </li>`,
        )}
      </ul>
    </details>`;
  }
}
