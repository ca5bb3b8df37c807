import { createHash } from 'node:crypto';
import { open, rm } from 'node:fs/promises';
import { erreurTropGros } from './erreur-fichier.ts';

/** A body as HTTP gives it, or any source of chunks. */
export type Flux = ReadableStream<Uint8Array> | AsyncIterable<Uint8Array>;

export interface Recu {
  /** Bytes. */
  taille: number;
  /** SHA-256, hex. */
  empreinte: string;
}

/**
 * Streams `flux` to a new file at `chemin`, one chunk in memory at a time.
 * When anything fails (over `max` bytes, source aborted, disk full), the file is removed and the source
 * is cancelled.
 * @param durable fsync before resolving
 * @throws ErreurFichier `fichier-trop-gros`; the source's own error; a file system error
 */
export async function recevoir(
  flux: Flux,
  chemin: string,
  { max, durable = false }: { max: number; durable?: boolean },
): Promise<Recu> {
  const fichier = await open(chemin, 'wx', 0o600);
  try {
    const hash = createHash('sha256');
    let taille = 0;
    for await (const morceau of flux as AsyncIterable<Uint8Array>) {
      taille += morceau.byteLength;
      if (taille > max) throw erreurTropGros(max);
      hash.update(morceau);
      // On a FileHandle, writeFile goes on from the current position and finishes short writes.
      await fichier.writeFile(morceau);
    }
    if (durable) await fichier.sync();
    await fichier.close();
    return { taille, empreinte: hash.digest('hex') };
  } catch (erreur) {
    await fichier.close().catch(() => {});
    await rm(chemin, { force: true });
    throw erreur;
  }
}
