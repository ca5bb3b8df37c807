/** A code sent to an agent; one at a time for an address. */
export interface TableCodeConnexion {
  courriel: string;
  /** HMAC-SHA-256 with the commune's secret. */
  code: string;
  expire_le: number;
  /** Wrong tries so far. */
  essais: number;
}

export interface TableSession {
  /** SHA-256 of the token: a copy of the database opens no session. */
  jeton: string;
  courriel: string;
  cree_le: number;
  expire_le: number;
}

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
