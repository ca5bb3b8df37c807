/** Step 1, of the days when agents had tokens of their own; step 6 takes it back. */
export const SQL_AGENTS = `
create table code_connexion (
  courriel text primary key,
  code text not null,
  expire_le integer not null,
  essais integer not null default 0
) strict, without rowid;
create table session (
  jeton text primary key,
  courriel text not null,
  cree_le integer not null,
  expire_le integer not null
) strict, without rowid;
create index session_expiration on session (expire_le);
`;

export const SQL_AGENTS_PARTIS = `
drop table code_connexion;
drop table session;
`;
