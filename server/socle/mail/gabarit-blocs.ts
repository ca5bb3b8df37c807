/** What a mail is made of. Line breaks are kept in paragraphs, values and quotations. */
export type Bloc =
  /** The first one is the title of the mail; `sous` for a part of a part. */
  | { genre: 'titre'; texte: string; sous?: boolean }
  | { genre: 'paragraphe'; texte: string }
  | { genre: 'liste'; elements: readonly string[] }
  | { genre: 'faits'; faits: readonly Fait[] }
  /** @property lien absolute http or https address */
  | { genre: 'bouton'; libelle: string; lien: string }
  /** Words of somebody else, as they were written. */
  | { genre: 'citation'; texte: string; auteur?: string };

export interface Fait {
  libelle: string;
  valeur: string;
  /** To be copied (a number, a code): shown larger and never cut. */
  aCopier?: boolean;
}

export interface Gabarit {
  /** Who writes, on top. */
  entete: string;
  blocs: readonly Bloc[];
  /** Small print at the end: who to call, why this mail came. */
  pied?: string;
}
