import type { LigneUsager, MesDemandes } from '#contract/schemas/usager.ts';
import { nouvelleCle } from '../../core/cle.ts';
import type { Client } from '../../core/client.ts';
import { listerDemandesUsager, rattacher } from '../../core/client-usager.ts';
import { ErreurApi } from '../../core/erreurs.ts';
import { phraseEchec } from './echecs.ts';

export interface HoteDemandes {
  readonly client: Client;
  requestUpdate(): void;
  /** Said to screen readers, politely. */
  annoncer(phrase: string): void;
}

/** What one act gave: what to say, in what tone, and where. */
export interface Echec {
  /** Number of an offered request; empty for what was typed. */
  numero: string;
  champ: 'numero' | 'code' | undefined;
  phrase: string;
}

/** The requests of the space, page after page, and those that are claimed. */
export class Demandes {
  lignes: readonly LigneUsager[] = [];
  offertes: readonly LigneUsager[] = [];
  suivant: string | null = null;
  /** `performance.now()` of the list that is shown; `undefined` before the first. */
  luesA: number | undefined;
  /** Another page, or a claim, is on its way. */
  occupe = false;
  echec: Echec | undefined;
  readonly #hote: HoteDemandes;
  #cles = new Map<string, string>();

  constructor(hote: HoteDemandes) {
    this.#hote = hote;
  }

  async lire(signal: AbortSignal): Promise<void> {
    const premiere = await listerDemandesUsager(this.#hote.client, { signal });
    signal.throwIfAborted();
    this.lignes = [];
    this.offertes = premiere.offertes;
    this.luesA = performance.now();
    this.#ajouter(premiere);
  }

  /** @throws what the network throws: the button stays */
  async voirPlus(): Promise<void> {
    if (this.occupe || !this.suivant) return;
    await this.#occuper(async () =>
      this.#ajouter(await listerDemandesUsager(this.#hote.client, { apres: this.suivant! })),
    );
  }

  /** Answers the line that is now in the space; `undefined`: `echec` says why not. */
  async rattacher(numero: string, code?: string): Promise<LigneUsager | undefined> {
    if (this.occupe) return undefined;
    this.echec = undefined;
    const acte = `${numero} ${code ?? ''}`;
    const cle = this.#cles.get(acte) ?? nouvelleCle();
    // Tried again after a cut, it is the same claim.
    this.#cles.set(acte, cle);
    try {
      return await this.#occuper(async () => {
        const ligne = await rattacher(this.#hote.client, numero, code, { cle });
        this.offertes = this.offertes.filter((offerte) => offerte.numero !== ligne.numero);
        this.lignes = [ligne, ...this.lignes.filter((autre) => autre.numero !== ligne.numero)];
        return ligne;
      });
    } catch (erreur) {
      this.#cles.delete(acte);
      this.echec = {
        numero: code === undefined ? numero : '',
        champ: champDe(erreur),
        phrase: phraseEchec(erreur),
      };
      this.#hote.requestUpdate();
      return undefined;
    }
  }

  #ajouter({ demandes, suivant }: MesDemandes): void {
    // A request that pressed meanwhile has moved up: it is not shown twice.
    const vues = new Set(this.lignes.map(({ numero }) => numero));
    this.lignes = [...this.lignes, ...demandes.filter(({ numero }) => !vues.has(numero))];
    this.suivant = suivant;
  }

  async #occuper<T>(acte: () => Promise<T>): Promise<T> {
    this.occupe = true;
    this.#hote.requestUpdate();
    try {
      return await acte();
    } finally {
      this.occupe = false;
      this.#hote.requestUpdate();
    }
  }
}

const CHAMPS: Readonly<Record<string, Echec['champ']>> = {
  'numero-mal-tape': 'numero',
  'numero-inconnu': 'numero',
  'code-faux': 'code',
};

function champDe(erreur: unknown): Echec['champ'] {
  if (!(erreur instanceof ErreurApi)) return undefined;
  const [premiere] = erreur.erreurs;
  return CHAMPS[erreur.code] ?? (premiere?.chemin === 'code' ? 'code' : undefined);
}
