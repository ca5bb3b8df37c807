/** Reads a PDF as a reader does: text by the fonts' own tables, structure by the tree. Enough for pdfkit's files. */
import { inflateSync } from 'node:zlib';

interface Objet {
  dico: string;
  flux: string | undefined;
}

export interface PdfLu {
  /** The text of each page, a line by line of drawing; spaces at the ends are dropped. */
  pages: string[];
  /** The roles of the structure tree in reading order: `Document`, `H1`, `P`, `Table`… */
  roles: string[];
  /** What the catalogue and the information dictionary say, raw. */
  catalogue: string;
  titre: string;
  /** Every font is in the file. */
  policesIncluses: boolean;
}

export function lirePdf(octets: Uint8Array): PdfLu {
  const objets = lireObjets(Buffer.from(octets).toString('latin1'));
  const de = (ref: string | undefined): Objet => objets.get(Number(ref)) ?? { dico: '', flux: undefined };
  const tous = [...objets.values()];
  const trouver = (motif: RegExp): Objet => tous.find(({ dico }) => motif.test(dico)) ?? de(undefined);

  const polices = new Map<string, Map<number, string>>();
  for (const { dico } of tous) {
    for (const [, nom, ref] of dico.matchAll(/\/(F\d+) (\d+) 0 R/g)) {
      const unicode = /\/ToUnicode (\d+) 0 R/.exec(de(ref).dico)?.[1];
      if (unicode) polices.set(nom!, lireUnicode(de(unicode).flux!));
    }
  }
  const feuilles = /\/Kids \[([^\]]*)\]/.exec(trouver(/\/Type \/Pages/).dico)![1]!;
  const pages = [...feuilles.matchAll(/(\d+) 0 R/g)].map(([, ref]) => {
    const contenu = /\/Contents (\d+) 0 R/.exec(de(ref).dico)![1];
    return lireTexte(de(contenu).flux!, polices);
  });

  const roles: string[] = [];
  const suivre = ({ dico }: Objet): void => {
    const role = /\/S \/(\w+)/.exec(dico)?.[1];
    if (role) roles.push(role);
    const enfants = /\/K \[([\s\S]*?)\]\n/.exec(`${dico}\n`)?.[1] ?? '';
    for (const [, ref] of enfants.replaceAll(/<<[\s\S]*?>>/g, '').matchAll(/(\d+) 0 R/g)) suivre(de(ref));
  };
  suivre(trouver(/\/Type \/StructTreeRoot/));

  const info = trouver(/\/Producer/);
  const titre = /\/Title (\d+) 0 R/.exec(info.dico)?.[1];
  return {
    pages,
    roles,
    catalogue: trouver(/\/Type \/Catalog/).dico,
    titre: lireChaine(de(titre).dico),
    policesIncluses:
      tous
        .filter(({ dico }) => dico.includes('/Type /FontDescriptor'))
        .every(({ dico }) => dico.includes('/FontFile')) &&
      !tous.some(({ dico }) => dico.includes('/Subtype /Type1')),
  };
}

function lireObjets(brut: string): Map<number, Objet> {
  const objets = new Map<number, Objet>();
  for (let ici = 0; ;) {
    const tete = /(\d+) 0 obj\n/g;
    tete.lastIndex = ici;
    const debut = tete.exec(brut);
    if (!debut) return objets;
    const corps = tete.lastIndex;
    const fin = brut.indexOf('\nendobj', corps);
    const flux = brut.indexOf('\nstream\n', corps);
    if (flux === -1 || flux > fin) {
      objets.set(Number(debut[1]), { dico: brut.slice(corps, fin), flux: undefined });
      ici = fin;
      continue;
    }
    const dico = brut.slice(corps, flux);
    const longueur = Number(/\/Length (\d+)/.exec(dico)![1]);
    const octets = Buffer.from(brut.slice(flux + 8, flux + 8 + longueur), 'latin1');
    const clair = dico.includes('/FlateDecode') ? inflateSync(octets) : octets;
    objets.set(Number(debut[1]), { dico, flux: clair.toString('latin1') });
    ici = flux + 8 + longueur;
  }
}

/** Code of a glyph to the characters it stands for. */
function lireUnicode(cmap: string): Map<number, string> {
  const table = new Map<number, string>();
  for (const [, debut, , liste] of cmap.matchAll(/<([\da-f]+)> <([\da-f]+)> \[([^\]]*)\]/g)) {
    let code = Number.parseInt(debut!, 16);
    for (const [, hexa] of liste!.matchAll(/<([\da-f ]*)>/g)) {
      const unites = hexa!.replaceAll(' ', '').match(/.{4}/g) ?? [];
      table.set(code++, String.fromCharCode(...unites.map((u) => Number.parseInt(u, 16))));
    }
  }
  return table;
}

function lireTexte(contenu: string, polices: Map<string, Map<number, string>>): string {
  const lignes: string[] = [];
  let police = new Map<number, string>();
  let hauteur = '';
  const motif = /\/(F\d+) [\d.]+ Tf|1 0 0 1 [\d.-]+ ([\d.-]+) Tm|\[([^\]]*)\] TJ/g;
  for (const [, nom, y, morceaux] of contenu.matchAll(motif)) {
    if (nom) police = polices.get(nom)!;
    else if (y) {
      if (y !== hauteur) lignes.push('');
      hauteur = y;
    } else {
      for (const [, hexa] of morceaux!.matchAll(/<([\da-f]+)>/g)) {
        for (const code of hexa!.match(/.{4}/g)!) {
          lignes[lignes.length - 1] += police.get(Number.parseInt(code, 16)) ?? '';
        }
      }
    }
  }
  return lignes.map((ligne) => ligne.trim()).join('\n');
}

function lireChaine(texte: string): string {
  const brute = /^\(([\s\S]*)\)$/.exec(texte.trim())?.[1] ?? '';
  const octets = Buffer.from(brute.replaceAll(/\\([()\\])/g, '$1'), 'latin1');
  if (octets[0] !== 0xfe || octets[1] !== 0xff) return octets.toString('latin1');
  return octets.subarray(2).swap16().toString('utf16le');
}
