/** A file received. `libre`: nobody filed it yet, it is purged after a day; `jointe`: it belongs to a demande. */
export interface TablePiece {
  id: string;
  /** Key in the blobs. */
  cle: string;
  nom: string;
  type: string;
  taille: number;
  empreinte: string;
  recue_le: number;
  etat: 'libre' | 'jointe';
  demande_id: string | null;
  /** Who may see it: with the code (`dossier`) or agents only (`interne`). */
  visibilite: 'dossier' | 'interne';
  /** `attendue`: the antivirus did not answer yet, nobody opens it; `infectee`: it did, the bytes are gone. */
  verification: Verification;
}

export type Verification = 'faite' | 'attendue' | 'infectee';

export const SQL_TELEVERSEMENTS = `
create table piece (
  id text primary key,
  cle text not null,
  nom text not null,
  type text not null,
  taille integer not null,
  empreinte text not null,
  recue_le integer not null,
  etat text not null check (etat in ('libre', 'jointe')),
  demande_id text,
  visibilite text not null
) strict;
create index piece_demande on piece (demande_id) where demande_id is not null;
`;

export const SQL_VERIFICATION = `
alter table piece add column verification text not null default 'faite';
create index piece_a_verifier on piece (id) where verification = 'attendue';
`;
