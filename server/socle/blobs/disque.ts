import { randomBytes } from 'node:crypto';
import { mkdir, open, readdir, rename, stat, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { BlobIntrouvable, type Blobs } from './blobs.ts';
import { recevoir } from './recevoir.ts';
import { ouvrirTemporaires } from './temporaires.ts';

const CLE = /^[0-9a-f]{32}$/;
const MORCEAU = 64 * 1024;

/**
 * Blobs as files: `<dossier>/ab/ab12…` beside `<dossier>/tmp`, which must be on the same volume so that
 * a rename is atomic. Keys are random and checked, so no path ever comes from outside.
 * @param options.maintenant milliseconds since the epoch
 */
export async function creerBlobsDisque(
  dossier: string,
  options: { maintenant?: () => number } = {},
): Promise<Blobs> {
  const temporaires = await ouvrirTemporaires(join(dossier, 'tmp'), { maintenant: options.maintenant });

  const cheminDe = (cle: string): string => {
    if (!CLE.test(cle)) throw new BlobIntrouvable();
    return join(dossier, cle.slice(0, 2), cle);
  };

  return {
    async ecrire(flux, { max }) {
      const temporaire = temporaires.chemin();
      const recu = await recevoir(flux, temporaire, { max, durable: true });
      const cle = randomBytes(16).toString('hex');
      const rayon = join(dossier, cle.slice(0, 2));
      try {
        const nouveau = await mkdir(rayon, { recursive: true, mode: 0o700 });
        if (nouveau !== undefined) await synchroniserDossier(dossier);
        await rename(temporaire, cheminDe(cle));
        await synchroniserDossier(rayon);
      } catch (erreur) {
        await temporaires.supprimer(temporaire);
        throw erreur;
      }
      return { cle, ...recu };
    },

    async lire(cle) {
      const chemin = cheminDe(cle);
      const { size } = await stat(chemin).catch((erreur) => {
        throw absent(erreur) ? new BlobIntrouvable({ cause: erreur }) : erreur;
      });
      return { flux: lireFichier(chemin), taille: size };
    },

    async supprimer(cle) {
      if (!CLE.test(cle)) return;
      try {
        await unlink(cheminDe(cle));
        await synchroniserDossier(join(dossier, cle.slice(0, 2)));
      } catch (erreur) {
        if (!absent(erreur)) throw erreur;
      }
    },

    async existe(cle) {
      if (!CLE.test(cle)) return false;
      return (await stat(cheminDe(cle)).catch(() => undefined))?.isFile() ?? false;
    },

    async *lister() {
      for (const rayon of await readdir(dossier)) {
        if (!/^[0-9a-f]{2}$/.test(rayon)) continue;
        for (const cle of await readdir(join(dossier, rayon))) {
          if (!CLE.test(cle)) continue;
          // Deleted while we list: not an error, just no longer there.
          const infos = await stat(cheminDe(cle)).catch(() => undefined);
          if (infos) yield { cle, modifieLe: infos.mtime };
        }
      }
    },
  };
}

/** A pulled stream that holds one chunk; the descriptor is closed at the end, on error and on cancel. */
function lireFichier(chemin: string): ReadableStream<Uint8Array> {
  let fichier: Awaited<ReturnType<typeof open>> | undefined;
  return new ReadableStream<Uint8Array>(
    {
      async pull(controle) {
        fichier ??= await open(chemin, 'r');
        try {
          const { bytesRead, buffer } = await fichier.read(new Uint8Array(MORCEAU), 0, MORCEAU);
          if (bytesRead > 0) return controle.enqueue(buffer.subarray(0, bytesRead));
        } catch (erreur) {
          await fichier.close();
          throw erreur;
        }
        await fichier.close();
        controle.close();
      },
      async cancel() {
        await fichier?.close();
      },
    },
    // 0: nothing is opened or read before somebody asks.
    { highWaterMark: 0 },
  );
}

/** A rename is durable only once its folder is. */
async function synchroniserDossier(dossier: string): Promise<void> {
  const poignee = await open(dossier, 'r');
  try {
    await poignee.sync();
  } finally {
    await poignee.close();
  }
}

function absent(erreur: unknown): boolean {
  return (erreur as NodeJS.ErrnoException).code === 'ENOENT';
}
