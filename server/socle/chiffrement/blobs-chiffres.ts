import { createHash } from 'node:crypto';
import type { Blobs } from '../blobs/blobs.ts';
import { erreurTropGros } from '../blobs/erreur-fichier.ts';
import type { Flux } from '../blobs/recevoir.ts';
import { chiffrer, dechiffrer, tailleChiffree } from './contenu.ts';

/**
 * Blobs that one owner's key closes. What is said of them (size, SHA-256, limit) is said of the plain bytes, which
 * never reach the disk from here.
 */
export function blobsChiffres(
  blobs: Blobs,
  cle: Uint8Array,
  contexte: string,
): Pick<Blobs, 'ecrire' | 'lire'> {
  return {
    async ecrire(flux, { max }) {
      const hash = createHash('sha256');
      let taille = 0;
      async function* compter(): AsyncGenerator<Uint8Array> {
        for await (const morceau of flux as AsyncIterable<Uint8Array>) {
          taille += morceau.byteLength;
          if (taille > max) throw erreurTropGros(max);
          hash.update(morceau);
          yield morceau;
        }
      }
      const ecrit = await blobs.ecrire(chiffrer(compter(), cle, contexte), { max: tailleChiffree(max) });
      return { cle: ecrit.cle, taille, empreinte: hash.digest('hex') };
    },

    async lire(cleBlob) {
      const { flux, taille } = await blobs.lire(cleBlob);
      return { flux: enFlux(dechiffrer(flux as Flux, cle, contexte)), taille };
    },
  };
}

/** Pulled: holds one chunk. */
function enFlux(source: AsyncGenerator<Uint8Array>): ReadableStream<Uint8Array> {
  return new ReadableStream<Uint8Array>(
    {
      async pull(controle) {
        const { value, done } = await source.next();
        if (done) controle.close();
        else controle.enqueue(value);
      },
      async cancel() {
        await source.return(undefined);
      },
    },
    { highWaterMark: 0 },
  );
}
