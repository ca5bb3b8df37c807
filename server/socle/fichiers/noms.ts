import { TYPES_SERVIS, type TypeFichier } from './types.ts';

const LONGUEUR_MAX = 120;

/** Controls, line and paragraph separators, and the invisible marks that turn or hide text. */
const INVISIBLES = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cn}]/gu;
/** What Windows refuses in a name, and quotes. */
const INTERDITS = /[<>:"|?*]/g;

/**
 * A name that is safe to show and to save: no path, nothing invisible, at most 120 UTF-16 units, and the
 * extension of what the file really is (`photo.exe` that holds a JPEG becomes `photo.jpg`).
 */
export function assainirNom(nom: string, { extension, synonymes = [], photo }: TypeFichier): string {
  const propre = (nom.toWellFormed().normalize('NFC').split(/[/\\]/).at(-1) ?? '')
    .replace(INVISIBLES, '')
    .replace(INTERDITS, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  const [, base = propre, suffixe = ''] = /^(.*)\.(\p{L}[\p{L}\d]{0,4})$/u.exec(propre) ?? [];
  const garde = [extension, ...synonymes].includes(suffixe.toLowerCase()) ? suffixe.toLowerCase() : extension;
  const place = LONGUEUR_MAX - garde.length - 1;
  const court = base
    .replace(/^[.\s]+/, '')
    .slice(0, place)
    // A cut in the middle of an astral character leaves half of it.
    .replace(/[\ud800-\udbff]$/, '')
    .replace(/[.\s]+$/, '');
  return `${court || (photo ? 'photo' : 'document')}.${garde}`;
}

/**
 * Headers that make a browser save the file, whatever it holds: never shown in the page's origin, never
 * guessed to be another type, never kept in a shared cache (RFC 6266, RFC 8187).
 * @param fichier.taille bytes
 */
export function entetesPieceJointe(fichier: {
  nom: string;
  type: string;
  taille: number;
}): Record<string, string> {
  const nom = fichier.nom.toWellFormed().replace(INVISIBLES, '');
  const ascii = nom
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[’‘]/g, "'")
    .replace(/[^\x20-\x7e]|["\\%/;]/g, '_');
  const etendu = encodeURIComponent(nom).replace(
    /['()*]/g,
    (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return {
    'Content-Type': TYPES_SERVIS.has(fichier.type) ? fichier.type : 'application/octet-stream',
    'Content-Length': String(fichier.taille),
    'Content-Disposition': `attachment; filename="${ascii}"; filename*=UTF-8''${etendu}`,
    'X-Content-Type-Options': 'nosniff',
    'Content-Security-Policy': "default-src 'none'; sandbox",
    'Cache-Control': 'private, no-store',
  };
}
