import type { Moyen, RoleSession } from '#contract/schemas/session.ts';

/** A citizen's space. Its identities are how he comes in; a requests of his name it. */
export interface TableUsager {
  id: string;
  /** Milliseconds since the epoch. */
  cree_le: number;
  /** Last time he was there. */
  vu_le: number;
  /** JSON of `Profil`. */
  profil: string;
  /** When he was told that an unused space is about to be erased. */
  averti_le: number | null;
}

export interface TableIdentite {
  id: string;
  usager: string;
  moyen: Moyen;
  /** Address in lower case; for a provider `<issuer> <sub>`. */
  valeur: string;
  verifiee_le: number;
  /** 1: mails go there. One address of the account. */
  principale: 0 | 1;
}

/** What happened to a space: identities joined, addresses changed, space restored at the counter. Append-only. */
export interface TableEvenementUsager {
  id: string;
  usager: string;
  le: number;
  type: string;
  role: string;
  auteur: string | null;
  /** JSON. */
  donnees: string;
}

/** A code of 6 digits on its way. */
export interface TableCodeRecu {
  /** `<role> <but> <address>`, and who asks: a session, a mandate, or the mark of a caller (see `marquer`). */
  cle: string;
  /** HMAC-SHA-256 with the commune's secret. */
  code: string;
  expire_le: number;
  essais: number;
  /** Of these, those of callers who did not ask for it. */
  etrangers: number;
  /** Id of the session that it opened: then it opens no other. */
  servi: string | null;
}

/** A session bound to a key (RFC 9449). Its tokens are derived from the commune's secret: none is stored. */
export interface TableSessionOuverte {
  id: string;
  role: RoleSession;
  /** Id of the usager; address of the agent or helper. */
  sujet: string;
  /** Thumbprint of the key. */
  jkt: string;
  /** How many times it was renewed: the only refresh token that serves is that of this rank. */
  rang: number;
  /** When it was last renewed. */
  tournee_le: number;
  /** `id` of the last proof by code or provider: a destructive act wants a fresh one. */
  prouvee_le: number;
  moyen: Moyen;
  appareil: string;
  rester: 0 | 1;
  ouverte_le: number;
  /** It ends then, used or not. */
  fin_le: number;
  /** It ends then, if it is not renewed. */
  inactive_le: number;
  /** ID token of the provider, for its logout. */
  jeton_identite: string | null;
}

/** A sign-in under way at a provider. */
export interface TableConnexionOidc {
  id: string;
  role: RoleSession;
  etat: 'commencee' | 'partie' | 'echange' | 'revenue' | 'confirmee' | 'finie' | 'echouee';
  /** Hash of the verifier that the widget keeps. */
  defi: string;
  mode: 'fenetre' | 'page';
  but: 'connexion' | 'joindre' | 'prouver';
  /** Origin of the page that asked. */
  origine: string;
  retour: string | null;
  rester: 0 | 1;
  /** `joindre`, `prouver`: the session that asked. */
  session: string | null;
  /** `state`, `nonce` and PKCE verifier, and the hashes of `temoin` and `relais`: JSON. */
  secrets: string;
  /** What the provider said, JSON; or why it failed, in French. */
  resultat: string | null;
  expire_le: number;
}

/** A space whose owner lost the mailbox, given another address at the counter. */
export interface TableRetablissement {
  id: string;
  usager: string;
  ancienne: string;
  /** It joins the space when its first code is typed, at the latest at `entrer_avant`. */
  nouvelle: string;
  /** Kind of the identity paper that was checked. */
  piece: string;
  motif: string | null;
  /** Address of the agent. */
  agent: string;
  le: number;
  entrer_avant: number;
  /** Until then the old address is refused, and an agent may undo it all. */
  annulable_jusqua: number;
  entree_le: number | null;
  annule_le: number | null;
  /** The space that the new address opened until then, joined when nothing can be undone any more. */
  autre: string | null;
}

export const SQL_IDENTITE = `
create table usager (
  id text primary key,
  cree_le integer not null,
  vu_le integer not null,
  profil text not null default '{}',
  averti_le integer
) strict, without rowid;
create index usager_vu on usager (vu_le);
create table identite (
  id text primary key,
  usager text not null references usager (id),
  moyen text not null,
  valeur text not null,
  verifiee_le integer not null,
  principale integer not null default 0,
  unique (moyen, valeur)
) strict, without rowid;
create index identite_usager on identite (usager);
create table evenement_usager (
  id text primary key,
  usager text not null,
  le integer not null,
  type text not null,
  role text not null,
  auteur text,
  donnees text not null
) strict, without rowid;
create index evenement_usager_de on evenement_usager (usager, id);
create table retablissement (
  id text primary key,
  usager text not null,
  ancienne text not null,
  nouvelle text not null,
  piece text not null,
  motif text,
  agent text not null,
  le integer not null,
  entrer_avant integer not null,
  annulable_jusqua integer not null,
  entree_le integer,
  annule_le integer,
  autre text
) strict, without rowid;
create index retablissement_ancienne on retablissement (ancienne);
create index retablissement_nouvelle on retablissement (nouvelle);
create table code_recu (
  cle text primary key,
  code text not null,
  expire_le integer not null,
  essais integer not null default 0
) strict, without rowid;
create table session_ouverte (
  id text primary key,
  role text not null,
  sujet text not null,
  jkt text not null,
  rang integer not null default 0,
  tournee_le integer not null,
  prouvee_le integer not null,
  moyen text not null,
  appareil text not null,
  rester integer not null,
  ouverte_le integer not null,
  fin_le integer not null,
  inactive_le integer not null,
  jeton_identite text
) strict, without rowid;
create index session_ouverte_sujet on session_ouverte (role, sujet);
create index session_ouverte_fin on session_ouverte (inactive_le);
create table connexion_oidc (
  id text primary key,
  role text not null,
  etat text not null,
  defi text not null,
  mode text not null,
  but text not null,
  origine text not null,
  retour text,
  rester integer not null,
  session text,
  secrets text not null,
  resultat text,
  expire_le integer not null
) strict, without rowid;
create index connexion_oidc_fin on connexion_oidc (expire_le);
alter table demande add column usager text;
alter table demande add column mandat text;
create index demande_usager on demande (usager, id) where usager is not null;
create index demande_mandat on demande (mandat, id) where mandat is not null;
`;

/** Step 9 of the schema. */
export const SQL_CODES = `
alter table code_recu add column etrangers integer not null default 0;
alter table code_recu add column servi text;
`;
