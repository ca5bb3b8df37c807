/**
 * What the sign-in popup and the page that opened it say to each other by `postMessage`, and how a whole-page sign-in
 * comes back. Both sides check origin and source: the popup writes only to the origin that began the sign-in, the page
 * answers only to its own popup, at the server's origin.
 */

/** Popup → its opener: « I am back from the provider ». The opener polls at once, and answers `Temoin`. */
export interface FenetreRevenue {
  type: 'parvis-connexion';
  /** Of the transaction (`ConnexionCommencee.id`). */
  id: string;
  /** `revenue`: waits for `Temoin`; `finie`: nothing more to do here, for better or worse. */
  etat: 'revenue' | 'finie';
}

/** Opener → its popup: proves that the page which began this sign-in is the one that opened the popup. */
export interface Temoin {
  type: 'parvis-temoin';
  id: string;
  /** `ConnexionCommencee.temoin` */
  temoin: string;
}

/** A whole-page sign-in comes back to `retour` with `#parvis-connexion=<id>&relais=<secret>`; without `relais` it failed. */
export interface RetourPage {
  id: string;
  relais: string | undefined;
}

/** The fragment of a page that comes back from a sign-in, if it is one. */
export function lireRetourPage(fragment: string): RetourPage | undefined {
  const lu = new URLSearchParams(fragment.replace(/^#/, ''));
  const id = lu.get('parvis-connexion');
  return id === null ? undefined : { id, relais: lu.get('relais') ?? undefined };
}

export const fragmentRetourPage = (id: string, relais?: string): string =>
  `#parvis-connexion=${id}${relais === undefined ? '' : `&relais=${relais}`}`;
