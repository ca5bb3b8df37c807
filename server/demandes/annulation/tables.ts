/** The last decision of a demande, while its author may take it back: what stood before it. */
export interface TableAnnulable {
  demande_id: string;
  /** Address of its author. */
  agent: string;
  /** Ranks of its first and last events. */
  debut: number;
  fin: number;
  /** Milliseconds since the epoch: from then on it stands. */
  jusqua: number;
  /** JSON of `EtatAvant`. */
  avant: string;
}

export const SQL_ANNULABLE = `
create table annulable (
  demande_id text primary key references demande (id),
  agent text not null,
  debut integer not null,
  fin integer not null,
  jusqua integer not null,
  avant text not null
) strict, without rowid;
`;
