export interface TableJob {
  id: string;
  type: string;
  /** JSON, read by the job's own handler. */
  donnees: string;
  /** What it is about, for those who read incidents. */
  sujet: string | null;
  /** At most one waiting job has a given key. */
  cle: string | null;
  disponible_le: number;
  bail_jusqu: number | null;
  essais: number;
  /** `mort`: tried for the last time; a human decides. */
  etat: 'attente' | 'mort';
  erreur: string | null;
  cree_le: number;
}

export const SQL_JOBS = `
create table job (
  id text primary key,
  type text not null,
  donnees text not null,
  sujet text,
  cle text unique,
  disponible_le integer not null,
  bail_jusqu integer,
  essais integer not null default 0,
  etat text not null default 'attente' check (etat in ('attente', 'mort')),
  erreur text,
  cree_le integer not null
) strict;
create index job_a_faire on job (etat, disponible_le);
create index job_sujet on job (sujet) where sujet is not null;
`;
