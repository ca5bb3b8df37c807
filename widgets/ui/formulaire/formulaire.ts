import { type CSSResult, html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { msg } from '@lit/localize';
import type { Champ, Etape } from '#contract/formulaire.ts';
import type { Commune } from '#contract/schemas/commune.ts';
import type { DemandeDeposee, DepotDemande } from '#contract/schemas/demande.ts';
import type { DemarchePubliee } from '#contract/schemas/demarche.ts';
import type { Canal } from '#contract/vocabulaire.ts';
import type { Brouillons } from '../../core/brouillon.ts';
import type { Client, OptionsRequete } from '../../core/client.ts';
import { aujourdhuiA } from '../../core/jour.ts';
import { ErreurApi } from '../../core/erreurs.ts';
import { panne, squelette } from '../chargement.ts';
import { encart } from '../encart.ts';
import { viser } from '../viser.ts';
import { idDe, type Brutes } from './chemins.ts';
import type { Accompagnement } from './accompagner.ts';
import type { Depot } from './depot.ts';
import type { ErreurChamp } from './erreurs.ts';
import { dessinerEtape } from './etape.ts';
import { FormulaireDeposeEvent } from './events.ts';
import { formulaireStyles } from './formulaire.styles.ts';
import { aideHumaine, gardeBrouillon } from './pied.ts';
import { ReponsesEnCours } from './reponses-en-cours.ts';
import type { Riches, SaisieFormulaire } from './saisie.ts';
import { Tardif, type Suite } from './tardif.ts';
import type { Televersements } from './televersements.ts';

/** Types of fields drawn by `riches.ts`. */
const RICHES = /^(adresse|date|fichier|lieu|groupe)$/;

const RECAPITULATIF = ':recapitulatif';

/**
 * The form of a démarche, step by step, up to its filing. Internal to the kit: the widgets set properties,
 * never attributes.
 *
 * @fires formulaire-depose {FormulaireDeposeEvent} once, with number, code and receipt
 */
export class ParvisFormulaire extends LitElement implements SaisieFormulaire {
  static override styles = formulaireStyles;
  static override properties = {
    definition: { attribute: false },
    canal: { attribute: false },
    client: { attribute: false },
    ville: { attribute: false },
    brouillons: { attribute: false },
    surEnvoi: { attribute: false },
    maintenant: { attribute: false },
    vue: { state: true },
    confirmer: { state: true },
  };

  declare definition: DemarchePubliee;
  declare canal: Canal;
  declare client: Client;
  declare ville: Commune | undefined;
  /** Drafts on the device; without it they live in this element only (agents). */
  declare brouillons: Brouillons | undefined;
  /** Files otherwise than `client.deposer`: agents add the channel. */
  declare surEnvoi:
    ((depot: DepotDemande, options: OptionsRequete & { cle: string }) => Promise<DemandeDeposee>) | undefined;
  /** The clock, for tests. */
  declare maintenant: (() => Date) | undefined;
  /** Id of the step shown, or the check page. */
  declare vue: string;
  declare confirmer: boolean;

  declare televersements: Televersements;
  /** Comes with `suite`. */
  declare accompagnement: Accompagnement | undefined;
  readonly #reponses = new ReponsesEnCours(this);
  readonly #tardif = new Tardif(() => this.#completer());
  /** Comes with `suite`: nothing can be sent before. */
  #depot: Depot | undefined;
  #erreurs: ErreurChamp[] = [];
  #modification = false;
  #annonce = '';
  #resultat: DemandeDeposee | undefined;
  /** Id that takes the focus after the next drawing. */
  #cible: string | undefined;

  constructor() {
    super();
    this.canal = 'web';
    this.vue = '';
    this.confirmer = false;
  }

  get aujourdhui(): string {
    return aujourdhuiA(this.ville?.fuseau ?? 'Europe/Paris', this.maintenant?.());
  }

  get riches(): Riches | undefined {
    return this.#tardif.riches;
  }

  get relancer(): (() => void) | undefined {
    return this.#tardif.relancer;
  }

  lire(chemin: string): unknown {
    return this.#reponses.lire(chemin);
  }

  changer(chemin: string, valeur: unknown): void {
    this.#reponses.ecrire(chemin, valeur);
    this.#tardif.preparer();
  }

  visibles<C extends Champ>(champs: readonly C[], niveau: Brutes): C[] {
    return this.#reponses.visibles(champs, niveau);
  }

  erreur(chemin: string): string | undefined {
    return this.#erreurs.find((erreur) => erreur.chemin === chemin)?.message;
  }

  annoncer(phrase: string): void {
    this.#annonce = phrase;
    this.requestUpdate();
  }

  oublierErreurs(groupe: string): void {
    this.#erreurs = this.#erreurs.filter(({ chemin }) => chemin.split('.')[0] !== groupe);
  }

  cibler(id: string): void {
    this.#cible = id;
  }

  async deposer(signal: AbortSignal): Promise<DemandeDeposee> {
    const { code } = this.definition;
    const { version, cle } = this.#reponses.brouillon;
    // Filed under the version it was written for, even when another came out since.
    if (version !== this.definition.version) {
      this.definition = await this.client.lireDemarche(code, { version, signal });
    }
    this.#reponses.garder({ envoi: true });
    const depot = { demarche: code, version, reponses: this.#reponses.valide().reponses };
    return this.surEnvoi
      ? this.surEnvoi(depot, { signal, cle })
      : this.client.deposer(depot, { signal, cle });
  }

  surDepose(resultat: DemandeDeposee): void {
    // The citizen has left the form: the draft stays, and gives the same number when it is taken up again.
    if (!this.isConnected) return;
    this.#reponses.effacer();
    this.#resultat = resultat;
    this.#cible = 'titre-etape';
    this.dispatchEvent(new FormulaireDeposeEvent(resultat));
  }

  surRefus(erreur: unknown): void {
    this.#reponses.changerDeCle();
    if (!(erreur instanceof ErreurApi)) return;
    if (erreur.code === 'version-perimee') void this.#changerDeVersion();
    else if (erreur.erreurs.length) {
      this.#modification = true;
      this.#tardif.avecSuite((suite) => this.#montrerErreurs(suite.erreursDuServeur(erreur)));
    }
  }

  protected override willUpdate(changes: PropertyValues<this>): void {
    if (changes.has('definition') && changes.get('definition')?.code !== this.definition.code) this.rouvrir();
  }

  protected override render(): TemplateResult {
    return html`${this.#resultat ? this.#accuse(this.#resultat) : this.#saisie()}
      <p class="cache" role="status">${this.#annonce}</p>`;
  }

  #accuse(resultat: DemandeDeposee): unknown {
    // Number and code first, whatever happens to the rest.
    if (!this.#tardif.suite) return html`<p class="numero">${resultat.numero} · ${resultat.code}</p>`;
    return this.#tardif.suite.dessinerAccuse(resultat, this);
  }

  #saisie(): TemplateResult {
    const { etapes } = this.#reponses;
    const total = etapes.length + 1;
    const rang = etapes.findIndex(({ id }) => id === this.vue);
    return html`${rang >= 0 ? this.#etape(etapes, rang, total) : this.#recapitulatif(etapes, total)}
      <div class="pied">
        ${aideHumaine(this.ville, this.definition.service)}
        ${
          this.brouillons && this.#depot?.etat !== 'envoi'
            ? gardeBrouillon({
                partage: this.brouillons.partage,
                phrase: this.accompagnement?.garde(this.#reponses.brutes),
                confirmer: this.confirmer
                  ? this.#tardif.suite?.confirmerEffacement(
                      () => this.#effacer(),
                      () => this.#confirmer(false),
                    )
                  : undefined,
                surPartage: (partage) => this.#partager(partage),
                surConfirmer: () => this.#tardif.avecSuite(() => this.#confirmer(true)),
              })
            : nothing
        }
      </div>`;
  }

  protected override updated(): void {
    if (!this.#cible || !this.renderRoot.querySelector(`#${this.#cible}`)) return;
    viser(this.renderRoot, this.#cible);
    this.#cible = undefined;
  }

  #etape(etapes: readonly Etape[], rang: number, total: number): TemplateResult {
    const etape = etapes[rang]!;
    const precedente = etapes[rang - 1];
    const champs = this.visibles(etape.champs, this.#reponses.brutes);
    return dessinerEtape({
      etape,
      champs,
      rang: rang + 1,
      total,
      tete: this.#tete(champs),
      saisie: this,
      modification: this.#modification,
      surContinuer: () => {
        // Above the fields: without the focus, it would be out of sight on a telephone.
        this.#cible = 'coupure';
        this.#tardif.avecSuite((suite) => this.#continuer(etape, suite));
      },
      surPrecedent: precedente && !this.#modification ? () => this.#aller(precedente.id) : undefined,
    });
  }

  #tete(champs: readonly Champ[]): unknown {
    if (this.#tardif.coupure === 'dite') {
      const phrase = msg(
        'Le réseau a coupé. Vos réponses sont là\u00a0: essayez de nouveau dans un instant.',
      );
      return html`<div id="coupure" tabindex="-1">${encart('warn', phrase)}</div>`;
    }
    const lignes = this.#erreurs.map(({ chemin, message }) => ({ cible: idDe(chemin), message }));
    return [this.#avis(), this.accompagnement?.tete(champs, this.#reponses.brutes, lignes)];
  }

  /** What happened to the answers elsewhere, or a new version of the form did to them, until it is read. */
  #avis(): unknown {
    return this.accompagnement?.avis(this.#reponses);
  }

  #recapitulatif(etapes: readonly Etape[], total: number): unknown {
    if (!this.#tardif.suite)
      return this.#tardif.coupure ? panne(undefined, () => this.#tardif.avecSuite()) : squelette();
    return this.#tardif.suite.dessinerRecapitulatif({
      etapes,
      reponses: this.#reponses.valide().reponses,
      rang: total,
      total,
      definition: this.definition,
      depot: this.#depot!,
      fige: this.#reponses.brouillon.envoi,
      avis: this.#avis(),
      surModifier: (etape) => {
        this.#depot!.oublier();
        this.#modification = true;
        this.#aller(etape);
      },
      surEnvoyer: () => this.#envoyer(),
    });
  }

  #continuer(etape: Etape, suite: Suite): void {
    const { erreurs: fautes } = this.#reponses.valide(etape.id);
    const erreurs = suite.erreursDeEtape(etape, this.#reponses.formulaire, fautes, this.televersements);
    if (erreurs.length) return this.#montrerErreurs(erreurs);
    suite.offrirReprise(this.#reponses);
    const { etapes } = this.#reponses;
    const suivantes = etapes.slice(etapes.findIndex(({ id }) => id === etape.id) + 1);
    // After a change, only a step that it made wrong or newly visible is shown again.
    const suivante = this.#modification ? this.#reponses.fautive(suivantes) : suivantes[0];
    this.#modification &&= suivante !== undefined;
    this.#aller(suivante?.id ?? RECAPITULATIF);
  }

  #envoyer(): void {
    const fautive = this.#reponses.brouillon.envoi ? undefined : this.#reponses.fautive();
    if (!fautive) return void this.#depot!.envoyer();
    this.#aller(fautive.id);
    this.#modification = true;
    this.#tardif.avecSuite((suite) => this.#continuer(fautive, suite));
  }

  #aller(vue: string): void {
    this.#erreurs = [];
    this.vue = vue;
    this.#cible = 'titre-etape';
    if (Object.keys(this.#reponses.brutes).length) this.#reponses.garder({ etape: vue });
  }

  #montrerErreurs(erreurs: ErreurChamp[]): void {
    this.#erreurs = erreurs;
    const racine = erreurs[0]!.chemin.split('.')[0];
    this.vue =
      this.#reponses.etapes.find(({ champs }) => champs.some(({ id }) => id === racine))?.id ?? this.vue;
    this.#cible = 'resume-erreurs';
    this.requestUpdate();
  }

  /** A new version came out meanwhile: the answers that still have a place stay, all is checked again. */
  async #changerDeVersion(): Promise<void> {
    this.definition = await this.client.lireDemarche(this.definition.code);
    this.#depot!.oublier();
    this.#aller(RECAPITULATIF);
    await this.#tardif.suite!.migrer(this.#reponses, this.client);
  }

  /** Takes its draft up, from the store, at the step where it was left. */
  rouvrir(): void {
    const repris = this.#reponses.ouvrir();
    const { etape, envoi } = this.#reponses.brouillon;
    this.#erreurs = [];
    this.#resultat = undefined;
    this.#modification = false;
    this.#depot?.oublier();
    const etapes = [...this.#reponses.etapes.map(({ id }) => id), RECAPITULATIF];
    this.vue = envoi ? RECAPITULATIF : repris && etapes.includes(etape) ? etape : etapes[0]!;
    if (envoi) void this.#depot?.envoyer();
    // An agent goes down a list of démarches: the form that appears must not take the focus from it.
    if (this.canal === 'web') this.#cible = 'titre-etape';
    // Who is signed in is helped from the first question on.
    if (repris || this.client.session || this.brouillons?.ailleurs)
      this.#tardif.avecSuite((suite) => void suite.migrer(this.#reponses, this.client));
    if (this.#reponses.formulaire.etapes.some(({ champs }) => champs.some(({ type }) => RICHES.test(type)))) {
      void this.#tardif.chargerRiches();
    }
  }

  /** A late part has come. */
  #completer(): void {
    const { suite, riches } = this.#tardif;
    if (suite && !this.#depot) {
      this.#adopter(suite.suiteStyles);
      this.#reponses.lecteur = suite.lireChamp;
      this.#depot = new suite.Depot(this);
      this.accompagnement = new suite.Accompagnement(this);
      // Taken up again before it could leave.
      if (this.#reponses.brouillon.envoi) void this.#depot.envoyer();
    }
    if (riches && !this.televersements) {
      this.#adopter(riches.richesStyles);
      this.televersements = new riches.Televersements(this);
    }
    this.requestUpdate();
  }

  #adopter(styles: readonly CSSResult[]): void {
    (this.renderRoot as ShadowRoot).adoptedStyleSheets.push(...styles.map(({ styleSheet }) => styleSheet!));
  }

  #partager(partage: boolean): void {
    this.brouillons!.partage = partage;
    this.#reponses.garder({});
    this.#tardif.preparer();
  }

  #confirmer(confirmer: boolean): void {
    this.confirmer = confirmer;
    this.#cible = confirmer ? 'effacer-oui' : 'effacer';
  }

  #effacer(): void {
    this.#reponses.effacer();
    this.confirmer = false;
    this.rouvrir();
    this.annoncer(msg('Vos réponses sont effacées.'));
  }
}
