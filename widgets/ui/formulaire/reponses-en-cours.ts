import type { Champ, ErreurSaisie, Etape, Formulaire, Reponses } from '#contract/formulaire.ts';
import { formulaireComplet } from '#contract/formulaire-complet.ts';
import { lireBrut, parcourir, parcourirEtapes, type Lecteur } from '#contract/parcours.ts';
import type { DemarchePubliee } from '#contract/schemas/demarche.ts';
import type { Canal } from '#contract/vocabulaire.ts';
import type { Brouillon, Brouillons } from '../../core/brouillon.ts';
import { nouvelleCle } from '../../core/cle.ts';
import { ecrireChemin, lireChemin, type Brutes } from './chemins.ts';
import { completer } from './completer.ts';

export interface HoteReponses {
  definition: DemarchePubliee;
  readonly canal: Canal;
  /** Absent for agents: a citizen's answers stay in this element, never on their device. */
  readonly brouillons: Brouillons | undefined;
  readonly aujourdhui: string;
  requestUpdate(): void;
}

/** What is being typed, checked against the form and kept as a draft at each change. */
export class ReponsesEnCours {
  /** Reads one answer: as it came until the first act of the citizen brings the checks. */
  lecteur: Lecteur = lireBrut;
  readonly hote: HoteReponses;
  #brouillon: Brouillon = neuf(0);

  constructor(hote: HoteReponses) {
    this.hote = hote;
  }

  get brouillon(): Readonly<Brouillon> {
    return this.#brouillon;
  }

  get brutes(): Brutes {
    return this.#brouillon.reponses;
  }

  get formulaire(): Formulaire {
    return formulaireComplet(this.hote.definition, this.hote.canal);
  }

  get etapes(): readonly Etape[] {
    return this.#parcours[1].map(({ etape }) => etape);
  }

  /** Cleaned answers, and what is wrong (in step `etape` only when it is given). */
  valide(etape?: string): { reponses: Reponses; erreurs: ErreurSaisie[] } {
    const [reponses, etapes] = this.#parcours;
    const lues = etape ? etapes.filter((e) => e.etape.id === etape) : etapes;
    return { reponses, erreurs: lues.flatMap(({ erreurs }) => erreurs) };
  }

  /** The fields to show among `champs`, given the answers of their level (a step, an item of a group). */
  visibles<C extends Champ>(champs: readonly C[], niveau: Brutes): C[] {
    const contexte = { prefixe: '', erreurs: [], aujourdhui: '', lire: this.lecteur };
    return parcourir(champs, niveau, this.#parcours[0], contexte).visibles;
  }

  get #parcours(): ReturnType<typeof parcourirEtapes> {
    return parcourirEtapes(this.formulaire, this.brutes, this.hote.aujourdhui, this.lecteur);
  }

  /** The first of `etapes` that cannot be sent as it is. */
  fautive(etapes = this.etapes): Etape | undefined {
    return etapes.find(({ id }) => this.valide(id).erreurs.length);
  }

  /** Takes up the draft of this device, or begins; `true` when there was one. */
  ouvrir(): boolean {
    const { brouillons, definition } = this.hote;
    const repris = brouillons?.lire(definition.code);
    this.#brouillon = repris ?? neuf(definition.version);
    // What may already have been received must be sent again exactly as it was.
    if (!this.#brouillon.envoi)
      this.#brouillon = { ...this.#brouillon, reponses: completer(this.formulaire, this.brutes) };
    return repris !== undefined;
  }

  lire(chemin: string): unknown {
    return lireChemin(this.brutes, chemin);
  }

  ecrire(chemin: string, valeur: unknown): void {
    if (this.#brouillon.envoi) return;
    this.garder({ reponses: ecrireChemin(this.brutes, chemin, valeur) as Reponses });
  }

  garder(changement: Partial<Brouillon>): void {
    this.#brouillon = { ...this.#brouillon, ...changement };
    this.hote.brouillons?.garder(this.hote.definition.code, this.#brouillon);
    this.hote.requestUpdate();
  }

  /** Nothing was created with the last key: the answers may change again, under another. */
  changerDeCle(): void {
    this.garder({ envoi: false, cle: nouvelleCle() });
  }

  effacer(): void {
    this.hote.brouillons?.effacer(this.hote.definition.code);
  }
}

/** The store of drafts dates what it keeps. */
const neuf = (version: number): Brouillon => ({
  version,
  reponses: {},
  etape: '',
  cle: nouvelleCle(),
  envoi: false,
  le: 0,
});
