/** One row: what `commune.yaml` said at the last import. */
export interface TableConfiguration {
  id: 1;
  /** JSON of a `CommuneConfiguree`. */
  commune: string;
  /** Moves at each import, so that a running server notices. */
  importee_le: number;
}

export const SQL_COMMUNE = `
create table configuration (
  id integer primary key check (id = 1),
  commune text not null,
  importee_le integer not null
) strict;
`;

/** Origins that the operator added by command, beside those of `commune.yaml`: an import does not forget them. */
export interface TableOrigineAjoutee {
  origine: string;
  /** 1: for the agents' pages; 0: for the citizens'. */
  agents: 0 | 1;
  ajoutee_le: number;
}

export const SQL_ORIGINES = `
create table origine_ajoutee (
  origine text not null,
  agents integer not null check (agents in (0, 1)),
  ajoutee_le integer not null,
  primary key (origine, agents)
) strict, without rowid;
`;
