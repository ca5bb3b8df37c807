import type { RateLimiterAbstract } from 'rate-limiter-flexible';
import RateLimiterMemory from 'rate-limiter-flexible/lib/RateLimiterMemory.js';
import RateLimiterRes from 'rate-limiter-flexible/lib/RateLimiterRes.js';
import { Probleme } from '../erreurs/probleme.ts';
import type { Compteurs } from './compteurs.ts';

/** So many points in so many seconds, for each key. */
export interface Limite {
  points: number;
  secondes: number;
}

/** Counts in memory (an address is never written down, and forgotten with the window), or where a restart finds them. */
export class Limiteur {
  readonly #limiteur: RateLimiterAbstract;
  readonly #nommer: (cle: string) => string;

  /** @param garde where counts outlive the process, and under which name; default: in memory */
  constructor({ points, secondes }: Limite, garde?: { compteurs: Compteurs; nom: string }) {
    const options = { points, duration: secondes };
    this.#limiteur = garde?.compteurs.limiteur(garde.nom, options) ?? new RateLimiterMemory(options);
    this.#nommer = garde ? (cle) => garde.compteurs.cacher(cle) : (cle) => cle;
  }

  /**
   * Takes one point.
   * @throws Probleme `trop-de-tentatives` (429) with the seconds to wait
   */
  async compter(cle: string): Promise<void> {
    try {
      await this.#limiteur.consume(this.#nommer(cle));
    } catch (reste) {
      throw reste instanceof RateLimiterRes ? tropDeTentatives(reste.msBeforeNext) : reste;
    }
  }

  /** Gives back a point that should not have been taken. */
  async rendre(cle: string): Promise<void> {
    await this.#limiteur.reward(this.#nommer(cle), 1);
  }

  /** As if the key had taken none. */
  async oublier(cle: string): Promise<void> {
    await this.#limiteur.delete(this.#nommer(cle));
  }

  /** Refuses when no point is left, without taking one. */
  async verifier(cle: string): Promise<void> {
    const reste = await this.#limiteur.get(this.#nommer(cle));
    if (reste && reste.remainingPoints <= 0) throw tropDeTentatives(reste.msBeforeNext);
  }
}

function tropDeTentatives(ms: number): Probleme {
  const secondes = Math.ceil(ms / 1000);
  const duree =
    secondes < 90
      ? `${secondes} secondes`
      : secondes < 7200
        ? `${Math.ceil(secondes / 60)} minutes`
        : `${Math.ceil(secondes / 3600)} heures`;
  return new Probleme(
    'trop-de-tentatives',
    'Trop de tentatives',
    `Vous avez fait trop d’essais. Réessayez dans ${duree}.`,
    { attendre: secondes },
  );
}
