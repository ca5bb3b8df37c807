/** Who may file for whom, for what, until when. */
export interface TableMandat {
  id: string;
  reference: string;
  /** Address of the helper, and name and structure as they were then. */
  aidant: string;
  aidant_nom: string;
  structure: string;
  /** The person's space, once there is one. */
  usager: string | null;
  prenom: string;
  nom: string;
  courriel: string | null;
  telephone: string | null;
  /** JSON array of codes; empty: all. */
  demarches: string;
  jusquau: string;
  consentement: 'feuille' | 'courriel' | 'telephone';
  etat: 'attendu' | 'actif' | 'fini';
  cree_le: number;
  consenti_le: number | null;
  /** For a sheet: the day it was signed. */
  signee_le: string | null;
  fini_le: number | null;
  fini_par: string | null;
}

export const SQL_MANDATS = `
create table mandat (
  id text primary key,
  reference text not null unique,
  aidant text not null,
  aidant_nom text not null,
  structure text not null,
  usager text,
  prenom text not null,
  nom text not null,
  courriel text,
  telephone text,
  demarches text not null,
  jusquau text not null,
  consentement text not null,
  etat text not null,
  cree_le integer not null,
  consenti_le integer,
  signee_le text,
  fini_le integer,
  fini_par text
) strict, without rowid;
create index mandat_aidant on mandat (aidant, id);
create index mandat_usager on mandat (usager) where usager is not null;
create index mandat_courriel on mandat (courriel) where courriel is not null;
`;
