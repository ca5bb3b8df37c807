import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdtemp, readdir, rm, utimes, writeFile, mkdir, open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { BlobIntrouvable } from './blobs.ts';
import { creerBlobsDisque } from './disque.ts';
import { ErreurFichier } from './erreur-fichier.ts';

let dossier: string;
beforeEach(async () => {
  dossier = await mkdtemp(join(tmpdir(), 'blobs-'));
});
afterEach(() => rm(dossier, { recursive: true, force: true }));

const octets = (texte: string) => new TextEncoder().encode(texte);
async function* flux(...morceaux: Uint8Array[]) {
  yield* morceaux;
}
const lireTout = async (source: ReadableStream<Uint8Array>) => new Response(source as BodyInit).text();
/** Everything but folders, so that a leftover of any kind shows. */
const fichiers = async () =>
  (await readdir(dossier, { recursive: true, withFileTypes: true })).filter((e) => e.isFile());

describe('blobs on disk', () => {
  it('gives back what was written, with size and sha-256', async () => {
    const blobs = await creerBlobsDisque(dossier);
    const ecrit = await blobs.ecrire(flux(octets('bon'), octets('jour')), { max: 7 });
    assert.match(ecrit.cle, /^[0-9a-f]{32}$/);
    assert.equal(ecrit.taille, 7);
    assert.equal(ecrit.empreinte, createHash('sha256').update('bonjour').digest('hex'));
    const lu = await blobs.lire(ecrit.cle);
    assert.equal(lu.taille, 7);
    assert.equal(await lireTout(lu.flux), 'bonjour');
    const [fichier] = await fichiers();
    assert.equal(fichier?.parentPath, join(dossier, ecrit.cle.slice(0, 2)));
  });

  it('accepts a web stream and content larger than a chunk', async () => {
    const blobs = await creerBlobsDisque(dossier);
    const gros = 'é'.repeat(150_000);
    const { cle } = await blobs.ecrire(new Response(gros).body!, { max: 300_000 });
    assert.equal(await lireTout((await blobs.lire(cle)).flux), gros);
  });

  it('stops at max, cancels the source and leaves nothing', async () => {
    const blobs = await creerBlobsDisque(dossier);
    let annule = false;
    let appels = 0;
    const source = new ReadableStream<Uint8Array>({
      pull(controle) {
        appels++;
        controle.enqueue(new Uint8Array(1000));
      },
      cancel() {
        annule = true;
      },
    });
    await assert.rejects(
      blobs.ecrire(source, { max: 2500 }),
      (e) => e instanceof ErreurFichier && e.code === 'fichier-trop-gros' && /2,4.ko/.test(e.message),
    );
    assert.ok(annule);
    assert.ok(appels <= 5, `read on after the limit: ${appels} chunks`);
    assert.deepEqual(await fichiers(), []);
  });

  it('leaves nothing when the client goes away', async () => {
    const blobs = await creerBlobsDisque(dossier);
    async function* coupe() {
      yield octets('début');
      throw new Error('aborted');
    }
    await assert.rejects(blobs.ecrire(coupe(), { max: 100 }), /aborted/);
    assert.deepEqual(await fichiers(), []);
  });

  it('never leaves its folder, whatever the key', async () => {
    await writeFile(join(dossier, 'secret'), 'x');
    const blobs = await creerBlobsDisque(join(dossier, 'b'));
    for (const cle of ['../secret', '..', '', 'tmp', '/etc/passwd', 'A'.repeat(32), `${'a'.repeat(32)}\0`]) {
      await assert.rejects(blobs.lire(cle), BlobIntrouvable);
      assert.equal(await blobs.existe(cle), false);
      await blobs.supprimer(cle);
    }
    assert.deepEqual(
      (await fichiers()).map((f) => f.name),
      ['secret'],
    );
  });

  it('deletes, twice without error, and lists what is left', async () => {
    const blobs = await creerBlobsDisque(dossier);
    const a = await blobs.ecrire(flux(octets('a')), { max: 10 });
    const b = await blobs.ecrire(flux(octets('b')), { max: 10 });
    await blobs.supprimer(a.cle);
    await blobs.supprimer(a.cle);
    assert.equal(await blobs.existe(a.cle), false);
    assert.equal(await blobs.existe(b.cle), true);
    await assert.rejects(blobs.lire(a.cle), BlobIntrouvable);
    const liste = [];
    for await (const entree of blobs.lister()) liste.push(entree);
    assert.deepEqual(
      liste.map((e) => e.cle),
      [b.cle],
    );
    assert.ok(liste[0]!.modifieLe instanceof Date);
  });

  it('clears the temporary files of a killed process, not those of a living one', async () => {
    await mkdir(join(dossier, 'tmp'));
    await writeFile(join(dossier, 'tmp', 'vieux'), 'x');
    await writeFile(join(dossier, 'tmp', 'jeune'), 'x');
    const maintenant = Date.UTC(2026, 10, 22, 12);
    await utimes(join(dossier, 'tmp', 'vieux'), 0, maintenant / 1000 - 3601);
    await utimes(join(dossier, 'tmp', 'jeune'), 0, maintenant / 1000 - 3500);
    await creerBlobsDisque(dossier, { maintenant: () => maintenant });
    assert.deepEqual(await readdir(join(dossier, 'tmp')), ['jeune']);
  });

  it('closes its descriptor when the reader stops early or never reads', async () => {
    const blobs = await creerBlobsDisque(dossier);
    const { cle } = await blobs.ecrire(flux(new Uint8Array(200_000)), { max: 1e6 });
    const temoin = await open('/dev/null');
    const libre = temoin.fd;
    await temoin.close();
    await blobs.lire(cle);
    const lecteur = (await blobs.lire(cle)).flux.getReader();
    await lecteur.read();
    await lecteur.cancel();
    const apres = await open('/dev/null');
    assert.equal(apres.fd, libre);
    await apres.close();
  });
});
