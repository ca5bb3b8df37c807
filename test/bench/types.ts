/** One load, told to the generator. */
export interface Charge {
  port: number;
  /** Whole HTTP/1.1 requests, sent in turn. */
  requetes: readonly string[];
  connexions: number;
  /** Stops at whichever comes first. */
  nombre: number;
  dureeMaxMs: number;
}

export interface ResultatCharge {
  /** Requests answered in a second. */
  debit: number;
  /** Milliseconds. */
  p50: number;
  p99: number;
  nombre: number;
  /** Answers that were not 2xx, and the first of them. */
  erreurs: number;
  premiereErreur?: string;
  /** Bytes of the last answer, headers included. */
  octets: number;
}

/** What a server process of the bench says of itself. */
export interface Etat {
  /** Bytes, the pages of Node's own program included. */
  rss: number;
  /** Bytes that are this process's alone. */
  propre: number;
  /** Microseconds of processor since its start. */
  cpu: number;
  /** Mails that are still to be sent. */
  enAttente: number;
}

export type Question = 'etat' | 'fin';
