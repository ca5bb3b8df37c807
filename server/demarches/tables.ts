/** A published version of a démarche: written once, never changed. */
export interface TableDemarcheVersion {
  code: string;
  version: number;
  /** JSON of a `Demarche`. */
  definition: string;
  /** SHA-256 of `definition`: tells whether an import brings anything new. */
  empreinte: string;
  publiee_le: number;
}

/** The version of each démarche that the commune offers today. */
export interface TableCatalogue {
  code: string;
  version: number;
}

export const SQL_DEMARCHES = `
create table demarche_version (
  code text not null,
  version integer not null,
  definition text not null,
  empreinte text not null,
  publiee_le integer not null,
  primary key (code, version)
) strict, without rowid;
create trigger demarche_version_immuable before update on demarche_version
begin select raise(abort, 'a published version never changes'); end;
create table catalogue (
  code text primary key,
  version integer not null,
  foreign key (code, version) references demarche_version (code, version)
) strict, without rowid;
`;
