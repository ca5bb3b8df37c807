import type { Canal, Genre, Resultat, Role, Statut, Visibilite } from '#contract/vocabulaire.ts';

export interface TableDemande {
  id: string;
  numero: string;
  demarche: string;
  demarche_version: number;
  genre: Genre;
  service: string;
  statut: Statut;
  /** 1 when nothing is expected of the town: the status is a closed one, and no message awaits its answer. */
  clos: 0 | 1;
  canal: Canal;
  /** Milliseconds since the epoch. */
  recue_le: number;
  maj_le: number;
  /** Last day of the legal delay, `AAAA-MM-JJ` of the commune; `9999-12-31` when there is none, so that it sorts last. */
  echeance: string;
  planifiee_le: string | null;
  motif: string | null;
  /** Address of the agent. */
  affectee_a: string | null;
  demandeur_nom: string | null;
  demandeur_courriel: string | null;
  demandeur_telephone: string | null;
  objet: string;
  /** JSON of `Reponses`. */
  reponses: string;
  /** The citizen wrote last. */
  reponse_attendue: 0 | 1;
  /** What silence decided, and the day it was born; `null` while it did not. */
  implicite: 'acceptation' | 'refus' | null;
  implicite_le: string | null;
  /** JSON of a `Complement`: what the citizen was asked and has not answered. */
  complement: string | null;
  /** Rank of the last event that the citizen has seen. Not an event: reading changes nothing of the file. */
  lu_usager: number;
  /** The same, of the helper who filed it: what he has read, the citizen has not. */
  lu_aidant: number;
  satisfaction: Resultat | null;
  /** The citizen's space it belongs to; `null` for a guest's. */
  usager: string | null;
  /** The mandate it was filed under, by a helper. */
  mandat: string | null;
  /** Closed for long: out of every list, found by its exact number by agents only. */
  archivee_le: number | null;
  /** Its citizen asked for its erasure: it goes as soon as the town need not keep it. */
  effacement_le: number | null;
  /** Rank and hash of the last event: the head of the chain, and the optimistic lock. */
  rang: number;
  tete: string;
}

export { SANS_ECHEANCE } from '../echeances/dates.ts';

export interface TableEvenement {
  id: string;
  demande_id: string;
  /** From 1, without a gap. */
  rang: number;
  type: string;
  role: Role;
  /** Name shown to whoever may see the event. */
  auteur: string | null;
  /** Milliseconds since the epoch. */
  le: number;
  visibilite: Visibilite;
  /** JSON. */
  donnees: string;
  /** SHA-256 over the hash before it and everything above. */
  hash: string;
}

export const SQL_DEMANDES = `
create table demande (
  id text primary key,
  numero text not null unique,
  demarche text not null,
  demarche_version integer not null,
  genre text not null,
  service text not null,
  statut text not null,
  clos integer not null,
  canal text not null,
  recue_le integer not null,
  maj_le integer not null,
  echeance text not null,
  planifiee_le text,
  motif text,
  affectee_a text,
  demandeur_nom text,
  demandeur_courriel text,
  demandeur_telephone text,
  objet text not null,
  reponses text not null,
  reponse_attendue integer not null,
  rang integer not null,
  tete text not null,
  foreign key (demarche, demarche_version) references demarche_version (code, version)
) strict;
create index demande_echeance on demande (service, clos, echeance, id);
create index demande_recente on demande (service, clos, id);
create table evenement (
  id text primary key,
  demande_id text not null references demande (id),
  rang integer not null,
  type text not null,
  role text not null,
  auteur text,
  le integer not null,
  visibilite text not null,
  donnees text not null,
  hash text not null,
  unique (demande_id, rang)
) strict;
create trigger evenement_ajout_seul before update on evenement
begin select raise(abort, 'events are append-only'); end;
`;

/** Step 3: what silence decided, what is awaited from the citizen, what he read and thinks of it. */
export const SQL_DELAIS = `
alter table demande add column implicite text;
alter table demande add column implicite_le text;
alter table demande add column complement text;
alter table demande add column lu_usager integer not null default 0;
alter table demande add column satisfaction text;
create index demande_a_echoir on demande (echeance) where clos = 0 and implicite is null;
create index demande_courriel on demande (demandeur_courriel, id) where demandeur_courriel is not null;
`;

/** Step 7: what the helper who filed it has seen. */
export const SQL_LU_AIDANT = `
alter table demande add column lu_aidant integer not null default 0;
`;
