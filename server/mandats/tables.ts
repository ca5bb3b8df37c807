import type { Role } from '#contract/vocabulaire.ts';

/** Who may file for whom, for what, until when. */
export interface TableMandat {
  id: string;
  reference: string;
  /** Address of the helper, and name and structure as they were then. */
  aidant: string;
  aidant_nom: string;
  structure: string;
  /** The person's space, if the address had one when she agreed; `usagerDuMandat` tells today's. */
  usager: string | null;
  prenom: string;
  nom: string;
  /** In lower case. */
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
  fini_par: FinParQui | null;
}

/** `ville`: the commune no longer lists the helper. */
export type FinParQui = 'usager' | 'aidant' | 'agent' | 'date' | 'ville';

/** What happened to a mandate. Append-only. */
export interface TableEvenementMandat {
  id: string;
  mandat: string;
  le: number;
  type: 'creation' | 'accord' | 'limite' | 'usage' | 'fin';
  role: Role;
  /** For an agent or a helper: the name it is signed with. */
  auteur: string | null;
  /** JSON. */
  donnees: string;
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
create index mandat_ouvert on mandat (id) where etat <> 'fini';
create table evenement_mandat (
  id text primary key,
  mandat text not null references mandat (id) on delete cascade,
  le integer not null,
  type text not null,
  role text not null,
  auteur text,
  donnees text not null
) strict, without rowid;
create index evenement_mandat_de on evenement_mandat (mandat, id);
create trigger evenement_mandat_ajout_seul before update on evenement_mandat
begin select raise(abort, 'events are append-only'); end;
`;
