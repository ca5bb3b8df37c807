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
