import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import sharp from 'sharp';
import { bruit } from './exemples.test-util.ts';
import { creerPhotos, type Commande } from './photos.ts';
import { ErreurFichier } from '../blobs/erreur-fichier.ts';

/** A worker that obeys the name of its input: `ok`, `meurt`, `lance`, `muet`; it answers one turn later. */
const FAUX = new URL(
  `data:text/javascript,${encodeURIComponent(`
    import { parentPort } from 'node:worker_threads';
    let occupe = false;
    parentPort.on('message', ({ entree }) => {
      if (occupe) return parentPort.postMessage({ ok: false, sorte: 'interne', message: 'two at once' });
      if (entree === 'meurt') process.exit(3);
      if (entree === 'lance') throw new Error('boum');
      if (entree === 'muet') return;
      occupe = true;
      setImmediate(() => { occupe = false; parentPort.postMessage({ ok: true }); });
    });
  `)}`,
);
const commande = (entree: string): Commande => ({ entree, sortie: 's', genre: 'jpeg' });

describe('the photo worker', () => {
  it('gets one photo at a time', async () => {
    const photos = creerPhotos({ worker: FAUX });
    await Promise.all(Array.from({ length: 20 }, () => photos.reencoder(commande('ok'))));
    await photos.fermer();
  });

  for (const mort of ['meurt', 'lance']) {
    it(`is replaced after it dies (${mort}); only the photo at hand fails`, async () => {
      const photos = creerPhotos({ worker: FAUX });
      const suites = await Promise.allSettled(
        ['ok', mort, 'ok', mort, 'ok'].map((e) => photos.reencoder(commande(e))),
      );
      assert.deepEqual(
        suites.map((s) => s.status),
        ['fulfilled', 'rejected', 'fulfilled', 'rejected', 'fulfilled'],
      );
      const [, perdue] = suites;
      assert.ok(
        perdue?.status === 'rejected' && !(perdue.reason instanceof ErreurFichier),
        'not the sender’s fault',
      );
      await photos.fermer();
    });
  }

  it('is stopped when it no longer answers', async () => {
    const photos = creerPhotos({ worker: FAUX, delaiMs: 400 });
    await assert.rejects(
      photos.reencoder(commande('muet')),
      (e) => e instanceof ErreurFichier && /trop longue/.test(e.message),
    );
    await photos.reencoder(commande('ok'));
    await photos.fermer();
  });

  it('starts again after a rest', async () => {
    const photos = creerPhotos({ worker: FAUX, reposMs: 0 });
    await photos.reencoder(commande('ok'));
    await new Promise((resolve) => setImmediate(resolve));
    await photos.reencoder(commande('ok'));
    await photos.fermer();
  });

  it('rejects what waits when closed, and what comes after', async () => {
    const photos = creerPhotos({ worker: FAUX });
    const attente = Promise.allSettled([
      photos.reencoder(commande('muet')),
      photos.reencoder(commande('ok')),
    ]);
    await photos.fermer();
    assert.deepEqual(
      (await attente).map((s) => s.status),
      ['rejected', 'rejected'],
    );
    await assert.rejects(photos.reencoder(commande('ok')), /closed/);
  });
});

describe('the real worker', () => {
  let dossier: string;
  before(async () => {
    dossier = await mkdtemp(join(tmpdir(), 'photos-'));
  });
  after(() => rm(dossier, { recursive: true, force: true }));

  it('blames the photo for what is the photo’s, the machine for the rest', async () => {
    const photos = creerPhotos();
    const entree = join(dossier, 'photo.jpg');
    const sortie = join(dossier, 'sortie');
    const essai = (autre: Partial<Commande>) =>
      photos.reencoder({ entree, sortie, genre: 'jpeg', ...autre }).then(
        () => 'ok',
        (e: unknown) => (e instanceof ErreurFichier ? e.code : 'machine'),
      );
    await writeFile(entree, await bruit(200, 200).jpeg().toBuffer());
    assert.equal(await essai({}), 'ok');
    assert.equal((await sharp(sortie).metadata()).format, 'jpeg');
    assert.equal(await essai({ genre: 'png' }), 'fichier-illisible');
    assert.equal(await essai({ sortie: '/dev/full' }), 'machine');
    assert.equal(await essai({ sortie: join(dossier, 'absent', 'x') }), 'machine');
    assert.equal(await essai({ entree: join(dossier, 'absent') }), 'machine');
    await photos.fermer();
  });

  it('stops a photo that takes too long', async () => {
    // One second is the shortest that sharp takes; packing this much noise needs several.
    const entree = join(dossier, 'lente.png');
    await sharp({ create: { width: 4200, height: 4200, channels: 3, background: 'grey' } })
      .composite([{ input: await bruit(500, 500).png().toBuffer(), tile: true }])
      .png({ compressionLevel: 0 })
      .toFile(entree);
    const photos = creerPhotos({ delaiMs: 1000 });
    await assert.rejects(
      photos.reencoder({ entree, sortie: join(dossier, 'x'), genre: 'png' }),
      (e) => e instanceof ErreurFichier && /trop longue/.test(e.message),
    );
    await photos.fermer();
  });
});
