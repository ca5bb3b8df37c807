import type { ReactiveController } from 'lit';
import { msg } from '@lit/localize';
import type { FichierJoint } from '#contract/formulaire.ts';
import type { ClientAgent } from '../core/client-agent.ts';
import { champFichier } from '../ui/formulaire/champ-fichier.ts';
import { Televersements } from '../ui/formulaire/televersements.ts';
import type { Hote } from './contexte.ts';
import type { DossierDonnees } from './dossier-donnees.ts';

const CHAMP = { type: 'fichier', id: 'fichiers', libelle: '', requis: false, max: 5 } as const;

/** Files joined to answers: the uploads of the form, with the number of the request as path of the field. */
export class FichiersReponse {
  readonly televersements: Televersements;
  readonly #hote: Hote & { isConnected: boolean };
  readonly #dossier: DossierDonnees;

  constructor(hote: Hote & { isConnected: boolean }, dossier: DossierDonnees) {
    this.#hote = hote;
    this.#dossier = dossier;
    this.televersements = new Televersements(this);
  }

  get isConnected(): boolean {
    return this.#hote.isConnected;
  }

  get client(): ClientAgent {
    return this.#hote.api;
  }

  get updateComplete(): Promise<boolean> {
    return this.#hote.updateComplete;
  }

  /** Uploads that are under way, or that failed and wait to be sent again or removed. */
  enCours(numero: string): boolean {
    return this.televersements.de(numero).length > 0;
  }

  lire(numero: string): readonly FichierJoint[] {
    return this.#dossier.brouillonDe(numero)?.fichiers ?? [];
  }

  changer(numero: string, fichiers: unknown): void {
    const brouillon = this.#dossier.brouillonDe(numero);
    if (brouillon) brouillon.fichiers = fichiers as FichierJoint[];
    this.#hote.requestUpdate();
  }

  annoncer(phrase: string): void {
    this.#hote.annoncer(phrase);
  }

  addController(controleur: ReactiveController): void {
    this.#hote.addController(controleur);
  }

  removeController(controleur: ReactiveController): void {
    this.#hote.removeController(controleur);
  }

  requestUpdate(): void {
    this.#hote.requestUpdate();
  }
}

/** « Ajouter un fichier » of the answer being written to `numero`. */
export function champReponse(fichiers: FichiersReponse, numero: string): unknown {
  const saisie = {
    aujourdhui: '',
    televersements: fichiers.televersements,
    lire: (chemin: string) => fichiers.lire(chemin),
    changer: (chemin: string, valeur: unknown) => fichiers.changer(chemin, valeur),
    erreur: () => undefined,
    oublierErreurs: () => undefined,
    cibler: () => undefined,
    annoncer: (phrase: string) => fichiers.annoncer(phrase),
  };
  const cadre = { id: 'champ-fichiers', libelle: msg('Pièces jointes'), requis: false };
  return champFichier(CHAMP, cadre, numero, saisie);
}
