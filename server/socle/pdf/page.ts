import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import pdfkit from 'pdfkit';
import { commenceADroite, couper, estDeDroite, ordonnerMots, rendreImprimable } from './lignes.ts';
import type { Papier } from './papier.ts';

/** Points. */
export const MARGE = 56;
const HAUT_DE_PIED = 40;
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

const police = (nom: string): Promise<Buffer> =>
  readFile(fileURLToPath(import.meta.resolve(`dejavu-fonts-ttf/ttf/${nom}.ttf`)));
let polices: Promise<[Buffer, Buffer]> | undefined;

/** What fontkit knows of a font; pdfkit's types leave it out. */
interface PoliceOuverte {
  _font: { font: { hasGlyphForCodePoint(codePoint: number): boolean } };
}

/** A4 pages under a pen that goes down, opens the next page when one is full, and tags what it writes. */
export class Page {
  readonly doc: PDFKit.PDFDocument;
  readonly droite: number;
  bas: number;
  y = MARGE;
  readonly #connus = new Map<number, boolean>();

  private constructor(doc: PDFKit.PDFDocument) {
    this.doc = doc;
    this.droite = doc.page.width - MARGE;
    this.bas = doc.page.height - MARGE - HAUT_DE_PIED / 2;
  }

  static async ouvrir({ titre, langue, le, emetteur }: Papier): Promise<Page> {
    polices ??= Promise.all([police('DejaVuSansCondensed'), police('DejaVuSansCondensed-Bold')]);
    const [normale, grasse] = await polices;
    const doc = new pdfkit({
      size: 'A4',
      margin: 0,
      pdfVersion: '1.7',
      tagged: true,
      lang: langue,
      displayTitle: true,
      bufferPages: true,
      // Otherwise pdfkit opens Helvetica, which is not embedded.
      font: normale as unknown as string,
      info: {
        Title: sansBalise(titre),
        Author: sansBalise(emetteur.nom),
        Creator: 'Parvis',
        CreationDate: new Date(le),
        ModDate: new Date(le),
      },
    });
    doc.registerFont('normal', normale).registerFont('gras', grasse);
    doc.font('normal');
    return new Page(doc);
  }

  get largeur(): number {
    return this.droite - MARGE;
  }

  /** Opens the next page unless `hauteur` is left on this one. What is being tagged goes on there. */
  reserver(hauteur: number): void {
    if (this.y + hauteur <= this.bas || this.y <= MARGE) return;
    this.doc.continueOnNewPage();
    this.y = MARGE;
  }

  /** The lines of a text in a column. */
  couper(texte: string, largeur: number, style: Style): string[] {
    this.#choisir(style);
    const propre = rendreImprimable(texte, (code) => this.#connait(code));
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

  #connait(code: number): boolean {
    let connu = this.#connus.get(code);
    if (connu === undefined) {
      connu = (this.doc as unknown as PoliceOuverte)._font.font.hasGlyphForCodePoint(code);
      this.#connus.set(code, connu);
    }
    return connu;
  }
}

/** pdfkit copies titles into XML as they are. */
const sansBalise = (texte: string): string =>
  texte
    .replaceAll('&', 'et')
    .replaceAll('<', '‹')
    .replaceAll('>', '›')
    .replaceAll(/\p{Cc}/gu, ' ');
