import type { FileHandle } from 'node:fs/promises';

const FIN = 0x06054b50;
const ENTREE = 0x02014b50;
const TAILLE_FIN = 22;
const TAILLE_ENTREE = 46;
/** The end record may be followed by a comment of at most 65,535 bytes. */
const RECHERCHE = TAILLE_FIN + 0xffff;
const REPERTOIRE_MAX = 1024 * 1024;

/**
 * Names of the entries of a zip archive, read from its central directory: nothing is extracted, and at
 * most about 1 MB is read.
 * @returns `undefined` when there is no whole directory (a truncated file, zip64, or not a zip)
 */
export async function listerArchive(fichier: FileHandle, taille: number): Promise<string[] | undefined> {
  const debut = Math.max(0, taille - RECHERCHE);
  const queue = await lire(fichier, debut, taille - debut);
  for (let i = queue.length - TAILLE_FIN; i >= 0; i--) {
    if (queue.readUInt32LE(i) !== FIN) continue;
    const longueur = queue.readUInt32LE(i + 12);
    const position = queue.readUInt32LE(i + 16);
    const commentaire = queue.readUInt16LE(i + 20);
    // The four bytes may also occur by chance, or inside a comment: keep looking.
    if (position + longueur > debut + i || i + TAILLE_FIN + commentaire > queue.length) continue;
    if (longueur > REPERTOIRE_MAX) return undefined;
    return nomsDe(await lire(fichier, position, longueur), queue.readUInt16LE(i + 10));
  }
  return undefined;
}

function nomsDe(repertoire: Buffer, nombre: number): string[] | undefined {
  const noms: string[] = [];
  let i = 0;
  while (noms.length < nombre) {
    if (i + TAILLE_ENTREE > repertoire.length || repertoire.readUInt32LE(i) !== ENTREE) return undefined;
    const nom = repertoire.readUInt16LE(i + 28);
    const suite = nom + repertoire.readUInt16LE(i + 30) + repertoire.readUInt16LE(i + 32);
    noms.push(repertoire.toString('utf8', i + TAILLE_ENTREE, i + TAILLE_ENTREE + nom));
    i += TAILLE_ENTREE + suite;
  }
  return noms;
}

/** Up to `longueur` bytes from `position`; fewer at the end of the file. */
export async function lire(fichier: FileHandle, position: number, longueur: number): Promise<Buffer> {
  const tampon = Buffer.alloc(longueur);
  let lu = 0;
  while (lu < longueur) {
    const { bytesRead } = await fichier.read(tampon, lu, longueur - lu, position + lu);
    if (bytesRead === 0) break;
    lu += bytesRead;
  }
  return tampon.subarray(0, lu);
}
