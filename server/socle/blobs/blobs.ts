import type { Flux, Recu } from './recevoir.ts';

/** What is kept, under a key that the store made. */
export interface BlobEcrit extends Recu {
  cle: string;
}

/** A store of immutable byte sequences. Knows nothing of names, types or owners. */
export interface Blobs {
  /**
   * Keeps all of `flux`, durably, or nothing.
   * @param options.max bytes
   * @throws ErreurFichier `fichier-trop-gros`, or the source's own error when it is aborted
   */
  ecrire(flux: Flux, options: { max: number }): Promise<BlobEcrit>;
  /**
   * The file is opened at the first read, so a body that nobody reads costs nothing.
   * @returns `taille` in bytes
   * @throws BlobIntrouvable
   */
  lire(cle: string): Promise<{ flux: ReadableStream<Uint8Array>; taille: number }>;
  /** Without effect on a key that is not there. */
  supprimer(cle: string): Promise<void>;
  existe(cle: string): Promise<boolean>;
  /** All blobs, in no order; for the purge of those that nothing refers to. */
  lister(): AsyncIterable<{ cle: string; modifieLe: Date }>;
}

export class BlobIntrouvable extends Error {
  override readonly name = 'BlobIntrouvable';

  constructor(options?: ErrorOptions) {
    super('No blob under this key', options);
  }
}
