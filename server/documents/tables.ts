/**
 * A citizen's key, wrapped by a master key. Without the row, nothing of his can be read again. When two spaces become
 * one, their keys both stay, under the one owner: what each has closed needs no writing again.
 */
export interface TableCleUsager {
  /** The space it was made for: part of what its contents are bound to. */
  id: string;
  /** The space it belongs to now. */
  usager: string;
  /** Which master key wraps it: the first 8 bytes of its SHA-256, hex. */
  maitre: string;
  /** Nonce, wrapped key and tag, base64url. */
  enveloppe: string;
}

export interface TableDocument {
  id: string;
  usager: string;
  /** Key in the blobs, whose bytes are encrypted. */
  cle: string;
  /** Id of the citizen's key that closes it. */
  cle_usager: string;
  nom: string;
  genre: string;
  type: string;
  taille: number;
  /** SHA-256 of what was received, hex. */
  empreinte: string;
  valable_jusquau: string | null;
  rappele_le: number | null;
  ajoute_le: number;
  etat: 'pret' | 'a-verifier';
  numero: string | null;
}

export interface TableAccesDocument {
  id: string;
  usager: string;
  document: string;
  /** As it was named then. */
  nom: string;
  acte: string;
  par: string;
  /** What a copy became, before and once it was filed. */
  televersement: string | null;
  le: number;
}

export const SQL_DOCUMENTS = `
create table cle_usager (
  id text primary key,
  usager text not null,
  maitre text not null,
  enveloppe text not null
) strict, without rowid;
create index cle_usager_de on cle_usager (usager);
create table document (
  id text primary key,
  usager text not null,
  cle text not null,
  cle_usager text not null,
  nom text not null,
  genre text not null,
  type text not null,
  taille integer not null,
  empreinte text not null,
  valable_jusquau text,
  rappele_le integer,
  ajoute_le integer not null,
  etat text not null,
  numero text
) strict, without rowid;
create index document_usager on document (usager, ajoute_le);
create index document_valable on document (valable_jusquau) where valable_jusquau is not null;
create index document_a_verifier on document (id) where etat = 'a-verifier';
create table acces_document (
  id text primary key,
  usager text not null,
  document text not null,
  nom text not null,
  acte text not null,
  par text not null,
  televersement text,
  le integer not null
) strict, without rowid;
create index acces_document_usager on acces_document (usager, id);
create index acces_document_de on acces_document (document);
create index acces_document_le on acces_document (le);
`;
