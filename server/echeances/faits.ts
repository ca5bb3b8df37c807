/** What happens to a request and matters to its clock, in the order of events. `le`: milliseconds since the epoch. */
export type FaitHorloge =
  /** Received by the first authority, which is also the competent one until a `transfert`. */
  | { type: 'recue'; le: number }
  /** Received by the competent authority, to which the first one sent it (CRPA L114-2). */
  | { type: 'transfert'; le: number }
  /** Pieces or information asked, `avantLe` the last day given for them (CRPA L114-5). */
  | { type: 'complement-demande'; le: number; chemins: readonly string[]; avantLe: string }
  /**
   * `complet`: nothing that was asked is still awaited, whatever its name. `jour`: the local day of arrival, when it was
   * written down later.
   */
  | { type: 'complement-recu'; le: number; chemins: readonly string[]; complet: boolean; jour?: string }
  | { type: 'complement-annule'; le: number; chemins: readonly string[] }
  | { type: 'decision'; le: number }
  | { type: 'retrait'; le: number }
  /** Taken up again, after an answer or a transfer. */
  | { type: 'reouverture'; le: number }
  /** The implicit decision was recorded. */
  | { type: 'implicite'; le: number };
