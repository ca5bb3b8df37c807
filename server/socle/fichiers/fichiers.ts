import { createReadStream } from 'node:fs';
import type { Blobs } from '../blobs/blobs.ts';
import { recevoir, type Flux } from '../blobs/recevoir.ts';
import type { Temporaires } from '../blobs/temporaires.ts';
import { assainirNom } from './noms.ts';
import { AntivirusMuet, type Antivirus } from '../virus/clamd.ts';
import { ErreurFichier } from '../blobs/erreur-fichier.ts';
import type { Photos } from './photos.ts';
import { determinerType } from './types.ts';

export { ErreurFichier, type CodeErreurFichier } from '../blobs/erreur-fichier.ts';
export { assainirNom, entetesPieceJointe } from './noms.ts';
export { creerPhotos, type Photos } from './photos.ts';

export interface FichierAccepte {
  /** Key in the blobs. */
  cle: string;
  /** Safe to show and to save. */
  nom: string;
  /** Media type told by the content. */
  type: string;
  /** Bytes kept: those of the new file when it is a photo. */
  taille: number;
  /** SHA-256 of what is kept, hex. */
  empreinte: string;
  /** False: the antivirus did not answer. To be looked at again before anybody opens it. */
  verifie: boolean;
}

export interface DepsFichiers {
  /** Where it is kept; the plain bytes are in `temporaires` for the time of the checks, and nowhere else. */
  blobs: Pick<Blobs, 'ecrire'>;
  photos: Photos;
  temporaires: Temporaires;
  /** Without one, nothing is looked for. */
  antivirus?: Antivirus | undefined;
}

/** A photo written again may weigh more than it did, but not without end. */
const GONFLEMENT_MAX = 4;

/**
 * Receives a file from anybody: PDF, JPEG, PNG, ODT or DOCX, told by content. Photos are kept only
 * written again without metadata; if that fails, nothing is kept.
 * @param envoi.nom as the sender gave it
 * @param envoi.max bytes
 * @throws ErreurFichier with a sentence for the sender; other errors are the machine's or the source's
 */
export async function accepterFichier(
  envoi: { flux: Flux; nom: string; max: number },
  { blobs, photos, temporaires, antivirus }: DepsFichiers,
): Promise<FichierAccepte> {
  const recu = temporaires.chemin();
  const refait = temporaires.chemin();
  try {
    const { taille } = await recevoir(envoi.flux, recu, { max: envoi.max });
    const verifie = await chercherVirus(antivirus, recu);
    const type = await determinerType(recu, taille);
    if (type.photo) await photos.reencoder({ entree: recu, sortie: refait, genre: type.photo });
    const garde = await blobs.ecrire(morceaux(type.photo ? refait : recu), {
      max: envoi.max * GONFLEMENT_MAX,
    });
    return { ...garde, nom: assainirNom(envoi.nom, type), type: type.type, verifie };
  } finally {
    await Promise.all([temporaires.supprimer(recu), temporaires.supprimer(refait)]);
  }
}

/** Opened when the reader is there to hear of an error: a bare stream would fail with nobody listening. */
async function* morceaux(chemin: string): AsyncGenerator<Uint8Array> {
  yield* createReadStream(chemin);
}

/** @returns false when there is no answer */
async function chercherVirus(antivirus: Antivirus | undefined, chemin: string): Promise<boolean> {
  if (!antivirus) return true;
  try {
    const verdict = await antivirus.analyser(morceaux(chemin));
    if (verdict.sain) return true;
  } catch (erreur) {
    if (erreur instanceof AntivirusMuet) return false;
    throw erreur;
  }
  throw new ErreurFichier(
    'fichier-infecte',
    'Ce fichier contient un virus. Nous ne l’avons pas gardé. Vérifiez votre appareil avec un antivirus, puis envoyez un fichier sain.',
  );
}
