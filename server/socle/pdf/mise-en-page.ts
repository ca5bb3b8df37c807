import type { BlocPapier, FaitPapier, Papier } from './papier.ts';
import { MARGE, Page, PIED, SOURDINE, TRAIT, type Style } from './page.ts';

const MUET: Style = { taille: 8.5, couleur: SOURDINE };
const LIBELLE: Style = { taille: 8.5, couleur: SOURDINE, interligne: 1.5 };
const TITRES = {
  1: { taille: 17, avant: 10, apres: 6 },
  2: { taille: 11.5, avant: 9, apres: 2 },
  3: { taille: 9.5, avant: 4, apres: 0 },
} as const;
const COLONNE = 185;
const RETRAIT = 14;
/** Height of the font above the line, times its size. */
const ASCENDANTE = 0.93;

/**
 * A paper as tagged PDF 1.7: language, title, headings, lists and tables in reading order, fonts embedded,
 * page numbers and rules as artifacts. Deterministic: the same paper gives the same bytes.
 */
export async function mettreEnPage(papier: Papier): Promise<Uint8Array> {
  const page = await Page.ouvrir(papier);
  const { doc } = page;
  const racine = doc.struct('Document');
  doc.addStructure(racine);
  const dessin = new Dessin(page, papier);
  dessin.entete(racine, papier.emetteur);
  for (const bloc of papier.blocs) dessin.bloc(racine, bloc);
  racine.end();
  numeroter(page, papier.pied);
  return page.fermer();
}

type Noeud = PDFKit.PDFStructureElement;

class Dessin {
  readonly #page: Page;
  readonly #couleur: string;
  readonly #corps: Style;
  /** Space between paragraphs. */
  readonly #blanc: number;

  constructor(page: Page, { couleur, lettre }: Papier) {
    this.#page = page;
    this.#couleur = couleur;
    this.#corps = { taille: lettre ? 10.5 : 9.5 };
    this.#blanc = lettre ? 8 : 4;
  }

  entete(parent: Noeud, { nom, lignes }: Papier['emetteur']): void {
    this.#texte(parent, 'P', nom, { taille: 13, gras: true, couleur: this.#couleur });
    for (const ligne of lignes) this.#texte(parent, 'P', ligne, MUET);
    this.#regle(this.#page.y + 5, this.#couleur, 1.5);
    this.#page.y += 12;
  }

  bloc(parent: Noeud, bloc: BlocPapier): void {
    const page = this.#page;
    switch (bloc.genre) {
      case 'titre': {
        const { taille, avant, apres } = TITRES[bloc.niveau];
        page.y += avant;
        // Never alone at the foot of a page.
        page.reserver(taille * 1.4 + 40);
        const couleur = bloc.niveau === 2 ? { couleur: this.#couleur } : {};
        this.#texte(parent, `H${bloc.niveau}`, bloc.texte, {
          taille,
          gras: true,
          interligne: 1.25,
          ...couleur,
        });
        page.y += apres;
        return;
      }
      case 'paragraphe':
        if (bloc.ton === 'droite') {
          page.y += this.#blanc;
          const x = MARGE + page.largeur * 0.55;
          this.#texte(parent, 'P', bloc.texte, this.#corps, x, page.droite - x);
        } else this.#texte(parent, 'P', bloc.texte, bloc.ton === 'muet' ? MUET : this.#corps);
        page.y += this.#blanc;
        return;
      case 'liste':
        return this.#liste(parent, bloc.elements);
      case 'faits':
        return this.#faits(parent, bloc.faits);
      case 'signature': {
        page.y += 18;
        const x = MARGE + page.largeur * 0.55;
        page.reserver(bloc.lignes.length * this.#corps.taille * 1.4 * 2);
        const [nom = '', ...suite] = bloc.lignes;
        this.#texte(parent, 'P', nom, { ...this.#corps, gras: true }, x, page.droite - x);
        for (const ligne of suite) this.#texte(parent, 'P', ligne, this.#corps, x, page.droite - x);
        page.y += 12;
      }
    }
  }

  #liste(parent: Noeud, elements: readonly string[]): void {
    const page = this.#page;
    const liste = page.doc.struct('L');
    parent.add(liste);
    for (const element of elements) {
      const ligne = page.doc.struct('LI');
      liste.add(ligne);
      page.reserver(this.#corps.taille * 1.4);
      const haut = page.y;
      this.#texte(ligne, 'Lbl', '•', this.#corps, MARGE + 3, RETRAIT);
      page.y = haut;
      this.#texte(ligne, 'LBody', element, this.#corps, MARGE + RETRAIT, page.largeur - RETRAIT);
      page.y += this.#blanc / 2;
      ligne.end();
    }
    liste.end();
    page.y += 3;
  }

  #faits(parent: Noeud, faits: readonly FaitPapier[]): void {
    const page = this.#page;
    const table = page.doc.struct('Table');
    parent.add(table);
    for (const { libelle, valeur, fort } of faits) {
      const rang = page.doc.struct('TR');
      table.add(rang);
      const style: Style = fort ? { taille: 12, gras: true } : this.#corps;
      page.y += 1.5;
      const lignes = page.couper(libelle, COLONNE - 12, LIBELLE);
      page.reserver(Math.max(lignes.length * LIBELLE.taille * 1.5, style.taille * 1.4));
      const haut = page.y;
      const feuille = page.doc.page;
      // On the line that the value starts on.
      page.y += (style.taille - LIBELLE.taille) * ASCENDANTE;
      this.#noeud(rang, 'TH', () => page.ecrire(lignes, MARGE, COLONNE - 12, LIBELLE), { scope: 'Row' });
      const bas = page.y;
      page.y = haut;
      this.#texte(rang, 'TD', valeur, style, MARGE + COLONNE, page.largeur - COLONNE);
      if (page.doc.page === feuille) page.y = Math.max(page.y, bas);
      rang.end();
      this.#regle(page.y + 0.5, TRAIT, 0.5);
      page.y += 1;
    }
    table.end();
    page.y += this.#blanc;
  }

  #texte(
    parent: Noeud,
    role: string,
    texte: string,
    style: Style,
    x = MARGE,
    largeur = this.#page.largeur,
  ): void {
    const lignes = this.#page.couper(texte, largeur, style);
    this.#noeud(parent, role, () => this.#page.ecrire(lignes, x, largeur, style));
  }

  #noeud(parent: Noeud, role: string, dessiner: () => void, options: { scope?: string } = {}): void {
    // `scope` is missing in @types/pdfkit 0.17.
    parent.add(this.#page.doc.struct(role, options as object, [dessiner]));
  }

  #regle(y: number, couleur: string, epaisseur: number): void {
    const { doc, droite } = this.#page;
    doc.markContent('Artifact', { type: 'Layout' });
    doc.moveTo(MARGE, y).lineTo(droite, y).lineWidth(epaisseur).strokeColor(couleur).stroke();
    doc.endMarkedContent();
  }
}

/** Once all is drawn: only then is the number of pages known. */
function numeroter(page: Page, pied: string): void {
  const { doc } = page;
  const { start, count } = doc.bufferedPageRange();
  for (let i = 0; i < count; i++) {
    doc.switchToPage(start + i);
    doc.markContent('Artifact', { type: 'Pagination' });
    const numero = page.couper(`Page ${i + 1} sur ${count}`, page.largeur, MUET);
    const large = doc.widthOfString(numero[0]!);
    const lignes = page.couper(pied, page.largeur - large - 20, MUET).slice(0, 2);
    page.y = doc.page.height - PIED + 14;
    page.bas = doc.page.height;
    page.ecrire(lignes, MARGE, page.largeur - large - 20, MUET);
    page.y = doc.page.height - PIED + 14;
    page.ecrire(numero, page.droite - large, large, MUET);
    doc.endMarkedContent();
  }
}
