import { access } from 'node:fs/promises';
import { Worker } from 'node:worker_threads';
import { POLICES } from './polices.ts';
import type { Papier } from './papier.ts';

export type { BlocPapier, FaitPapier, Papier } from './papier.ts';

export interface Commande {
  rang: number;
  papier: Papier;
}
export type Resultat = { rang: number; octets: Uint8Array } | { rang: number; echec: string };

interface Tache {
  resoudre: (octets: Uint8Array) => void;
  refuser: (erreur: Error) => void;
}

/** A server without work holds no layout library and no fonts in memory. */
const REPOS_MS = 30_000;
/** A paper takes some tens of milliseconds; a queue of hundreds may wait for its turn. */
const DELAI_MS = 60_000;

/**
 * A server that cannot write its papers must not start: each receipt would fail, one by one, for the same cause.
 * @throws Error when a font is missing (an installation that is not whole)
 */
export async function verifierPolices(): Promise<void> {
  try {
    await Promise.all(POLICES().map((url) => access(url)));
  } catch (cause) {
    throw new Error('The fonts of the papers (dejavu-fonts-ttf) are missing: run npm install.', { cause });
  }
}

/** Draws papers in a worker, which starts with the first one and stops after some rest. */
export class Imprimeur {
  readonly #source: URL;
  readonly #taches = new Map<number, Tache>();
  #worker: Worker | undefined;
  #rang = 0;
  #repos: NodeJS.Timeout | undefined;

  constructor(source = new URL('./pdf-worker.ts', import.meta.url)) {
    this.#source = source;
  }

  /**
   * The paper as the bytes of a tagged PDF; see `mettreEnPage`.
   * @throws Error when it cannot be drawn
   */
  imprimer(papier: Papier): Promise<Uint8Array> {
    clearTimeout(this.#repos);
    const rang = ++this.#rang;
    return new Promise<Uint8Array>((resoudre, refuser) => {
      const garde = setTimeout(() => this.#tomber(new Error('The PDF worker does not answer')), DELAI_MS);
      const finir = (conclure: () => void) => {
        clearTimeout(garde);
        this.#taches.delete(rang);
        if (this.#taches.size === 0) this.#seReposer();
        conclure();
      };
      this.#taches.set(rang, {
        resoudre: (octets) => finir(() => resoudre(octets)),
        refuser: (erreur) => finir(() => refuser(erreur)),
      });
      this.#worker ??= this.#demarrer();
      this.#worker.ref();
      this.#worker.postMessage({ rang, papier } satisfies Commande);
    });
  }

  /** Stops at once; what still waits is rejected. */
  fermer(): void {
    this.#tomber(new Error('The PDF worker was closed'));
  }

  #demarrer(): Worker {
    const worker = new Worker(this.#source);
    worker.on('message', (resultat: Resultat) => {
      const tache = this.#taches.get(resultat.rang);
      if ('octets' in resultat) tache?.resoudre(resultat.octets);
      else tache?.refuser(new Error(resultat.echec));
    });
    const perdre = (cause: unknown): void => {
      if (this.#worker === worker) this.#tomber(new Error('The PDF worker stopped', { cause }));
    };
    worker.on('error', perdre).on('exit', perdre);
    return worker;
  }

  #seReposer(): void {
    this.#worker?.unref();
    clearTimeout(this.#repos);
    this.#repos = setTimeout(() => this.#arreter(), REPOS_MS).unref();
  }

  #tomber(erreur: Error): void {
    this.#arreter();
    for (const tache of this.#taches.values()) tache.refuser(erreur);
  }

  /** Forgets the worker first: whatever it still says is no longer listened to. */
  #arreter(): void {
    clearTimeout(this.#repos);
    const ancien = this.#worker;
    this.#worker = undefined;
    ancien?.removeAllListeners();
    // A dying worker may still fail; without a listener that would end the process.
    ancien?.on('error', () => {});
    void ancien?.terminate();
  }
}
