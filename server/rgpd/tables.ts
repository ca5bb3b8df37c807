/** Why something was erased: its owner asked, nobody opened the space, or its time was over. */
export type MotifEffacement = 'demande' | 'inactivite' | 'conservation';

/** A demande that is no more: enough to tell an erasure from a theft, nothing of whom it was about. */
export interface TableDemandeEffacee {
  /** From 1, without a gap. */
  rang: number;
  demande_id: string;
  numero: string;
  recue_le: number;
  /** Last thing that happened to it. */
  maj_le: number;
  effacee_le: number;
  motif: MotifEffacement;
  /** Length and head of its chain of events. */
  evenements: number;
  tete: string;
  /** 1: the figures had counted it. */
  comptee: 0 | 1;
  /** HMAC-SHA-256 by the commune's secret over the seal before it and everything above but `comptee`. */
  sceau: string;
}

/** That an erasure took place. Its ids name nobody; a backup that is restored is erased anew by them. */
export interface TableEffacement {
  id: string;
  le: number;
  motif: MotifEffacement;
  /** Id that the space had. */
  usager: string | null;
  /** JSON array of the ids of the spaces that were joined to it: an older backup has them apart. */
  anciens: string;
  /** JSON array of the ids of the demandes erased, and of those kept without their space. */
  demandes: string;
  detachees: string;
  /** JSON of `Comptes`. */
  comptes: string;
}

export const SQL_RGPD = `
alter table demande add column archivee_le integer;
alter table demande add column effacement_le integer;
drop index demande_echeance;
drop index demande_recente;
create index demande_echeance on demande (service, clos, echeance, id) where archivee_le is null;
create index demande_recente on demande (service, clos, id) where archivee_le is null;
create index demande_a_archiver on demande (maj_le) where clos = 1 and archivee_le is null;
create index demande_archivee on demande (demarche, demarche_version, maj_le) where archivee_le is not null;
create index demande_a_effacer on demande (effacement_le) where effacement_le is not null;
create trigger demande_rouverte after update of clos on demande when new.clos = 0 and new.archivee_le is not null
begin update demande set archivee_le = null where id = new.id; end;
alter table brouillon add column averti_le integer;
create table demande_effacee (
  rang integer primary key,
  demande_id text not null unique,
  numero text not null,
  recue_le integer not null,
  maj_le integer not null,
  effacee_le integer not null,
  motif text not null,
  evenements integer not null,
  tete text not null,
  comptee integer not null,
  sceau text not null
) strict;
create trigger demande_effacee_immuable before update on demande_effacee
begin select raise(abort, 'traces of erasures never change'); end;
create trigger demande_effacee_reste before delete on demande_effacee
begin select raise(abort, 'traces of erasures never go'); end;
create trigger evenement_efface before delete on evenement
when not exists (select 1 from demande_effacee where demande_id = old.demande_id)
begin select raise(abort, 'events go with their demande only, and leave a trace'); end;
create table effacement (
  id text primary key,
  le integer not null,
  motif text not null,
  usager text,
  anciens text not null,
  demandes text not null,
  detachees text not null,
  comptes text not null
) strict, without rowid;
`;
