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
  /** Of those, what one caller may ask for: fewer, so that nobody alone can use up what the owner needs to come in. */
  codesParAppelant: Limite;
}

/**
 * Brakes on codes: nobody can fill a stranger's mailbox, keep its owner out, nor guess for long. One for the whole
 * server.
 */
export class FreinsDeCode {
  readonly #appelants: Limiteur;
  readonly #boites: readonly Limiteur[];
  readonly #appelantEtBoite: Limiteur;

  constructor({ connexions, codesParCourriel, codesParJour, codesParAppelant }: LimitesDeCode) {
    this.#appelants = new Limiteur(connexions);
    this.#boites = [new Limiteur(codesParCourriel), new Limiteur(codesParJour)];
    this.#appelantEtBoite = new Limiteur(codesParAppelant);
  }

  /**
   * Before a code is mailed. Refused alike for addresses that are known and that are not, said aloud: a code that would
   * not come must not be waited for.
   * @throws Probleme `trop-de-tentatives`
   */
  async demander(appelant: string, courriel: string): Promise<void> {
    await this.#appelants.compter(`${appelant} demande`);
    const boite = boiteDe(courriel);
    const comptes = [
      [this.#appelantEtBoite, `${appelant} ${boite}`],
      ...this.#boites.map((limiteur) => [limiteur, boite] as const),
    ] as const;
    // What is refused takes no point of the others: who keeps asking must not keep the owner waiting.
    for (const [limiteur, cle] of comptes) await limiteur.verifier(cle);
    for (const [limiteur, cle] of comptes) await limiteur.compter(cle);
  }

  /**
   * Around a try: one that fails costs its caller a point. It is taken before, so that many at once cannot share one.
   * One that succeeds shows that who asked reads the mailbox: what it was sent no longer counts.
   * @throws Probleme `trop-de-tentatives`
   */
  async essayer<R>(appelant: string, courriel: string, agir: () => Promise<R>): Promise<R> {
    await this.#appelants.compter(`${appelant} essai`);
    const resultat = await agir();
    await this.#appelants.rendre(`${appelant} essai`);
    const boite = boiteDe(courriel);
    await this.#appelantEtBoite.oublier(`${appelant} ${boite}`);
    for (const limiteur of this.#boites) await limiteur.oublier(boite);
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
