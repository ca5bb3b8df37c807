import type { Compteurs } from '../socle/http/compteurs.ts';
import { Limiteur, type Limite } from '../socle/http/limites.ts';
import { LRUCache } from '../socle/memoire/lru.ts';
import { JOUR } from '../socle/horloge/horloge.ts';
import { normaliser } from './roles.ts';

/** What may be asked and tried with codes. */
export interface LimitesDeCode {
  /** Codes asked for, and wrong codes, by caller's address. */
  connexions: Limite;
  /** Wrong codes of one caller over a day, whatever mailboxes they were for. */
  codesFauxParJour: Limite;
  /** Codes mailed to one mailbox, whoever asks, whatever for, from any commune of the server. */
  codesParCourriel: Limite;
  /** The same, over a day. */
  codesParJour: Limite;
  /** Of those, what one caller may ask for: fewer, so that nobody alone can use up what the owner needs to come in. */
  codesParAppelant: Limite;
}

/** Callers who came in lately are known for that long, and at most so many of them. */
const DUREE_CONNU = 30 * JOUR;
const CONNUS_MAX = 20_000;

/**
 * Brakes on codes: nobody can fill a stranger's mailbox, keep its owner out, nor guess for long. One for the whole
 * server.
 *
 * What a mailbox was sent is counted where a restart finds it (`Compteurs`, by a keyed hash): it is what protects somebody
 * who has asked nothing. What a caller does is counted in memory: an address of the network is never written, and whoever
 * can restart the server needs no code.
 *
 * The mailbox's own limit is shared by all who do not know it, so whoever has several networks can use it up. Its owner is
 * not among them where he has come in before: a caller from whom a code of that mailbox was typed rightly within 30 days
 * has an allowance of his own (as much as the mailbox has in a quarter of an hour, and a caller's own in a day), which
 * strangers cannot touch, and cannot have without reading the mailbox. So a mailbox gets at most the day's limit, and a
 * caller's for each place where its owner came in. Somewhere new, and while strangers keep at it, he waits, comes in with
 * the provider, or at the counter. Codes asked from other places stay good meanwhile (see `CibleDeCode.pour`).
 */
export class FreinsDeCode {
  readonly #appelants: Limiteur;
  readonly #boites: readonly Limiteur[];
  readonly #appelantEtBoite: Limiteur;
  readonly #connuEtBoite: Limiteur;
  readonly #fautes: Limiteur;
  readonly #maintenant: () => number;
  /** Caller and mailbox → when he came in. */
  readonly #connus = new LRUCache<string, number>(CONNUS_MAX);

  /** @param compteurs default: in memory, as all the rest */
  constructor(limites: LimitesDeCode, maintenant: () => number, compteurs?: Compteurs) {
    const garder = (nom: string) => compteurs && { compteurs, nom };
    this.#appelants = new Limiteur(limites.connexions);
    this.#fautes = new Limiteur(limites.codesFauxParJour);
    this.#boites = [
      new Limiteur(limites.codesParCourriel, garder('boites_quart')),
      new Limiteur(limites.codesParJour, garder('boites_jour')),
    ];
    this.#appelantEtBoite = new Limiteur(limites.codesParAppelant);
    this.#connuEtBoite = new Limiteur(limites.codesParCourriel);
    this.#maintenant = maintenant;
  }

  /**
   * Before a code is mailed. Refused alike for addresses that are known and that are not, said aloud: a code that would
   * not come must not be waited for.
   * @throws Probleme `trop-de-tentatives`
   */
  async demander(appelant: string, courriel: string): Promise<void> {
    await this.#appelants.compter(`${appelant} demande`);
    const boite = boiteDe(courriel);
    const deLui = `${appelant} ${boite}`;
    const comptes = [
      [this.#appelantEtBoite, deLui],
      ...(this.#connait(deLui)
        ? [[this.#connuEtBoite, deLui] as const]
        : this.#boites.map((limiteur) => [limiteur, boite] as const)),
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
    await this.#fautes.compter(appelant);
    const resultat = await agir();
    await this.#appelants.rendre(`${appelant} essai`);
    await this.#fautes.rendre(appelant);
    const boite = boiteDe(courriel);
    const deLui = `${appelant} ${boite}`;
    this.#connus.set(deLui, this.#maintenant());
    for (const limiteur of [this.#appelantEtBoite, this.#connuEtBoite]) await limiteur.oublier(deLui);
    for (const limiteur of this.#boites) await limiteur.oublier(boite);
    return resultat;
  }

  #connait(deLui: string): boolean {
    const le = this.#connus.get(deLui);
    return le !== undefined && this.#maintenant() - le <= DUREE_CONNU;
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
