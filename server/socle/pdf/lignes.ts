/** Cuts texts into lines, and puts the words of a line in the order they are seen. Knows nothing of PDF. */

/** Controls, and the invisible characters that turn or hide what follows; line feeds apart. */
const CONTROLES = /[\p{Cf}\p{Zl}\p{Zp}]|(?!\n)\p{Cc}/gu;

/**
 * Text that a page can show: no control character, none that reverses what follows, and `□` for what the font
 * does not have.
 */
export function rendreImprimable(texte: string, connait: (codePoint: number) => boolean): string {
  const propre = texte
    .toWellFormed()
    .normalize('NFC')
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll('\t', ' ')
    .replace(CONTROLES, '');
  let sortie = '';
  for (const signe of propre) {
    const code = signe.codePointAt(0)!;
    // Variation selectors and joiners say how to draw what stands before; alone they are nothing.
    if ((code >= 0xfe00 && code <= 0xfe0f) || code === 0x20e3) continue;
    sortie += signe === '\n' || connait(code) ? signe : '□';
  }
  return sortie;
}

/** Where a word too long for a line is best cut: in addresses and file names. */
const JOINTURES = /(?<=[-/–—?&#=.@_])/u;

/**
 * Lines no wider than `largeur`. A word that is wider alone is cut, at a hyphen, a slash or a dot when there is
 * one; the author's own line breaks stay.
 */
export function couper(texte: string, largeur: number, mesurer: (morceau: string) => number): string[] {
  return texte.split('\n').flatMap((paragraphe) => couperUn(paragraphe, largeur, mesurer));
}

function couperUn(paragraphe: string, largeur: number, mesurer: (morceau: string) => number): string[] {
  const lignes: string[] = [];
  let ligne = '';
  let pris = 0;
  for (const morceau of paragraphe.split(/(?<= )/)) {
    const plein = mesurer(morceau);
    if (pris + mesurer(morceau.trimEnd()) <= largeur) {
      ligne += morceau;
      pris += plein;
      continue;
    }
    if (ligne.trim()) lignes.push(ligne.trimEnd());
    const bouts = plein <= largeur ? [morceau] : hacher(morceau, largeur, mesurer);
    lignes.push(...bouts.slice(0, -1));
    ligne = bouts.at(-1)!;
    pris = mesurer(ligne);
  }
  lignes.push(ligne.trimEnd());
  return lignes;
}

const SIGNES = new Intl.Segmenter('fr', { granularity: 'grapheme' });

function hacher(mot: string, largeur: number, mesurer: (morceau: string) => number): string[] {
  const bouts: string[] = [];
  let bout = '';
  let pris = 0;
  const ajouter = (morceau: string, large: number): void => {
    if (bout && pris + large > largeur) {
      bouts.push(bout);
      bout = '';
      pris = 0;
    }
    bout += morceau;
    pris += large;
  };
  for (const morceau of mot.split(JOINTURES)) {
    const large = mesurer(morceau);
    if (large <= largeur) ajouter(morceau, large);
    else for (const { segment } of SIGNES.segment(morceau)) ajouter(segment, mesurer(segment));
  }
  bouts.push(bout);
  return bouts;
}

const DE_DROITE = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;
const DE_GAUCHE = /[\p{L}\p{N}]/u;

export const estDeDroite = (texte: string): boolean => DE_DROITE.test(texte);

/** Is this text read from right to left? Its first letter tells. */
export function commenceADroite(texte: string): boolean {
  const premiere = /\p{L}/u.exec(texte)?.[0];
  return premiere !== undefined && DE_DROITE.test(premiere);
}

/**
 * The words of a line in the order they are seen from the left: whole words only, which is enough for names and
 * messages (the full algorithm, UAX 9, also nests).
 */
export function ordonnerMots(ligne: string, deDroite: boolean): string[] {
  const mots = ligne.split(' ').filter(Boolean);
  const sens = mots.map((mot) => (estDeDroite(mot) ? 'd' : DE_GAUCHE.test(mot) ? 'g' : undefined));
  const contraire = deDroite ? 'g' : 'd';
  const vus: string[] = [];
  for (let i = 0; i < mots.length;) {
    let fin = i;
    // A run against the line's own direction: neutral words inside belong to it, those at its end do not.
    if (sens[i] === contraire) {
      for (let j = i; j < mots.length && (sens[j] === contraire || sens[j] === undefined); j++) {
        if (sens[j] === contraire) fin = j;
      }
    }
    const suite = mots.slice(i, fin + 1);
    vus.push(...(sens[i] === contraire ? suite.toReversed() : suite));
    i = fin + 1;
  }
  return deDroite ? vus.toReversed() : vus;
}
