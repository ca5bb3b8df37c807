import { html, nothing, type TemplateResult } from 'lit';
import { msg, str } from '@lit/localize';
import type { Commune } from '#contract/schemas/commune.ts';
import type { DemarcheResume } from '#contract/schemas/demarche.ts';
import { CHAMP_COURRIEL, CHAMP_NOM, CHAMP_PRENOM, CHAMP_TELEPHONE } from '#contract/formulaire-complet.ts';
import type { Aidant, Mandat } from '#contract/schemas/mandat.ts';
import type { LigneAidee } from '#contract/schemas/usager.ts';
import { definir } from '../core/definir.ts';
import { Inaction, type Delais } from '../core/session/inaction.ts';
import { aujourdhuiA } from '../core/jour.ts';
import { PRETE, Tache } from '../core/tache.ts';
import { panne, squelette } from '../ui/chargement.ts';
import { encart } from '../ui/encart.ts';
import { iconeRetour } from '../ui/icones/communes.ts';
import { phraseEchec } from '../ui/espace/echecs.ts';
import { VueEspace } from '../ui/espace/vue.ts';
import type { FormulaireDeposeEvent } from '../ui/formulaire/events.ts';
import { bureauStyles } from './bureau.styles.ts';
import { chercher } from './chercher.ts';
import { nomDe, type Contexte, type Vue } from './contexte.ts';
import { DemandeEnvoyeeEvent } from './events.ts';
import type { FormulaireAidant } from './formulaire-aidant.ts';
import { Papiers } from './papiers.ts';
import { SaisieAccord, vueAccord } from './vue-accord.ts';
import { vueEnvoye } from './vue-envoye.ts';
import { direTrouves, vueMandats } from './vue-mandats.ts';
import { NouvelleSaisie, vueNouveau } from './vue-nouveau.ts';
import { vuePersonne, type FinDeMandat } from './vue-personne.ts';

interface Lu {
  moi: Aidant;
  mandats: Mandat[];
  demandes: LigneAidee[];
  demarches: DemarcheResume[];
}

/**
 * The helper's desk, once signed in. All of it lives in this element: when it goes, nothing is left.
 *
 * @fires sortie {CustomEvent} `voulue`, or `inactif` after ten minutes without a gesture
 */
export class Bureau extends VueEspace implements Contexte {
  static override styles = bureauStyles;
  static override properties = {
    ...VueEspace.properties,
    ville: { attribute: false },
    inaction: { attribute: false },
    vue: { state: true },
    occupe: { state: true },
    recherche: { state: true },
    echec: { state: true },
  };

  declare ville: Commune | undefined;
  declare inaction: Delais;
  declare vue: Vue;
  declare occupe: boolean;
  declare recherche: string;
  readonly papiers = new Papiers();
  declare echec: string | undefined;
  #nouvelle: NouvelleSaisie | undefined;
  #accord: SaisieAccord | undefined;
  #fin: FinDeMandat = { confirmer: false };
  readonly #formulaire = new Tache(this, () => import('./formulaire-aidant.ts'));
  readonly #demande = new Tache(this, () => import('./demande.ts'));
  readonly #lu = new Tache(
    this,
    ([client], { signal }) => this.#lire(client, signal),
    () => [this.client] as const,
  );
  readonly #inaction = new Inaction(
    this,
    () => this.inaction,
    () => this.#sortir('inactif'),
  );

  constructor() {
    super();
    this.vue = { nom: 'mandats' };
    this.occupe = false;
    this.recherche = '';
  }

  get aujourdhui(): string {
    return aujourdhuiA(this.fuseau, this.maintenant);
  }
  get moi(): Aidant {
    return this.#lu.value!.moi;
  }
  get mandats(): readonly Mandat[] {
    return this.#lu.value!.mandats;
  }
  get demandes(): readonly LigneAidee[] {
    return this.#lu.value!.demandes;
  }
  get demarches(): readonly DemarcheResume[] {
    return this.#lu.value!.demarches;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.viser('titre');
    addEventListener('pagehide', this.#surDepart);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener('pagehide', this.#surDepart);
  }

  aller(vue: Vue, cible = 'titre'): void {
    if (vue.nom !== this.vue.nom) {
      this.#nouvelle = undefined;
      this.#accord = undefined;
      this.#fin = { confirmer: false };
      this.#rempli = undefined;
      this.echec = undefined;
    }
    this.vue = vue;
    if (vue.nom === 'formulaire' && this.#formulaire.status !== PRETE) void this.#formulaire.run();
    if (vue.nom === 'demande' && this.#demande.status !== PRETE) void this.#demande.run();
    // With nobody any more, or somebody else next.
    if (vue.nom === 'vide' || vue.nom === 'mandats') this.papiers.vider();
    this.viser(cible);
  }

  agir(acte: () => Promise<void>): void {
    if (this.occupe) return;
    this.occupe = true;
    this.echec = undefined;
    acte()
      .catch((erreur: unknown) => (this.echec = phraseEchec(erreur)))
      .finally(() => (this.occupe = false));
  }

  async relire(): Promise<void> {
    const { mandats, demandes } = await this.#lireMandats(this.client);
    Object.assign(this.#lu.value!, { mandats, demandes });
    const { vue } = this;
    // He came back to the person before this answer was here.
    if (vue.nom === 'personne' && !this.#enCours(vue.mandat)) this.aller({ nom: 'mandats' });
    this.requestUpdate();
  }

  #enCours({ id }: Mandat): Mandat | undefined {
    return this.mandats.find((mandat) => mandat.id === id && mandat.etat === 'actif');
  }

  override annoncer(phrase: string): void {
    super.annoncer(phrase);
  }

  chercher(mots: string): void {
    this.recherche = mots;
    const { mandats, demandes } = this;
    if (mots.trim()) this.annoncer(direTrouves(chercher(mots, { mandats, demandes })));
  }

  dessiner(): void {
    this.requestUpdate();
  }

  protected override contenu(): TemplateResult {
    return html`<div class="bureau">
      ${this.#lu.render({
        pending: squelette,
        error: (erreur) =>
          html`${panne(erreur, () => void this.#lu.run(), msg('Vos mandats ne s’affichent pas'))}
            <p>${this.#boutonSortir()}</p>`,
        // Signing out empties it first.
        complete: (lu) => (lu ? this.#bureau() : nothing),
      })}
    </div>`;
  }

  #bureau(): TemplateResult {
    const { vue, echec } = this;
    return html`${'mandat' in vue && vue.nom !== 'accord' ? this.#bandeau(vue.mandat) : this.#tete()}
    ${
      this.#inaction.avis
        ? encart(
            'warn',
            html`<p>${msg('Sans activité, l’écran se ferme dans une minute et ce qui est tapé s’efface.')}</p>
              <button type="button" class="bouton">${msg('Rester')}</button>`,
            { annonce: true },
          )
        : nothing
    }
    ${echec ? encart('error', echec, { annonce: true }) : nothing} ${this.#laVue(vue)}`;
  }

  #laVue(vue: Vue): unknown {
    switch (vue.nom) {
      case 'mandats':
        return vueMandats(this);
      case 'nouveau':
        return vueNouveau((this.#nouvelle ??= new NouvelleSaisie(this.aujourdhui)), this);
      case 'accord':
        return vueAccord(vue.mandat, (this.#accord ??= new SaisieAccord(this.aujourdhui)), this);
      case 'personne':
        return vuePersonne(vue.mandat, this, this.#fin);
      case 'formulaire':
        return this.#leFormulaire(vue);
      case 'envoye':
        return vueEnvoye(vue.mandat, vue.resultat, this);
      case 'demande':
        return this.#laDemande(vue);
      case 'vide':
        return this.#vide();
    }
  }

  #tete(): TemplateResult {
    const { prenom, nom, structure } = this.moi;
    return html`<div class="tete">
      <p><b>${prenom} ${nom}</b><br /><span class="muet">${structure}</span></p>
      ${this.#boutonSortir()}
    </div>`;
  }

  #boutonSortir(): TemplateResult {
    return html`<button type="button" class="bouton" @click=${() => this.#sortir('voulue')}>
      ${msg('Me déconnecter')}
    </button>`;
  }

  /** For whom, always in sight. */
  #bandeau(mandat: Mandat): TemplateResult {
    return html`<div class="bandeau" role="region" aria-label=${msg('Personne accompagnée')}>
      <p>
        ${msg(html`Vous faites cette démarche pour <b>${nomDe(mandat)}</b>`)}<br />
        <span class="petit">${msg(str`Mandat ${mandat.reference}`)}</span>
      </p>
      <button type="button" class="bouton" @click=${() => this.aller({ nom: 'vide' })}>
        ${msg('Terminer l’accompagnement')}
      </button>
    </div>`;
  }

  #leFormulaire({ mandat, demarche }: Extract<Vue, { nom: 'formulaire' }>): TemplateResult {
    return html`<div class="pile-large">
      <p>
        <button type="button" class="bouton lien" @click=${() => this.aller({ nom: 'personne', mandat })}>
          ${msg('Retour, sans envoyer')}
        </button>
      </p>
      <h2 id="titre" tabindex="-1">${demarche.titre}</h2>
      ${this.#formulaire.render({
        pending: squelette,
        error: (erreur) => panne(erreur, () => void this.#formulaire.run()),
        complete: () =>
          html`<parvis-formulaire-aidant
            .definition=${demarche}
            .canal=${'guichet'}
            .client=${this.client}
            .ville=${this.ville}
            .surEnvoi=${
              ((depot, options) =>
                this.client.deposer(
                  { ...depot, mandat: mandat.id },
                  options,
                )) satisfies FormulaireAidant['surEnvoi']
            }
            @formulaire-depose=${({ resultat }: FormulaireDeposeEvent) => this.#surDepose(mandat, demarche.code, resultat)}
          ></parvis-formulaire-aidant>`,
      })}
    </div>`;
  }

  #laDemande({ mandat, demande }: Extract<Vue, { nom: 'demande' }>): TemplateResult {
    return html`<div class="pile-large">
      <p>
        <button
          type="button"
          class="bouton lien"
          @click=${() => this.#quitterDemande(mandat, demande.numero)}
        >
          ${iconeRetour()}${msg('Retour')}
        </button>
      </p>
      ${this.#demande.render({
        pending: squelette,
        error: (erreur) => panne(erreur, () => void this.#demande.run()),
        complete: () =>
          html`<parvis-demande-aidee
            .client=${this.client}
            .fuseau=${this.fuseau}
            .maintenant=${this.maintenant}
            .ligne=${demande}
            .pour=${nomDe(mandat)}
            .signature=${`${mandat.aidant.nom}, ${mandat.aidant.structure}`}
            .papiers=${this.papiers}
            @change=${() => void this.relire().catch(() => undefined)}
          ></parvis-demande-aidee>`,
      })}
    </div>`;
  }

  /** To the person, where it was opened; to the mandates, when this one has ended meanwhile. */
  #quitterDemande(pour: Mandat, numero: string): void {
    const mandat = this.#enCours(pour);
    if (!mandat) return this.aller({ nom: 'mandats' });
    const encore = this.demandes.some((demande) => demande.numero === numero);
    this.aller({ nom: 'personne', mandat }, encore ? `voir-${numero}` : 'titre');
  }

  #vide(): TemplateResult {
    return html`<section class="pile-large" aria-labelledby="titre">
      <h2 id="titre" tabindex="-1">${msg('L’accompagnement est terminé')}</h2>
      <p>
        ${msg('L’écran est vide\u00a0: rien de la personne n’y reste. Rendez-lui ses papiers, et ce qui est sorti de l’imprimante.')}
      </p>
      ${this.#aSupprimer()}
      <div class="actions">
        <button type="button" class="bouton principal" @click=${() => this.aller({ nom: 'mandats' })}>
          ${msg('Voir mes mandats')}
        </button>
      </div>
    </section>`;
  }

  /** What could not be shown was saved: said until it is done. */
  #aSupprimer(): unknown {
    const { enregistres } = this.papiers;
    if (enregistres === 0) return nothing;
    const fait = (): void => {
      this.papiers.enregistres = 0;
      this.aller(this.vue);
    };
    return encart(
      'warn',
      html`<p>
          ${
            enregistres === 1
              ? msg('Un fichier de la personne est resté dans les téléchargements de cet ordinateur.')
              : msg(
                  str`${enregistres} fichiers de la personne sont restés dans les téléchargements de cet ordinateur.`,
                )
          }
          ${msg('Leur nom commence par «\u00a0a-supprimer\u00a0». Supprimez-les et videz la corbeille.')}
        </p>
        <button type="button" class="bouton" @click=${fait}>${msg('C’est fait')}</button>`,
      { titre: msg('À supprimer avant de partir') },
    );
  }

  #surDepose(mandat: Mandat, demarche: string, resultat: FormulaireDeposeEvent['resultat']): void {
    this.aller({ nom: 'envoye', mandat, resultat });
    this.dispatchEvent(new DemandeEnvoyeeEvent(resultat.numero, demarche));
    void this.relire().catch(() => undefined);
  }

  /** What the mandate says of the person is not typed twice. */
  protected override updated(): void {
    super.updated();
    const formulaire = this.renderRoot.querySelector<FormulaireAidant>('parvis-formulaire-aidant');
    if (!formulaire || this.vue.nom !== 'formulaire' || formulaire === this.#rempli) return;
    this.#rempli = formulaire;
    const { prenom, nom, courriel, telephone } = this.vue.mandat.pour;
    void formulaire.updateComplete.then(() => {
      formulaire.changer(CHAMP_PRENOM, prenom);
      formulaire.changer(CHAMP_NOM, nom);
      if (courriel) formulaire.changer(CHAMP_COURRIEL, courriel);
      if (telephone) formulaire.changer(CHAMP_TELEPHONE, telephone);
    });
  }
  #rempli: FormulaireAidant | undefined;

  #sortir(comment: 'voulue' | 'inactif'): void {
    this.#lu.value = undefined;
    this.#rempli = undefined;
    this.recherche = '';
    this.papiers.vider();
    this.vue = { nom: 'vide' };
    this.dispatchEvent(new CustomEvent('sortie', { detail: comment }));
  }

  /** A page kept to be shown again (« back ») would show the person. */
  readonly #surDepart = (): void => this.#sortir('voulue');

  async #lire(client: typeof this.client, signal: AbortSignal): Promise<Lu> {
    const [moi, reste, demarches] = await Promise.all([
      client.json<Aidant>('aidant/moi', { signal }),
      this.#lireMandats(client, signal),
      client.listerDemarches({ signal }),
    ]);
    return { moi, ...reste, demarches: demarches.filter(({ depot }) => depot === 'en-ligne') };
  }

  async #lireMandats(client: typeof this.client, signal?: AbortSignal) {
    const [{ mandats }, { demandes }] = await Promise.all([
      client.json<{ mandats: Mandat[] }>('aidant/mandats', { signal }),
      client.json<{ demandes: LigneAidee[] }>('aidant/demandes', { signal }),
    ]);
    return { mandats, demandes };
  }
}

definir('parvis-bureau-aidant', Bureau);
