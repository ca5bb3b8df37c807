/**
 * Worker of `photos.ts`: writes one photo again at a time. A new file holds pixels only: no EXIF, no
 * position, no thumbnail, no colour profile, nothing appended.
 */
import { parentPort, workerData } from 'node:worker_threads';
import sharp from 'sharp';
import type { Commande, Resultat, Sorte } from './photos.ts';

const COTE_MAX = 4096;
/** Read strip by strip: what counts is time. 100 million is more than phones send. */
const PIXELS_MAX = 100_000_000;
/** Progressive and interlaced images are held whole while they are decoded: about 10 bytes a pixel. */
const PIXELS_ENTRELACES_MAX = 25_000_000;

const { delaiMs } = workerData as { delaiMs: number };

// One small machine serves many: no cache of decoded images, no extra threads.
sharp.cache(false);
sharp.concurrency(1);

async function reencoder({ entree, sortie, genre }: Commande): Promise<void> {
  // `error`: refuses what is truncated or broken, not what is only unusual.
  const image = sharp(entree, { failOn: 'error', limitInputPixels: PIXELS_MAX, sequentialRead: true });
  const { width, height, format, isProgressive } = await image.metadata();
  if (format !== genre) throw new Error(`expected ${genre}, found ${format}`);
  if (isProgressive && width * height > PIXELS_ENTRELACES_MAX) throw new Error('exceeds pixel limit');
  const prete = image
    .autoOrient()
    .resize({ width: COTE_MAX, height: COTE_MAX, fit: 'inside', withoutEnlargement: true })
    .toColourspace('srgb')
    .timeout({ seconds: Math.max(1, Math.ceil(delaiMs / 1000)) });
  await (genre === 'jpeg' ? prete.jpeg({ quality: 85 }) : prete.png({ adaptiveFiltering: true })).toFile(
    sortie,
  );
}

/** sharp gives no error codes; these words are its own and libvips's, held by tests. */
function sorteDe(message: string): Sorte {
  if (/exceeds pixel limit/.test(message)) return 'trop-grande';
  if (message.startsWith('timeout')) return 'trop-lente';
  if (/system error:|file is missing|unable to open for write/.test(message)) return 'interne';
  return 'illisible';
}

parentPort!.on('message', (commande: Commande) => {
  reencoder(commande).then(
    () => repondre({ ok: true }),
    (erreur: unknown) => {
      const message = erreur instanceof Error ? erreur.message : String(erreur);
      repondre({ ok: false, sorte: sorteDe(message), message });
    },
  );
});

function repondre(resultat: Resultat): void {
  parentPort!.postMessage(resultat);
}
