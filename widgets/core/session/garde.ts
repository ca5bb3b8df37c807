import { enJson } from '../json.ts';

/** What is kept between two pages: enough to renew, with the key that IndexedDB keeps. */
export interface Gardee {
  /** Id of the session. */
  id: string;
  rafraichissement: string;
  /** Id of the key in IndexedDB. */
  cle: string;
  rester: boolean;
}

const PLACES = [() => sessionStorage, () => localStorage];

/**
 * One session's place in storage: the tab's, or the device's when its owner asked to stay signed in. Storage that
 * throws is as if there were none.
 */
export class Garde {
  readonly nom: string;

  constructor(nom: string) {
    this.nom = nom;
  }

  /** The tab's first. */
  lire(): Gardee[] {
    return PLACES.map((place) => lire(place, this.nom)).filter((lue) => lue !== undefined);
  }

  garder(gardee: Gardee): void {
    essayer(() => PLACES[gardee.rester ? 1 : 0]!().setItem(this.nom, enJson(gardee)));
  }

  /** Forgets session `id`, not another that took its place. */
  oublier(id: string): void {
    for (const place of PLACES)
      if (lire(place, this.nom)?.id === id) essayer(() => place().removeItem(this.nom));
  }
}

function lire(place: () => Storage, nom: string): Gardee | undefined {
  const lue = essayer(() => JSON.parse(place().getItem(nom) ?? 'null') as Partial<Gardee> | null);
  return lue?.rafraichissement && lue.cle && lue.id ? (lue as Gardee) : undefined;
}

export function essayer<T>(acte: () => T): T | undefined {
  try {
    return acte();
  } catch {
    return undefined;
  }
}

/** A sign-in that the whole page is away for, at the provider's. */
export interface Partie {
  id: string;
  verifieur: string;
  but: 'connexion' | 'joindre' | 'prouver';
}

/** Beside the session's own place, which is marked too: the page that comes back looks there (`sessionPossible`). */
const nomPartie = (nom: string) => `${nom} retour`;
const MARQUE = '{}';

/** Keeps it, or forgets it. @returns whether it could */
export function garderPartie(nom: string, partie: Partie | undefined): boolean {
  const fait = essayer(() => {
    if (partie) sessionStorage.setItem(nomPartie(nom), enJson(partie));
    else sessionStorage.removeItem(nomPartie(nom));
    if (partie && !(nom in sessionStorage)) sessionStorage.setItem(nom, MARQUE);
    if (!partie && sessionStorage.getItem(nom) === MARQUE) sessionStorage.removeItem(nom);
    return true;
  });
  return fait ?? false;
}

export const lirePartie = (nom: string): Partie | undefined =>
  essayer(() => JSON.parse(sessionStorage.getItem(nomPartie(nom)) ?? 'null') as Partie | null) ?? undefined;
