import { Limiteur, type Limite } from '../socle/http/limites.ts';
import { normaliser } from './roles.ts';

/** What may be asked and tried with codes. */
export interface LimitesDeCode {
  /** Codes asked for, and wrong codes, by caller's address. */
  connexions: Limite;
  /** Codes mailed to one mailbox, whoever asks, whatever for, from any commune of the server. */
  codesParCourriel: Limite;
  /** The same, over a day. */
  codesParJour: Limite;
}

/** Brakes on codes: nobody can fill a stranger's mailbox, nor guess for long. One for the whole server. */
export class FreinsDeCode {
  readonly #appelants: Limiteur;
  readonly #boites: readonly Limiteur[];

  constructor({ connexions, codesParCourriel, codesParJour }: LimitesDeCode) {
    this.#appelants = new Limiteur(connexions);
    this.#boites = [new Limiteur(codesParCourriel), new Limiteur(codesParJour)];
  }

  /**
   * Before a code is mailed. Refused alike for addresses that are known and that are not, said aloud: a code that would
   * not come must not be waited for.
   * @throws Probleme `trop-de-tentatives`
   */
  async demander(appelant: string, courriel: string): Promise<void> {
    await this.#appelants.compter(`${appelant} demande`);
    for (const boite of this.#boites) await boite.compter(boiteDe(courriel));
  }

  /**
   * Around a try: one that fails costs its caller a point. It is taken before, so that many at once cannot share one.
   * @throws Probleme `trop-de-tentatives`
   */
  async essayer<R>(appelant: string, agir: () => Promise<R>): Promise<R> {
    await this.#appelants.compter(`${appelant} essai`);
    const resultat = await agir();
    await this.#appelants.rendre(`${appelant} essai`);
    return resultat;
  }
}

const AVEC_POINTS = new Set(['gmail.com', 'googlemail.com']);

/** The mailbox behind an address: `lou+1@…` and `l.ou@gmail.com` fill the same one. */
function boiteDe(courriel: string): string {
  const propre = normaliser(courriel);
  const arobase = propre.lastIndexOf('@');
  const domaine = propre.slice(arobase + 1);
  const nom = propre.slice(0, arobase).replace(/\+.*$/, '');
  return `${AVEC_POINTS.has(domaine) ? nom.replaceAll('.', '') : nom}@${domaine}`;
}
