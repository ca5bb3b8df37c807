/** A form begun, kept for its owner on any device. */
export interface TableBrouillon {
  id: string;
  usager: string;
  demarche: string;
  version: number;
  etape: string | null;
  /** JSON of `Reponses`. */
  reponses: string;
  revision: number;
  maj_le: number;
}

export const SQL_USAGERS = `
create table brouillon (
  id text primary key,
  usager text not null,
  demarche text not null,
  version integer not null,
  etape text,
  reponses text not null,
  revision integer not null,
  maj_le integer not null
) strict, without rowid;
create index brouillon_usager on brouillon (usager, maj_le);
create index brouillon_vieux on brouillon (maj_le);
`;
