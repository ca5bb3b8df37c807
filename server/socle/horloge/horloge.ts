/** The only source of time of the server: everything takes one, tests hold it in their hand. */
export interface Horloge {
  /** Milliseconds since the epoch, UTC. */
  maintenant(): number;
}

export const horlogeSysteme: Horloge = { maintenant: () => Date.now() };

/** A clock that moves only when told. */
export class HorlogeReglable implements Horloge {
  #instant: number;
  constructor(instant: string | number) {
    this.#instant = new Date(instant).getTime();
  }
  maintenant(): number {
    return this.#instant;
  }
  avancer(ms: number): void {
    this.#instant += ms;
  }
}

export const SECONDE = 1000;
export const MINUTE = 60 * SECONDE;
export const HEURE = 60 * MINUTE;
export const JOUR = 24 * HEURE;
