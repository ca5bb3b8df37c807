import type { Canal } from '#contract/vocabulaire.ts';

/** Where a demande stands for the figures. */
export type Issue = 'ouverte' | 'repondue' | 'retiree';
/** `sans`: no legal delay, or not answered yet and not late. */
export type Delai = 'a-temps' | 'hors-delai' | 'sans';

/** What one demande counts for: a cell of `TableStatistique`. */
export interface Cellule {
  /** Month of receipt in the commune's zone, `AAAA-MM`. */
  mois: string;
  service: string;
  demarche: string;
  canal: Canal;
  issue: Issue;
  delai: Delai;
  /** Whole days from receipt to answer; -1 without an answer. */
  jours: number;
}

/** The cell in which each demande is counted now. */
export interface TableMesure extends Cellule {
  demande_id: string;
}

export interface TableStatistique extends Cellule {
  n: number;
}

/** How far the counting has read the events. */
export interface TableStatistiqueCurseur {
  id: 1;
  evenement: string;
}

/** What anybody may read of a period, as it was published: it never changes. */
export interface TablePublication {
  /** Its first month, `AAAA-MM`. */
  periode: string;
  publiee_le: number;
  /** JSON, small numbers hidden. */
  statistiques: string;
}

const CELLULE = `
  mois text not null,
  service text not null,
  demarche text not null,
  canal text not null,
  issue text not null,
  delai text not null,
  jours integer not null`;

export const SQL_STATISTIQUES = `
create table mesure (
  demande_id text primary key,${CELLULE}
) strict, without rowid;
create table statistique (${CELLULE},
  n integer not null,
  primary key (mois, service, demarche, canal, issue, delai, jours)
) strict, without rowid;
create table statistique_curseur (
  id integer primary key check (id = 1),
  evenement text not null
) strict;
insert into statistique_curseur values (1, '');
`;

export const SQL_PUBLICATIONS = `
create table publication (
  periode text primary key,
  publiee_le integer not null,
  statistiques text not null
) strict, without rowid;
`;
