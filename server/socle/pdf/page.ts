import { readFile } from 'node:fs/promises';
import pdfkit from 'pdfkit';
import { commenceADroite, couper, estDeDroite, ordonnerMots, rendreImprimable } from './lignes.ts';
import type { Papier } from './papier.ts';
import { POLICES } from './polices.ts';

/** Points. */
export const MARGE = 50;
const HAUT = 44;
/** Left at the foot of a page for its number. */
export const PIED = 52;
const ENCRE = '#22262b';
export const SOURDINE = '#5b6067';
export const TRAIT = '#ddd8d0';

export interface Style {
  taille: number;
  gras?: boolean;
  couleur?: string;
  /** Height of a line, times the size. */
  interligne?: number;
}

/** What fontkit knows of a font; pdfkit's types leave it out. */
interface Police {
  hasGlyphForCodePoint(codePoint: number): boolean;
}
interface Ouverture {
  _font: { font: Police };
}

/** Parsed once: half of the time of a paper would go into reading the tables of its fonts again. */
async function ouvrirPolices(): Promise<{ normal: Police; gras: Police }> {
  const sources = await Promise.all(POLICES().map((url) => readFile(url)));
  const [normal, gras] = sources.map((source) => {
    const doc = new pdfkit({ font: source as unknown as string, autoFirstPage: false });
    return (doc as unknown as Ouverture)._font.font;
  });
  return { normal: normal!, gras: gras! };
}
let polices: ReturnType<typeof ouvrirPolices> | undefined;

/** A4 pages under a pen that goes down, opens the next page when one is full, and tags what it writes. */
export class Page {
  readonly doc: PDFKit.PDFDocument;
  readonly droite: number;
  bas: number;
  y = HAUT;
  readonly #police: Police;

  private constructor(doc: PDFKit.PDFDocument, police: Police) {
    this.doc = doc;
    this.#police = police;
    this.droite = doc.page.width - MARGE;
    this.bas = doc.page.height - PIED;
  }

  static async ouvrir({ titre, langue, le, emetteur }: Papier): Promise<Page> {
    polices ??= ouvrirPolices();
    const { normal, gras } = await polices;
    const doc = new pdfkit({
      size: 'A4',
      margin: 0,
      pdfVersion: '1.7',
      tagged: true,
      lang: langue,
      displayTitle: true,
      bufferPages: true,
      // Otherwise pdfkit opens Helvetica, which is not embedded.
      font: normal as unknown as string,
      info: {
        Title: sansBalise(titre),
        Author: sansBalise(emetteur.nom),
        Creator: 'Parvis',
        CreationDate: new Date(le),
        ModDate: new Date(le),
      },
    });
    doc.registerFont('normal', normal as never).registerFont('gras', gras as never);
    return new Page(doc, normal);
  }

  get largeur(): number {
    return this.droite - MARGE;
  }

  /** Opens the next page unless `hauteur` is left on this one. What is being tagged goes on there. */
  reserver(hauteur: number): void {
    if (this.y + hauteur <= this.bas || this.y <= HAUT) return;
    this.doc.continueOnNewPage();
    this.y = HAUT;
  }

  /** The lines of a text in a column. */
  couper(texte: string, largeur: number, style: Style): string[] {
    this.#choisir(style);
    const propre = rendreImprimable(texte, (code) => this.#police.hasGlyphForCodePoint(code));
    return couper(propre, largeur, (morceau) => this.doc.widthOfString(morceau));
  }

  /** Draws lines that `couper` made, from the pen down. */
  ecrire(lignes: readonly string[], x: number, largeur: number, style: Style): void {
    const pas = style.taille * (style.interligne ?? 1.4);
    const deDroite = commenceADroite(lignes.join(' '));
    for (const ligne of lignes) {
      this.reserver(pas);
      this.#choisir(style);
      this.#ecrireLigne(ligne, x, largeur, deDroite);
      this.y += pas;
    }
  }

  /** Ends the document. */
  async fermer(): Promise<Uint8Array> {
    const morceaux: Buffer[] = [];
    this.doc.on('data', (morceau: Buffer) => morceaux.push(morceau));
    const fini = new Promise((resoudre, refuser) => this.doc.on('end', resoudre).on('error', refuser));
    this.doc.end();
    await fini;
    return Buffer.concat(morceaux);
  }

  #ecrireLigne(ligne: string, x: number, largeur: number, deDroite: boolean): void {
    const { doc, y } = this;
    if (!deDroite && !estDeDroite(ligne)) {
      // The space keeps the last word from the first of the next line when the text is copied.
      if (ligne) doc.text(`${ligne} `, x, y, { lineBreak: false });
      return;
    }
    const mots = ordonnerMots(ligne, deDroite);
    const espace = doc.widthOfString(' ');
    const pris = mots.reduce((somme, mot) => somme + doc.widthOfString(mot) + espace, -espace);
    let ici = deDroite ? x + largeur - pris : x;
    for (const mot of mots) {
      doc.text(mot, ici, y, { lineBreak: false });
      ici += doc.widthOfString(mot) + espace;
    }
  }

  #choisir({ taille, gras, couleur = ENCRE }: Style): void {
    this.doc
      .font(gras ? 'gras' : 'normal')
      .fontSize(taille)
      .fillColor(couleur);
  }
}

/** pdfkit copies titles into XML as they are. */
const sansBalise = (texte: string): string =>
  texte
    .replaceAll('&', 'et')
    .replaceAll('<', '‹')
    .replaceAll('>', '›')
    .replaceAll(/\p{Cc}/gu, ' ');
