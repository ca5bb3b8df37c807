import { html, nothing, type TemplateResult } from 'lit';
import { msg } from '@lit/localize';
import type { Moi, Profil, ProfilSaisi } from '#contract/schemas/usager.ts';
import { champTexte } from '../champs.ts';
import { panne, squelette } from '../chargement.ts';
import { encart } from '../encart.ts';
import { VueCompte } from './vue-compte.ts';

interface Donnee {
  cle: Exclude<keyof Profil, 'adresse'>;
  libelle: () => string;
  autocomplete: string;
  type?: 'date' | 'tel';
}

const DONNEES: readonly Donnee[] = [
  { cle: 'prenom', libelle: () => msg('Prénom'), autocomplete: 'given-name' },
  { cle: 'prenoms', libelle: () => msg('Tous vos prénoms'), autocomplete: 'off' },
  { cle: 'nom', libelle: () => msg('Nom de naissance'), autocomplete: 'family-name' },
  { cle: 'nomUsage', libelle: () => msg('Nom d’usage'), autocomplete: 'off' },
  { cle: 'naissanceDate', libelle: () => msg('Date de naissance'), autocomplete: 'bday', type: 'date' },
  { cle: 'naissanceLieu', libelle: () => msg('Lieu de naissance'), autocomplete: 'off' },
  { cle: 'telephone', libelle: () => msg('Téléphone'), autocomplete: 'tel', type: 'tel' },
];

const ADRESSE = [
  ['voie', () => msg('Numéro et rue'), 'address-line1'],
  ['complement', () => msg('Complément d’adresse'), 'address-line2'],
  ['codePostal', () => msg('Code postal'), 'postal-code'],
  ['ville', () => msg('Commune'), 'address-level2'],
] as const;

type CleAdresse = (typeof ADRESSE)[number][0];

/** « Mes informations »: answers offered in forms, what is certified shown apart. Internal to the kit. */
export class CompteProfil extends VueCompte {
  readonly #moi = this.tache(() => this.session.lireMoi<Moi>());
  /** What is being typed; `undefined` while it is only shown. */
  #saisie: Map<string, string> | undefined;

  protected override contenu(): TemplateResult {
    return this.#moi.render({
      pending: () => squelette(),
      error: (erreur) =>
        panne(erreur, () => void this.#moi.run(), msg('Vos informations ne s’affichent pas')),
      complete: ({ profil }) =>
        html`<div class="rubrique pile">
          <h2 id="titre-profil" tabindex="-1">${msg('Mes informations')}</h2>
          <p>
            ${msg('Nous vous proposons de les reprendre dans les formulaires. Vous pouvez toujours répondre autre chose.')}
          </p>
          ${this.echec ? encart('error', this.echec, { annonce: true }) : nothing}
          ${this.#saisie ? this.#formulaire(profil, this.#saisie) : this.#donnees(profil)}
        </div>`,
    }) as TemplateResult;
  }

  #donnees(profil: Profil): TemplateResult {
    const { adresse } = profil;
    return html`<dl class="donnees">
        ${DONNEES.map(({ cle, libelle }) =>
          this.#donnee(libelle(), enMots(cle, profil[cle]?.valeur), profil[cle]?.source),
        )}
        ${this.#donnee(
          msg('Adresse'),
          adresse &&
            [
              adresse.valeur.voie,
              adresse.valeur.complement,
              `${adresse.valeur.codePostal} ${adresse.valeur.ville}`,
            ]
              .filter(Boolean)
              .join(', '),
          adresse?.source,
        )}
      </dl>
      <p>
        <button type="button" class="bouton" id="changer-profil" @click=${() => this.#ouvrir(profil)}>
          ${msg('Changer mes informations')}
        </button>
      </p>`;
  }

  #donnee(libelle: string, valeur: string | undefined, source: 'declare' | 'franceconnect' | undefined) {
    if (source === undefined && !valeur)
      return html`<dt>${libelle}</dt>
        <dd class="muet">${msg('Pas indiqué')}</dd>`;
    return html`<dt>${libelle}</dt>
      <dd>
        ${valeur}
        ${
          source === 'franceconnect'
            ? html`<span class="pastille ok">${msg('Certifié par FranceConnect')}</span>`
            : nothing
        }
      </dd>`;
  }

  #formulaire(profil: Profil, saisie: Map<string, string>): TemplateResult {
    const champ = (id: string, libelle: string, autocomplete: string, type?: 'date' | 'tel') =>
      champTexte({
        id,
        libelle,
        requis: false,
        muet: true,
        valeur: saisie.get(id) ?? '',
        surSaisie: (valeur) => saisie.set(id, valeur),
        autocomplete,
        type,
        classe: type ? 'court' : undefined,
      });
    const libres = DONNEES.filter(({ cle }) => profil[cle]?.source !== 'franceconnect');
    return html`<form
      class="pile"
      novalidate
      @submit=${(evenement: Event) => {
        evenement.preventDefault();
        void this.#enregistrer(profil, saisie);
      }}
    >
      <p>
        ${msg('Tout est facultatif. Ce qui est certifié par FranceConnect n’est pas ici : il ne se change pas.')}
      </p>
      ${libres.map(({ cle, libelle, autocomplete, type }) => champ(cle, libelle(), autocomplete, type))}
      ${
        profil.adresse?.source === 'franceconnect'
          ? nothing
          : ADRESSE.map(([cle, libelle, autocomplete]) => champ(cle, libelle(), autocomplete))
      }
      <p class="actions">
        <button type="submit" class="bouton principal" aria-disabled=${this.enCours ? 'true' : nothing}>
          ${msg('Enregistrer')}
        </button>
        <button type="button" class="bouton lien" @click=${() => this.#fermer()}>${msg('Annuler')}</button>
      </p>
    </form>`;
  }

  #ouvrir(profil: Profil): void {
    this.#saisie = new Map();
    for (const { cle } of DONNEES) this.#saisie.set(cle, profil[cle]?.valeur ?? '');
    for (const [cle] of ADRESSE) this.#saisie.set(cle, profil.adresse?.valeur[cle as CleAdresse] ?? '');
    this.requestUpdate();
    const premier = DONNEES.find(({ cle }) => profil[cle]?.source !== 'franceconnect');
    this.viser(premier?.cle ?? 'voie');
  }

  #fermer(): void {
    this.#saisie = undefined;
    this.echec = undefined;
    this.requestUpdate();
    this.viser('changer-profil');
  }

  async #enregistrer(profil: Profil, saisie: Map<string, string>): Promise<void> {
    const lu = (cle: string) => saisie.get(cle)?.trim() || undefined;
    const saisi: ProfilSaisi = {};
    for (const { cle } of DONNEES) {
      const valeur = lu(cle);
      if (valeur && profil[cle]?.source !== 'franceconnect') saisi[cle] = valeur;
    }
    const [voie, codePostal, ville, complement] = [
      lu('voie'),
      lu('codePostal'),
      lu('ville'),
      lu('complement'),
    ];
    if (profil.adresse?.source !== 'franceconnect' && (voie || codePostal || ville)) {
      if (!voie || !codePostal || !ville) {
        this.echec = msg('Pour l’adresse, indiquez la rue, le code postal et la commune, ou rien.');
        this.requestUpdate();
        return this.viser(voie ? (codePostal ? 'ville' : 'codePostal') : 'voie');
      }
      saisi.adresse = { voie, codePostal, ville, ...(complement && { complement }) };
    }
    const fait = await this.essayer(async () => {
      this.session.poserMoi(await this.client.json<Moi>('usager/profil', { methode: 'PUT', json: saisi }));
      await this.#moi.run();
    });
    if (!fait) return;
    this.#fermer();
    this.annoncer(msg('Vos informations sont enregistrées.'));
  }
}

const enMots = (cle: string, valeur: string | undefined): string | undefined =>
  cle === 'naissanceDate' && valeur ? valeur.split('-').toReversed().join('/') : valeur;
