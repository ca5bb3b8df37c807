import { html, nothing, type CSSResult, type TemplateResult } from 'lit';
import { msg, str } from '@lit/localize';
import type { FichierJoint } from '#contract/formulaire.ts';
import type { Suivi } from '#contract/schemas/demande.ts';
import type { Complement } from '#contract/schemas/echeance.ts';
import { dateEnMots, instantEnMots, joursAvant } from '../../core/dates-en-mots.ts';
import { encart } from '../encart.ts';
import type { Completion } from './completer/completion.ts';
import type * as Completer from './completer/vue.ts';
import type { Contexte } from './contexte.ts';
import { silenceEnMots } from './silence.ts';

export interface Ouvert {
  suivi: Suivi;
  code: string;
  fuseau: string;
}

/** « Ce que la mairie vous demande ». The fields come with their own part, only when something is asked. */
export class Demandes {
  #partie: typeof Completer | undefined;
  #completion: Completion | undefined;
  #numero: string | undefined;
  #coupure = false;
  #attente = false;
  /** Rank of the receipt to show. */
  #recu: string | undefined;
  readonly #hote: Contexte;
  readonly #adopter: (styles: readonly CSSResult[]) => void;
  readonly #remplacer: (suivi: Suivi) => void;

  constructor(
    hote: Contexte,
    adopter: (styles: readonly CSSResult[]) => void,
    remplacer: (suivi: Suivi) => void,
  ) {
    this.#hote = hote;
    this.#adopter = adopter;
    this.#remplacer = remplacer;
  }

  vider(): void {
    this.#completion?.quitter();
    this.#completion = this.#recu = this.#numero = undefined;
  }

  dessiner(ouvert: Ouvert, fichier: (piece: FichierJoint) => unknown, nouveau: unknown): unknown {
    const { suivi, fuseau } = ouvert;
    const complement = suivi.dossier?.complement;
    const recu = suivi.evenements.find(({ id }) => id === this.#recu);
    return html`${recu ? receipt(recu, ouvert) : nothing}${
      complement ? this.#demande(complement, ouvert, fichier, nouveau, fuseau) : nothing
    }`;
  }

  #demande(
    complement: Complement,
    ouvert: Ouvert,
    fichier: (piece: FichierJoint) => unknown,
    nouveau: unknown,
    fuseau: string,
  ): TemplateResult {
    const completion = this.#accorder({ ...ouvert, complement });
    const rang = ouvert.suivi.evenements.findLast(({ type }) => type === 'complement-demande')?.rang;
    const jour = dateEnMots(complement.avantLe);
    const passe = joursAvant(complement.avantLe, fuseau) < 0;
    return html`<section
      class="carte demande-mairie pile-large"
      aria-labelledby="titre-complement"
      data-rang=${rang ?? nothing}
    >
      <div class="pile">
        <h3 id="titre-complement" tabindex="-1">${msg('Ce que la mairie vous demande')} ${nouveau}</h3>
        <p>
          <b
            >${passe ? msg(str`À envoyer dès que possible\u00a0: c’était attendu avant le ${jour}.`) : msg(str`À envoyer avant le ${jour}.`)}</b
          >
        </p>
        <p class="corps">${complement.motif}</p>
      </div>
      ${
        completion && this.#partie
          ? this.#partie.vueCompleter({ completion, fichier })
          : this.#attendre(complement)
      }
    </section>`;
  }

  /** The words of the town do not wait for the fields. */
  #attendre({ champs }: Complement): TemplateResult {
    return html`<ul class="puces">
        ${champs.map(
          ({ libelle, precision }) =>
            html`<li>
              ${libelle}${precision ? html`<br /><span class="muet">${precision}</span>` : nothing}
            </li>`,
        )}
      </ul>
      ${
        this.#coupure
          ? html`<p>
              <button type="button" class="bouton" @click=${() => void this.#charger()}>
                ${msg('Afficher les questions')}
              </button>
            </p>`
          : html`<p class="muet">${msg('Chargement…')}</p>`
      }`;
  }

  #accorder(attendu: Completer.Completion['attendu']): Completion | undefined {
    const { numero } = attendu.suivi;
    if (this.#numero !== numero) this.vider();
    this.#numero = numero;
    if (!this.#partie) {
      if (!this.#coupure) void this.#charger();
      return undefined;
    }
    if (this.#completion) this.#completion.accorder(attendu);
    else
      this.#completion = new this.#partie.Completion(this.#hote, attendu, (suivi) => this.#recevoir(suivi));
    return this.#completion;
  }

  #recevoir(suivi: Suivi): void {
    if (suivi.numero !== this.#numero) return;
    this.#recu = suivi.evenements.findLast(({ type }) => type === 'complement-recu')?.id;
    this.#completion = undefined;
    this.#remplacer(suivi);
    this.#hote.viser('complement-recu');
  }

  async #charger(): Promise<void> {
    if (this.#attente || this.#partie) return;
    this.#attente = true;
    this.#coupure = false;
    try {
      const partie = await import('./completer/vue.ts');
      this.#adopter(partie.completerStyles);
      this.#partie = partie;
    } catch {
      this.#coupure = true;
    }
    this.#attente = false;
    this.#hote.requestUpdate();
  }
}

/** « Reçu le … »: what the town has, and what it means for the delay. */
function receipt({ le }: Suivi['evenements'][number], { suivi, fuseau }: Ouvert): TemplateResult {
  const date = instantEnMots(le, fuseau);
  const complet = !suivi.dossier?.complement;
  const reprise = suivi.evenements.some(
    ({ type, donnees, le: quand }) =>
      type === 'echeance' && quand >= le && (donnees as { apres: string | null }).apres !== null,
  );
  const silence = complet ? silenceEnMots(suivi, fuseau) : undefined;
  return html`<div id="complement-recu" tabindex="-1">
    ${encart(
      'ok',
      html`<p>
          ${
            complet
              ? msg(str`Reçu le ${date}. La mairie a ce qu’elle attendait.`)
              : msg(str`Reçu le ${date}. Il manque encore ce qui est demandé ci-dessous.`)
          }
        </p>
        ${silence ? html`<p>${reprise ? msg('Le délai court de nouveau.') : nothing} ${silence}</p>` : nothing}`,
      { titre: msg('Merci, c’est envoyé') },
    )}
  </div>`;
}
