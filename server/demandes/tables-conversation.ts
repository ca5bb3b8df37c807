import { SQL_ANNULABLE } from './annulation/tables.ts';

/** The answers of a demande as they stood before its event `rang` replaced some of them. */
export interface TableReponsesAnterieures {
  demande_id: string;
  rang: number;
  /** JSON of `Reponses`: the fingerprint of an earlier event still proves it. */
  reponses: string;
}

/** A mail that left, for as long as the post may still say that it was not delivered. */
export interface TableCourrielEnvoye {
  /** Its job's, hence the left side of its Message-ID. */
  id: string;
  demande_id: string;
  /** JSON of the job. */
  donnees: string;
  le: number;
}

/** A mail that came in, by the SHA-256 of its Message-ID: the post may bring it twice. */
export interface TableCourrielRecu {
  cle: string;
  le: number;
}

/** Step 5: decisions that can be taken back, answers that were replaced, mails sent and received. */
export const SQL_CONVERSATION = `
${SQL_ANNULABLE}
create table reponses_anterieures (
  demande_id text not null references demande (id),
  rang integer not null,
  reponses text not null,
  primary key (demande_id, rang)
) strict, without rowid;
create table courriel_envoye (
  id text primary key,
  demande_id text not null,
  donnees text not null,
  le integer not null
) strict, without rowid;
create index courriel_envoye_le on courriel_envoye (le);
create table courriel_recu (
  cle text primary key,
  le integer not null
) strict, without rowid;
create index courriel_recu_le on courriel_recu (le);
`;
