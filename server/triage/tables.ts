/** Gives each demande the whole number that the full-text index knows it by. */
export interface TableRechercheDoc {
  id: number;
  demande_id: string;
}

/**
 * Full-text index (FTS5): the words are not kept, only where they are. A word half typed, of 2 to 8 letters, has its own
 * list, so that it costs what a whole word costs.
 */
export interface TableRecherche {
  rowid: number;
  texte: string;
}

/** How far the index has read the events. */
export interface TableRechercheCurseur {
  id: 1;
  evenement: string;
}

export const SQL_TRIAGE = `
create table recherche_doc (
  id integer primary key,
  demande_id text not null unique
) strict;
create virtual table recherche using fts5(
  texte, content = '', contentless_delete = 1, detail = none,
  tokenize = "unicode61 remove_diacritics 2", prefix = '2 3 4 5 6 7 8'
);
create table recherche_curseur (
  id integer primary key check (id = 1),
  evenement text not null
) strict;
insert into recherche_curseur values (1, '');
`;
