import assert from 'node:assert/strict';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, before, describe, it } from 'node:test';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import sharp from 'sharp';
import type { Blobs } from '../blobs/blobs.ts';
import { creerBlobsDisque } from '../blobs/disque.ts';
import { ouvrirTemporaires, type Temporaires } from '../blobs/temporaires.ts';
import { bruit, docm, docx, heic, odt, pdf, photoBavarde, zip } from './exemples.test-util.ts';
import { accepterFichier, creerPhotos, ErreurFichier, type Photos } from './fichiers.ts';

const MO = 1024 * 1024;
let dossier: string;
let blobs: Blobs;
let temporaires: Temporaires;
let photos: Photos;

before(async () => {
  dossier = await mkdtemp(join(tmpdir(), 'fichiers-'));
  blobs = await creerBlobsDisque(join(dossier, 'blobs'));
  temporaires = await ouvrirTemporaires(join(dossier, 'envois'));
  photos = creerPhotos();
});
after(async () => {
  await photos.fermer();
  await rm(dossier, { recursive: true, force: true });
});
afterEach(async () => {
  assert.deepEqual(await readdir(join(dossier, 'envois')), [], 'temporary files are left');
  assert.deepEqual(await readdir(join(dossier, 'blobs', 'tmp')), [], 'temporary blobs are left');
});

async function* flux(...morceaux: Uint8Array[]) {
  yield* morceaux;
}
const envoyer = (contenu: Uint8Array, nom = 'f', max = 10 * MO, autres: Partial<{ photos: Photos }> = {}) =>
  accepterFichier({ flux: flux(contenu), nom, max }, { blobs, photos, temporaires, ...autres });
const contenuDe = async (cle: string) =>
  Buffer.from(await new Response((await blobs.lire(cle)).flux as BodyInit).arrayBuffer());
const nombre = async () => {
  let n = 0;
  for await (const _ of blobs.lister()) n++;
  return n;
};
/** Refused with this code and these words, and nothing kept. */
async function refuse(contenu: Uint8Array, code: string, mots: RegExp, nom?: string, max?: number) {
  const avant = await nombre();
  await assert.rejects(envoyer(contenu, nom, max), (erreur) => {
    assert.ok(erreur instanceof ErreurFichier, String(erreur));
    assert.equal(erreur.code, code);
    assert.match(erreur.message, mots);
    return true;
  });
  assert.equal(await nombre(), avant);
}

describe('files that are kept', () => {
  it('writes a photo again without EXIF or position, upright', async () => {
    const avant = await photoBavarde();
    assert.ok(avant.includes('Jeanne Secret'), 'the example holds what must go');
    const garde = await envoyer(avant, 'ma photo.JPEG');
    const apres = await contenuDe(garde.cle);
    const infos = await sharp(apres).metadata();
    for (const cle of ['exif', 'icc', 'iptc', 'xmp', 'orientation'] as const)
      assert.equal(infos[cle], undefined);
    assert.ok(!apres.includes('Jeanne'));
    assert.deepEqual([infos.width, infos.height], [40, 80]);
    const [haut] = (await sharp(apres)
      .extract({ left: 15, top: 5, width: 1, height: 1 })
      .raw()
      .toBuffer()) as Buffer;
    assert.ok(haut! > 200, 'red, at the left before, is on top now');
    assert.equal(garde.nom, 'ma photo.jpeg');
    assert.equal(garde.type, 'image/jpeg');
    assert.equal(garde.taille, apres.length);
  });

  it('drops what was appended to a photo', async () => {
    const polyglotte = Buffer.concat([
      await photoBavarde(),
      Buffer.from('<script>alert(1)</script>'),
      zip({ a: 'b' }),
    ]);
    const garde = await envoyer(polyglotte, 'photo.html');
    const apres = await contenuDe(garde.cle);
    assert.ok(!apres.includes('<script>') && !apres.includes('PK\x03\x04'));
    assert.equal(garde.nom, 'photo.jpg');
  });

  it('keeps a PNG as PNG, with its transparency and without its texts', async () => {
    const png = await sharp({ create: { width: 5000, height: 20, channels: 4, background: '#00000000' } })
      .png()
      .withExif({ IFD0: { Copyright: 'Jeanne Secret' } })
      .toBuffer();
    const garde = await envoyer(png, 'plan');
    const apres = await contenuDe(garde.cle);
    const infos = await sharp(apres).metadata();
    assert.deepEqual([infos.format, infos.width, infos.hasAlpha, infos.exif], ['png', 4096, true, undefined]);
    assert.equal(garde.nom, 'plan.png');
  });

  for (const [nom, contenu, type] of [
    ['justificatif.pdf', pdf(), 'application/pdf'],
    ['lettre.odt', odt(), 'application/vnd.oasis.opendocument.text'],
    [
      'avec-bibliotheque-vide.odt',
      odt({ 'Basic/Standard/script-lb.xml': '<l/>' }),
      'application/vnd.oasis.opendocument.text',
    ],
    ['lettre.docx', docx(), 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
  ] as const) {
    it(`keeps ${nom} byte for byte`, async () => {
      const garde = await envoyer(contenu, nom);
      assert.deepEqual([garde.nom, garde.type], [nom, type]);
      assert.deepEqual(await contenuDe(garde.cle), contenu);
    });
  }

  it('takes several photos at once, each its own', async () => {
    const tailles = [100, 200, 300, 400, 500];
    const gardes = await Promise.all(
      tailles.map(async (largeur) => envoyer(await bruit(largeur, 50).jpeg().toBuffer(), `${largeur}.jpg`)),
    );
    for (const [i, garde] of gardes.entries()) {
      assert.equal(garde.nom, `${tailles[i]}.jpg`);
      assert.equal((await sharp(await contenuDe(garde.cle)).metadata()).width, tailles[i]);
    }
  });

  it('holds a few chunks of a 10 MB file in memory, not the file', async () => {
    setFlagsFromString('--expose-gc');
    const gc = runInNewContext('gc') as () => void;
    let sommet = 0;
    gc();
    const depart = process.memoryUsage().arrayBuffers;
    async function* gros() {
      yield pdf();
      for (let i = 0; i < 155; i++) {
        // A new buffer each time: one kept by mistake would count.
        yield new Uint8Array(64 * 1024).fill(i);
        if (i % 10 === 0) gc();
        sommet = Math.max(sommet, process.memoryUsage().arrayBuffers - depart);
      }
      yield pdf();
    }
    const garde = await accepterFichier(
      { flux: gros(), nom: 'gros.pdf', max: 10 * MO },
      { blobs, photos, temporaires },
    );
    assert.ok(garde.taille > 9.6 * MO);
    assert.ok(sommet < 3 * MO, `${Math.round(sommet / 1024)} kB held`);
  });
});

describe('files that are refused', () => {
  it('a program under the name of a PDF', async () => {
    const exe = Buffer.concat([Buffer.from('MZ\x90\0'), Buffer.alloc(300), pdf()]);
    await refuse(exe, 'fichier-refuse', /n’est pas accepté.*PDF.*JPEG/, 'facture.pdf');
  });
  it('text, HTML, SVG, GIF, a zip', async () => {
    const gif = await bruit(5, 5).gif().toBuffer();
    for (const contenu of [
      'bonjour',
      '<!doctype html><p>',
      '<svg xmlns="http://www.w3.org/2000/svg"/>',
      gif,
      zip({ a: 'b' }),
    ])
      await refuse(Buffer.from(contenu), 'fichier-refuse', /n’est pas accepté/);
  });
  it('an iPhone photo, saying what to do', () =>
    refuse(heic(), 'fichier-refuse', /HEIC.*JPEG.*Réglages/, 'IMG_1.HEIC'));
  it('macros, declared or only carried', async () => {
    await refuse(docm(), 'fichier-refuse', /macros/, 'lettre.docx');
    await refuse(docx({ 'word/vbaProject.bin': 'x' }), 'fichier-refuse', /macros/);
    await refuse(odt({ 'Basic/Standard/Module1.xml': 'x' }), 'fichier-refuse', /macros/);
    await refuse(odt({ 'Scripts/python/x.py': 'x' }), 'fichier-refuse', /macros/);
  });
  it('11 MB', () => refuse(Buffer.alloc(11 * MO), 'fichier-trop-gros', /10.Mo au maximum/));
  it('nothing at all', () => refuse(Buffer.alloc(0), 'fichier-illisible', /vide/));
  it('a decompression bomb', async () => {
    const bombe = await sharp({ create: { width: 12_000, height: 9_000, channels: 3, background: '#fff' } })
      .png()
      .toBuffer();
    await refuse(bombe, 'fichier-refuse', /trop de points/);
  });
  it('a truncated JPEG, PNG, PDF, DOCX', async () => {
    const jpeg = await bruit(300, 300).jpeg().toBuffer();
    const png = await bruit(300, 300).png().toBuffer();
    for (const [entier, reste] of [
      [jpeg, jpeg.length / 2],
      [jpeg, jpeg.length - 40],
      [png, png.length / 2],
      [pdf('x'.repeat(5000)), 3000],
      [docx(), docx().length - 10],
      [docx(), docx().length / 2],
    ] as const)
      await refuse(entier.subarray(0, reste), 'fichier-illisible', /incomplet ou abîmé/);
  });
  it('garbage behind the first bytes of a JPEG or a PNG', async () => {
    const jpeg = (await bruit(300, 300).jpeg().toBuffer()).subarray(0, 200);
    const png = (await bruit(300, 300).png().toBuffer()).subarray(0, 60);
    for (const debut of [jpeg, png])
      await refuse(Buffer.concat([debut, Buffer.alloc(5000, 7)]), 'fichier-illisible', /abîmé/);
  });
  it('a photo that could not be written again: nothing is kept', async () => {
    const avant = await nombre();
    const panne: Photos = { reencoder: () => Promise.reject(new Error('panne')), fermer: async () => {} };
    await assert.rejects(envoyer(await photoBavarde(), 'p.jpg', MO, { photos: panne }), /panne/);
    // A worker that says it is done and wrote nothing must not let the original through.
    const menteur: Photos = { reencoder: async () => {}, fermer: async () => {} };
    await assert.rejects(envoyer(await photoBavarde(), 'p.jpg', MO, { photos: menteur }), /ENOENT/);
    assert.equal(await nombre(), avant);
  });
  it('a client that goes away: nothing is kept', async () => {
    const avant = await nombre();
    async function* coupe() {
      yield pdf();
      throw new Error('aborted');
    }
    await assert.rejects(
      accepterFichier({ flux: coupe(), nom: 'x', max: MO }, { blobs, photos, temporaires }),
      /aborted/,
    );
    assert.equal(await nombre(), avant);
  });
});
