import { open } from 'node:fs/promises';
import { ErreurFichier } from '../blobs/erreur-fichier.ts';
import { lire, listerArchive } from './archive.ts';

export interface TypeFichier {
  /** Media type that may be stored and served. */
  type: string;
  /** Without the dot. */
  extension: string;
  /** Extensions a person may already have given to such a file. */
  synonymes?: readonly string[];
  /** How sharp is to write it again; absent when it is not a photo. */
  photo?: 'jpeg' | 'png';
}

const JPEG: TypeFichier = { type: 'image/jpeg', extension: 'jpg', synonymes: ['jpeg', 'jpe'], photo: 'jpeg' };
const PNG: TypeFichier = { type: 'image/png', extension: 'png', photo: 'png' };
const PDF: TypeFichier = { type: 'application/pdf', extension: 'pdf' };
const ODT: TypeFichier = { type: 'application/vnd.oasis.opendocument.text', extension: 'odt' };
const DOCX: TypeFichier = {
  type: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  extension: 'docx',
};

const ACCEPTES: ReadonlyMap<string, TypeFichier> = new Map([
  [JPEG.type, JPEG],
  [PNG.type, PNG],
  // Animated: kept as its first image.
  ['image/apng', PNG],
  [PDF.type, PDF],
  [ODT.type, ODT],
  [DOCX.type, DOCX],
]);

/** The media types that a stored file can have. */
export const TYPES_SERVIS: ReadonlySet<string> = new Set([...ACCEPTES.values()].map(({ type }) => type));

/** What a stored file is, by its media type. */
export const typeServi = (type: string): TypeFichier => ACCEPTES.get(type) ?? PDF;

/** What the person can do instead is part of each sentence. */
const PHRASES = {
  autre:
    'Ce type de fichier n’est pas accepté. Envoyez un PDF, une photo (JPEG ou PNG) ou un texte (ODT ou DOCX).',
  heic: 'Cette photo est au format HEIC, que nous ne pouvons pas lire. Enregistrez-la au format JPEG, puis envoyez-la de nouveau. Sur un iPhone\u00a0: Réglages, Appareil photo, Formats, «\u00a0Le plus compatible\u00a0».',
  macros:
    'Ce document contient des macros (de petits programmes), nous ne pouvons pas l’accepter. Enregistrez-le en PDF, puis envoyez le PDF.',
  vide: 'Ce fichier est vide. Vérifiez-le, puis envoyez-le de nouveau.',
  abime:
    'Ce fichier est incomplet ou abîmé. Ouvrez-le pour vérifier qu’il s’affiche, puis envoyez-le de nouveau.',
};

export const erreurIllisible = (cause?: unknown) =>
  new ErreurFichier('fichier-illisible', PHRASES.abime, { cause });

/**
 * Tells by its content, never by its name, what the file at `chemin` is, and whether it is whole
 * (photos are checked by decoding them, elsewhere).
 * @param taille bytes
 * @throws ErreurFichier `fichier-refuse`, `fichier-illisible`
 */
export async function determinerType(chemin: string, taille: number): Promise<TypeFichier> {
  if (taille === 0) throw new ErreurFichier('fichier-illisible', PHRASES.vide);
  const mime = await reconnaitre(chemin);
  if (/^image\/hei[cf](-sequence)?$/.test(mime ?? ''))
    throw new ErreurFichier('fichier-refuse', PHRASES.heic);
  if (/macroenabled/i.test(mime ?? '')) throw new ErreurFichier('fichier-refuse', PHRASES.macros);
  const type = ACCEPTES.get(mime ?? '');
  if (!type) throw new ErreurFichier('fichier-refuse', PHRASES.autre);
  if (!type.photo) await verifierDocument(chemin, taille, type);
  return type;
}

async function reconnaitre(chemin: string): Promise<string | undefined> {
  // Loaded with the first file.
  const { fileTypeFromFile } = await import('file-type');
  try {
    return (await fileTypeFromFile(chemin))?.mime;
  } catch (erreur) {
    // A disk that fails is ours to know; anything else is a file made to confuse the detector.
    if ((erreur as NodeJS.ErrnoException).syscall) throw erreur;
    return undefined;
  }
}

/** Real files carry a little after their last `%%EOF`; a truncated one has none near its end. */
const QUEUE_PDF = 2048;

async function verifierDocument(chemin: string, taille: number, type: TypeFichier): Promise<void> {
  await using fichier = await open(chemin);
  if (type === PDF) {
    const tete = await lire(fichier, 0, 5);
    const queue = await lire(fichier, Math.max(0, taille - QUEUE_PDF), Math.min(taille, QUEUE_PDF));
    if (tete.toString('latin1') !== '%PDF-' || !queue.includes('%%EOF')) throw erreurIllisible();
    return;
  }
  const noms = await listerArchive(fichier, taille);
  if (!noms) throw erreurIllisible();
  if (noms.some(estMacro)) throw new ErreurFichier('fichier-refuse', PHRASES.macros);
}

/** Word keeps macros in `vbaProject.bin`, LibreOffice one file per module in `Basic/` or `Scripts/`. */
function estMacro(nom: string): boolean {
  return (
    /(^|\/)vbaProject[^/]*\.bin$/i.test(nom) ||
    /^Basic\/[^/]+\/(?!(script|dialog)-l[bc]\.xml$)[^/]+\.xml$/i.test(nom) ||
    /^Scripts\/.*[^/]$/i.test(nom)
  );
}
