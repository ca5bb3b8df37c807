/** What a printed paper is made of: plain data, so that it can be drawn in another thread. */
export interface Papier {
  /** Title of the document, for readers and for whoever lists files. */
  titre: string;
  /** BCP 47. */
  langue: string;
  /** Who writes, on top of the first page. */
  emetteur: { nom: string; lignes: readonly string[] };
  /** `#rrggbb`, dark enough to be read on white. */
  couleur: string;
  /** A letter is set larger, its address where a window envelope shows it. */
  lettre?: boolean;
  /** Said at the foot of each page, before its number. */
  pied: string;
  /** Milliseconds since the epoch: when it was made. */
  le: number;
  blocs: readonly BlocPapier[];
}

/** Line breaks are kept in texts and values. Nothing is markup: what is written is what is printed. */
export type BlocPapier =
  | { genre: 'titre'; niveau: 1 | 2 | 3; texte: string }
  | { genre: 'paragraphe'; texte: string; ton?: 'muet' | 'droite' }
  | { genre: 'liste'; elements: readonly string[] }
  /** Labels and values, as a table of two columns. */
  | { genre: 'faits'; faits: readonly FaitPapier[] }
  /** Name and capacity of who signs; kept on one page. */
  | { genre: 'signature'; lignes: readonly string[] };

export interface FaitPapier {
  libelle: string;
  valeur: string;
  /** Larger: what people copy. */
  fort?: boolean;
}
