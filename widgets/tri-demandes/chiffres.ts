import { css, html, nothing, type TemplateResult } from 'lit';
import { msg } from '@lit/localize';
import type { DemarcheResume } from '#contract/schemas/demarche.ts';
import type { FiltreStatistiques, Statistiques } from '#contract/schemas/statistiques.ts';
import { CANAUX, LIBELLES_CANAL, type Canal } from '#contract/vocabulaire.ts';
import { exporterChiffres, lireChiffres } from '../core/client-conversation.ts';
import { format } from '../core/dates.ts';
import { aujourdhuiA } from '../core/jour.ts';
import { champListe } from '../ui/champ-liste.ts';
import { encart } from '../ui/encart.ts';
import { iconeRetour } from '../ui/icones/communes.ts';
import { statistiquesStyles } from '../ui/statistiques/statistiques.styles.ts';
import { vueStatistiques } from '../ui/statistiques/statistiques.ts';
import { dessinerTableau, tableauStyles } from '../ui/statistiques/tableau.ts';
import { estAbandon, phraseEchec, type Hote } from './contexte.ts';
import { enregistrer } from './enregistrer.ts';

type Filtre = Partial<Pick<FiltreStatistiques, 'de' | 'a' | 'service' | 'demarche' | 'canal'>>;

/** Months that the lists offer: three years. */
const MOIS_OFFERTS = 36;

/** The figures of the agent's services: what the public ones hold, nothing hidden, cut as he wants. */
export class Chiffres {
  static readonly styles = [
    statistiquesStyles,
    tableauStyles,
    css`
      .chiffres {
        container: chiffres / inline-size;
        position: relative;
        min-height: 0;
        overflow: auto;
      }
      .chiffres h2 {
        font-size: 1.375em;
      }
      .chiffres h3 {
        font-size: 1.125em;
      }
      .chiffres .criteres {
        max-width: none;
      }
    `,
  ];
  readonly #hote: Hote;
  #filtre: Filtre = {};
  #lus: Statistiques | undefined;
  #erreur = '';
  #export = '';
  #enCours = false;
  #lecture: AbortController | undefined;

  constructor(hote: Hote) {
    this.#hote = hote;
  }

  async charger(): Promise<void> {
    this.#lecture?.abort();
    const { signal } = (this.#lecture = new AbortController());
    this.#enCours = true;
    this.#erreur = '';
    this.#hote.requestUpdate();
    try {
      const { api, session } = this.#hote;
      const lus = await session.avec(() => lireChiffres(api, this.#filtre, { signal }));
      signal.throwIfAborted();
      this.#lus = lus;
      this.#hote.annoncer(msg('Les chiffres sont à jour.'));
    } catch (erreur) {
      if (signal.aborted || estAbandon(erreur)) return;
      this.#erreur = phraseEchec(erreur);
    }
    this.#enCours = false;
    this.#hote.requestUpdate();
  }

  rendre(demarches: readonly DemarcheResume[], fermer: () => void): TemplateResult {
    return html`<section
      class="chiffres pile"
      aria-labelledby="titre-chiffres"
      aria-busy=${this.#enCours ? 'true' : nothing}
    >
      <p><button class="bouton lien" @click=${fermer}>${iconeRetour()}${msg('Retour à la file')}</button></p>
      <h2 id="titre-chiffres" tabindex="-1">${msg('Chiffres de mes services')}</h2>
      ${this.#criteres(demarches)}
      ${
        this.#erreur
          ? html`${encart('error', this.#erreur, { annonce: true })}
              <p>
                <button class="bouton" @click=${() => this.charger()}>${msg('Réessayer')}</button>
              </p>`
          : nothing
      }
      ${
        this.#lus
          ? vueStatistiques({
              statistiques: this.#lus,
              exports: this.#exports(),
              tableau: dessinerTableau,
              surTableau: () => undefined,
            })
          : this.#erreur
            ? nothing
            : html`<p class="muet" role="status">${msg('Chargement…')}</p>`
      }
    </section>`;
  }

  #criteres(demarches: readonly DemarcheResume[]): TemplateResult {
    const tous = { valeur: '', libelle: msg('Tous') };
    const toutes = { valeur: '', libelle: msg('Toutes') };
    const mois = this.#mois();
    const liste = (cle: keyof Filtre, libelle: string, options: { valeur: string; libelle: string }[]) =>
      champListe({
        id: `compte-${cle}`,
        libelle,
        options,
        valeur: this.#filtre[cle] ?? (cle === 'de' || cle === 'a' ? (this.#lus?.[cle] ?? '') : ''),
        surSaisie: (valeur) => this.#filtrer(cle, valeur),
      });
    return html`<div class="criteres" role="group" aria-label=${msg('Ce qui est compté')}>
      ${liste('de', msg('De'), mois)} ${liste('a', msg('À'), mois)}
      ${liste('service', msg('Service'), [
        tous,
        ...this.#hote.session.agent!.services.map(({ code, nom }) => ({ valeur: code, libelle: nom })),
      ])}
      ${liste('demarche', msg('Démarche'), [
        toutes,
        ...demarches
          .filter(({ depot }) => depot === 'en-ligne')
          .map(({ code, titre }) => ({ valeur: code, libelle: titre })),
      ])}
      ${liste('canal', msg('Canal'), [
        tous,
        ...CANAUX.map((valeur) => ({ valeur, libelle: LIBELLES_CANAL[valeur] })),
      ])}
    </div>`;
  }

  #filtrer(cle: keyof Filtre, valeur: string): void {
    const { [cle]: _, ...autres } = this.#filtre;
    this.#filtre = valeur ? { ...autres, [cle]: valeur as Canal } : autres;
    // The two ends of the period go together, in their order.
    const { de = this.#lus?.de, a = this.#lus?.a } = this.#filtre;
    if ((cle === 'de' || cle === 'a') && de && a)
      Object.assign(this.#filtre, de <= a ? { de, a } : { de: valeur, a: valeur });
    void this.charger();
  }

  #mois(): { valeur: string; libelle: string }[] {
    const { fuseau, maintenant } = this.#hote;
    const [annee, mois] = aujourdhuiA(fuseau, maintenant).split('-').map(Number) as [number, number];
    return Array.from({ length: MOIS_OFFERTS }, (_, i) => {
      const date = new Date(Date.UTC(annee, mois - 1 - i, 1));
      return {
        valeur: date.toISOString().slice(0, 7),
        libelle: format({ timeZone: 'UTC', month: 'long', year: 'numeric' }, 'fr-FR', date),
      };
    });
  }

  #exports(): TemplateResult {
    const bouton = (type: 'csv' | 'json', libelle: string) =>
      html`<button class="bouton" @click=${() => this.#exporter(type)}>${libelle}</button>`;
    return html`${bouton('csv', msg('Télécharger pour un tableur (CSV)'))}
    ${bouton('json', msg('Télécharger les données (JSON)'))}
    ${this.#export ? html`<p class="echec" role="alert">${this.#export}</p>` : nothing}`;
  }

  async #exporter(type: 'csv' | 'json'): Promise<void> {
    this.#export = '';
    try {
      const { api, session } = this.#hote;
      const blob = await session.avec(() => exporterChiffres(api, { ...this.#filtre, format: type }));
      // What was asked for, though the table may still show what was before.
      const { de, a } = { ...this.#lus!, ...this.#filtre };
      enregistrer(blob, `chiffres-${de}-${a}.${type}`);
    } catch (erreur) {
      this.#export = phraseEchec(erreur);
    }
    this.#hote.requestUpdate();
  }
}
