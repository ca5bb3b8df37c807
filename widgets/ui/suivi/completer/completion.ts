import { msg, str } from '@lit/localize';
import type { Champ, ChampSimple, Formulaire, Reponses } from '#contract/formulaire.ts';
import { formulaireComplet } from '#contract/formulaire-complet.ts';
import { parcourir } from '#contract/parcours.ts';
import { phraseErreur, trouverChamp } from '#contract/phrases.ts';
import type { Suivi } from '#contract/schemas/demande.ts';
import type { Complement } from '#contract/schemas/echeance.ts';
import { lireChamp } from '#contract/valider-champ.ts';
import { agir } from '../../../core/client-suivi.ts';
import { ErreurApi } from '../../../core/erreurs.ts';
import { aujourdhuiA } from '../../../core/jour.ts';
import { ecrireChemin, idDe, lireChemin, type Brutes } from '../../formulaire/chemins.ts';
import { Depot } from '../../formulaire/depot.ts';
import { erreursDuServeur, type ErreurChamp } from '../../formulaire/erreurs.ts';
import * as riches from '../../formulaire/riches.ts';
import type { SaisieFormulaire } from '../../formulaire/saisie.ts';
import { creerContexte, type Aide, type Contexte } from '../contexte.ts';
import { direEchec } from '../echecs.ts';
import { Ebauche, sansTrace } from './ebauche.ts';
import { lireCompletion, renseigne } from './lire.ts';

/** An open file in which something is asked. */
export interface Attendu {
  suivi: Suivi;
  code: string;
  fuseau: string;
  complement: Complement;
}

/** What the citizen answers to what was asked, field by field, up to its receipt. */
export class Completion implements SaisieFormulaire {
  readonly riches = riches;
  readonly relancer = undefined;
  readonly televersements: SaisieFormulaire['televersements'];
  readonly ebauche: Ebauche;
  readonly depot: Depot<Suivi>;
  erreurs: ErreurChamp[] = [];
  /** Why the server said no, when it is no answer's fault. */
  echec: string | undefined;
  /** « Effacer mes réponses » waits for its confirmation. */
  confirmer = false;
  readonly #hote: Contexte;
  readonly #surRecu: (suivi: Suivi) => void;
  #attendu: Attendu;

  constructor(hote: Contexte, attendu: Attendu, surRecu: (suivi: Suivi) => void) {
    this.#hote = hote;
    this.#attendu = attendu;
    this.#surRecu = surRecu;
    const { numero, dossier } = attendu.suivi;
    const dessiner = () => hote.requestUpdate();
    this.ebauche = new Ebauche(numero, dossier!.demarche.version, dessiner, hote.aide && sansTrace());
    const contexte = () =>
      creerContexte(hote, {
        client: () => hote.client,
        annoncer: (phrase) => hote.annoncer(phrase),
        viser: (id, sinon) => hote.viser(id, sinon),
      });
    // Not spreads: they would freeze what the getters tell.
    this.televersements = new riches.Televersements(
      Object.assign(contexte(), {
        lire: (chemin: string) => this.lire(chemin),
        changer: (chemin: string, valeur: unknown) => this.changer(chemin, valeur),
      }),
    );
    this.depot = new Depot<Suivi>(
      Object.assign(contexte(), {
        deposer: (signal: AbortSignal) => this.#deposer(signal),
        surDepose: (suivi: Suivi) => this.#recevoir(suivi),
        surRefus: (erreur: unknown) => this.#refuser(erreur),
      }),
    );
    // It may have been received before the page was left: the same key tells.
    if (this.ebauche.envoi) void this.depot.envoyer();
  }

  get aide(): Aide | undefined {
    return this.#hote.aide;
  }

  get attendu(): Attendu {
    return this.#attendu;
  }

  /** What is asked may change while it is being answered. */
  accorder(attendu: Attendu): void {
    this.#attendu = attendu;
  }

  /** As it was filed, by the door it came through. */
  get formulaire(): Formulaire {
    const { dossier, evenements } = this.#attendu.suivi;
    const depot = evenements.find(({ type }) => type === 'depot');
    return formulaireComplet(dossier!.demarche, depot?.type === 'depot' ? depot.donnees.canal : 'web');
  }

  get aujourdhui(): string {
    return aujourdhuiA(this.#attendu.fuseau);
  }

  /** What is asked and has no answer here yet. */
  get manquants(): Complement['champs'] {
    return this.#attendu.complement.champs.filter(({ chemin }) => !renseigne(this.lire(chemin)));
  }

  champ(chemin: string): Champ | undefined {
    return trouverChamp(this.formulaire, chemin);
  }

  /** The answer that stands in the file. */
  actuelle(chemin: string): unknown {
    return lireChemin(this.#attendu.suivi.dossier!.reponses, chemin);
  }

  lire(chemin: string): unknown {
    return lireChemin(this.ebauche.reponses, chemin);
  }

  changer(chemin: string, valeur: unknown): void {
    if (this.depot.etat === 'refus') this.depot.oublier();
    this.echec = undefined;
    this.ebauche.ecrire(ecrireChemin(this.ebauche.reponses, chemin, valeur));
  }

  erreur(chemin: string): string | undefined {
    return this.erreurs.find((erreur) => erreur.chemin === chemin)?.message;
  }

  annoncer(phrase: string): void {
    this.#hote.annoncer(phrase);
  }

  visibles(champs: readonly ChampSimple[], element: Brutes): ChampSimple[] {
    const autres = { ...this.#attendu.suivi.dossier!.reponses };
    return parcourir(champs, element, autres, { prefixe: '', erreurs: [], aujourdhui: '', lire: lireChamp })
      .visibles;
  }

  oublierErreurs(groupe: string): void {
    this.erreurs = this.erreurs.filter(({ chemin }) => chemin.split('.')[0] !== groupe);
  }

  cibler(id: string): void {
    this.#hote.viser(id);
  }

  /** Copies the answer that stands, to correct it or to send it as it is. */
  reprendre(chemin: string): void {
    this.changer(chemin, structuredClone(this.actuelle(chemin)));
    this.annoncer(msg('Votre réponse actuelle est recopiée.'));
    this.#hote.viser(idDe(chemin));
  }

  demanderEffacement(confirmer: boolean): void {
    this.confirmer = confirmer;
    this.#hote.requestUpdate();
    this.#hote.viser(confirmer ? 'effacer-oui' : 'effacer');
  }

  effacer(): void {
    this.quitter();
    this.erreurs = [];
    this.confirmer = false;
    this.ebauche.effacer();
    this.annoncer(msg('Vos réponses sont effacées.'));
    this.#hote.viser('titre-complement');
  }

  /** Checks, then sends what is answered; a second click changes nothing. */
  envoyer(): void {
    const { etat } = this.depot;
    if (etat === 'envoi' || etat === 'fait') return;
    if (!this.ebauche.envoi) {
      this.erreurs = this.#verifier();
      if (this.erreurs.length) {
        this.#hote.requestUpdate();
        this.#hote.viser('resume-erreurs');
        return;
      }
      this.ebauche.figer();
      // The button that was pressed is gone with its form.
      this.#hote.viser('completer-envoi');
    }
    this.echec = undefined;
    void this.depot.envoyer();
  }

  /** Another file is opened. */
  quitter(): void {
    for (const envoi of this.televersements.tous().slice()) this.televersements.abandonner(envoi);
    this.depot.oublier();
  }

  #lues() {
    const { suivi, complement } = this.#attendu;
    const chemins = complement.champs.map(({ chemin }) => chemin);
    const { reponses } = suivi.dossier!;
    return lireCompletion(this.formulaire, reponses, chemins, this.ebauche.reponses, this.aujourdhui);
  }

  #verifier(): ErreurChamp[] {
    const { reponses, erreurs } = this.#lues();
    const enRoute = this.televersements.tous().map(({ chemin, nom, echec }) => ({
      chemin,
      message: echec
        ? msg(str`Renvoyez ou retirez le fichier ${nom}.`)
        : msg(str`Attendez que le fichier ${nom} soit envoyé.`),
    }));
    const fautes = erreurs.map((erreur) => ({
      chemin: erreur.chemin,
      message: phraseErreur(erreur, trouverChamp(this.formulaire, erreur.chemin)),
    }));
    if (enRoute.length + fautes.length + Object.keys(reponses).length) return [...enRoute, ...fautes];
    const { chemin } = this.#attendu.complement.champs[0]!;
    return [{ chemin, message: msg('Répondez à une question au moins.') }];
  }

  #deposer(signal: AbortSignal): Promise<Suivi> {
    const { code, suivi } = this.#attendu;
    const { cle } = this.ebauche;
    const reponses: Reponses = this.#lues().reponses;
    return agir(
      this.#hote.client,
      { numero: suivi.numero, code },
      'complements',
      { reponses },
      { signal, cle },
    );
  }

  #recevoir(suivi: Suivi): void {
    this.ebauche.effacer();
    this.#surRecu(suivi);
  }

  #refuser(erreur: unknown): void {
    this.ebauche.degeler();
    if (erreur instanceof ErreurApi && erreur.erreurs.length) {
      this.erreurs = erreursDuServeur(erreur);
      this.#hote.viser('resume-erreurs');
    } else {
      this.echec = direEchec(this.#hote, erreur);
      this.#hote.viser('titre-complement');
    }
    this.#hote.requestUpdate();
  }
}
