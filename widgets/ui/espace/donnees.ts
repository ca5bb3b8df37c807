import { html, nothing, type TemplateResult } from 'lit';
import { msg, str } from '@lit/localize';
import type { MesDocuments } from '#contract/schemas/document.ts';
import type { Brouillon, Moi } from '#contract/schemas/usager.ts';
import { definir } from '../../core/definir.ts';
import { jourLocal } from '../../core/dates.ts';
import { dateEnMots } from '../../core/dates-en-mots.ts';
import { enregistrer } from '../../core/enregistrer.ts';
import { EvenementNatif } from '../../core/evenement-natif.ts';
import { Tache } from '../../core/tache.ts';
import { baseStyles } from '../base.styles.ts';
import { champsStyles } from '../champs.styles.ts';
import { panne, squelette } from '../chargement.ts';
import { encart } from '../encart.ts';
import { iconeTelecharger } from '../icones/dossier.ts';
import { poids } from '../poids.ts';
import { listerDocuments } from './documents-api.ts';
import { donneesStyles } from './donnees.styles.ts';
import { Effacer } from './donnees-effacer.ts';
import { estAbandon, phraseEchec } from './echecs.ts';
import './mandats.ts';
import { avecPreuve } from './preuve.ts';
import { VueEspace } from './vue.ts';

interface Garde {
  moi: Moi;
  mes: MesDocuments;
  brouillons: readonly Brouillon[];
}

/** All was erased: what else is shown of the space is false; once it was `lu`, the widget signs out. Inside the kit only. */
export class EspaceEffaceEvent extends EvenementNatif {
  static readonly type = 'espace-efface';
  /** Has the citizen read what went and what stays? */
  readonly lu: boolean;

  constructor(lu: boolean) {
    super(EspaceEffaceEvent.type, { bubbles: true });
    this.lu = lu;
  }
}

/**
 * « Mes données »: what the town keeps of a citizen, a copy of it, who may act for him, and all of it erased.
 * Internal to the kit.
 *
 * @fires espace-efface {EspaceEffaceEvent} once all was erased, and again once the result was read
 */
export class VueDonnees extends VueEspace {
  static override styles = [baseStyles, champsStyles, donneesStyles];

  readonly #garde = new Tache(
    this,
    async ([client], options): Promise<Garde> => {
      const [moi, mes, { brouillons }] = await Promise.all([
        client.json<Moi>('usager/moi', options),
        listerDocuments(client, options),
        client.json<{ brouillons: Brouillon[] }>('usager/brouillons', options),
      ]);
      return { moi, mes, brouillons };
    },
    () => [this.client] as const,
  );
  readonly #effacer = new Effacer({
    dessiner: () => this.requestUpdate(),
    viser: (id) => this.viser(id),
    envoyer: (requete) =>
      avecPreuve(this.renderRoot, this.client, () => this.client.json('usager/effacement', requete)),
    finir: (lu) => void this.dispatchEvent(new EspaceEffaceEvent(lu)),
  });
  #export: 'lecture' | { echec: string } | undefined;

  protected override contenu(): TemplateResult {
    if (this.#effacer.resultat) return this.#effacer.bilan();
    return html`<div class="donnees pile-large">
      <header class="pile">
        <h2 id="titre-donnees" tabindex="-1">${msg('Mes données')}</h2>
        <p>
          ${msg('Ce que la mairie garde sur vous dans cet espace. Vous pouvez en prendre une copie, ou tout effacer.')}
        </p>
      </header>
      <section class="pile" aria-labelledby="titre-garde">
        <h3 id="titre-garde">${msg('Ce que la mairie garde')}</h3>
        ${this.#garde.render({
          pending: squelette,
          error: (erreur) =>
            panne(erreur, () => void this.#garde.run(), msg('Vos données ne s’affichent pas')),
          complete: (garde) => this.#liste(garde),
        })}
      </section>
      ${this.#copie()}
      <parvis-mes-mandats
        .client=${this.client}
        .fuseau=${this.fuseau}
        .maintenant=${this.maintenant}
      ></parvis-mes-mandats>
      ${this.#effacer.dessiner()}
    </div>`;
  }

  #liste({ moi, mes, brouillons }: Garde): TemplateResult {
    const { profil, identites, depuis } = moi;
    const noms = [profil.prenom?.valeur, profil.nomUsage?.valeur ?? profil.nom?.valeur]
      .filter(Boolean)
      .join(' ');
    const reste = [
      profil.naissanceDate && msg('naissance'),
      profil.telephone && msg('téléphone'),
      profil.adresse && msg('adresse'),
    ].filter(Boolean);
    const profilEnMots = [noms, ...reste].filter(Boolean).join(', ');
    const ligne = (quoi: string, valeur: unknown) =>
      html`<div>
        <dt>${quoi}</dt>
        <dd>${valeur}</dd>
      </div>`;
    return html`<dl class="faits">
      ${ligne(msg('Profil'), profilEnMots || msg('Rien'))}
      ${ligne(
        msg('Pour vous connecter'),
        identites.map(({ libelle }) => html`<span class="un">${libelle}</span>`),
      )}
      ${ligne(
        msg('Documents'),
        mes.documents.length
          ? msg(str`${mes.documents.length} document(s), ${poids(mes.utilises)}`).replace(
              '(s)',
              mes.documents.length > 1 ? 's' : '',
            )
          : msg('Aucun'),
      )}
      ${ligne(
        msg('Brouillons'),
        brouillons.length
          ? brouillons.map(({ titre }) => html`<span class="un">${titre}</span>`)
          : msg('Aucun'),
      )}
      ${ligne(msg('Demandes'), msg('Vos demandes, leurs messages et leurs pièces'))}
      ${ligne(msg('Espace ouvert'), msg(str`Le ${dateEnMots(jourLocal(depuis, this.fuseau))}`))}
    </dl>`;
  }

  #copie(): TemplateResult {
    const lecture = this.#export === 'lecture';
    return html`<section class="pile" aria-labelledby="titre-copie">
      <h3 id="titre-copie">${msg('En prendre une copie')}</h3>
      <p>
        ${msg('Un fichier ZIP avec tout ce qui précède : vos réponses et vos messages en texte lisible, et tous les fichiers.')}
      </p>
      <p>
        <button
          type="button"
          class="bouton"
          id="exporter"
          aria-disabled=${lecture ? 'true' : nothing}
          @click=${() => void this.#exporter()}
        >
          ${iconeTelecharger()}${lecture ? msg('Préparation…') : msg('Télécharger mes données (ZIP)')}
        </button>
      </p>
      ${typeof this.#export === 'object' ? encart('error', this.#export.echec, { annonce: true }) : nothing}
    </section>`;
  }

  async #exporter(): Promise<void> {
    if (this.#export === 'lecture') return;
    this.#export = 'lecture';
    this.requestUpdate();
    try {
      const lire = () => this.client.envoyer('usager/export', { entetes: { Accept: '*/*' } });
      const reponse = await avecPreuve(this.renderRoot, this.client, lire);
      enregistrer(await reponse.blob(), msg('mes-donnees.zip'));
      this.#export = undefined;
      this.annoncer(msg('Vos données sont téléchargées.'));
    } catch (erreur) {
      this.#export = estAbandon(erreur) ? undefined : { echec: phraseEchec(erreur) };
      this.requestUpdate();
    }
  }
}

definir('parvis-mes-donnees', VueDonnees);

declare global {
  interface HTMLElementTagNameMap {
    'parvis-mes-donnees': VueDonnees;
  }
  interface HTMLElementEventMap {
    'espace-efface': EspaceEffaceEvent;
  }
}
