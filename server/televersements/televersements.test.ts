import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Televersement } from '#contract/schemas/demande.ts';
import { chemins, lire, lireProbleme, ouvrirBanc, type Banc } from '../../test/serveur/banc.ts';
import { bruit, docx, heic, odt, pdf, photoBavarde } from '../socle/fichiers/exemples.test-util.ts';

const MO = 1024 * 1024;
async function nombreDeBlobs(banc: Banc): Promise<number> {
  let nombre = 0;
  for await (const _ of (await banc.commune()).blobs.lister()) nombre += 1;
  return nombre;
}

describe('sending a file', () => {
  it('takes what a town hall takes, and tells what it kept', async () => {
    await using banc = await ouvrirBanc();
    const types = new Map([
      ['acte.pdf', [pdf(), 'application/pdf']],
      ['photo.jpg', [await photoBavarde(), 'image/jpeg']],
      ['plan.png', [await bruit(40, 40).png().toBuffer(), 'image/png']],
      ['lettre.odt', [odt(), 'application/vnd.oasis.opendocument.text']],
      ['lettre.docx', [docx(), 'application/vnd.openxmlformats-officedocument.wordprocessingml.document']],
    ] as const);
    for (const [nom, [octets, type]] of types) {
      const recu = await banc.televerser(nom, octets);
      assert.equal(recu.nom, nom);
      assert.equal(recu.type, type);
      assert.ok(recu.taille > 0);
    }
    assert.equal(await nombreDeBlobs(banc), types.size);
  });

  it('refuses 11 MB by its length, and by its bytes when no length is told', async () => {
    await using banc = await ouvrirBanc();
    const gros = Buffer.concat([pdf(), Buffer.alloc(11 * MO)]);
    const annonce = await banc.envoyerFichier('gros.pdf', gros, {
      entetes: { 'Content-Length': String(gros.length) },
    });
    const probleme = await lireProbleme(annonce, 413, 'fichier-trop-gros');
    assert.match(probleme.detail, /10 Mo/);
    assert.deepEqual(chemins(probleme), ['fichier']);
    const flux = new Blob([gros]).stream();
    const entetes = { 'Content-Type': 'application/octet-stream' };
    const sans = await banc.appel('POST', 'televersements?nom=gros.pdf', { brut: flux, entetes });
    assert.deepEqual(chemins(await lireProbleme(sans, 413, 'fichier-trop-gros')), ['fichier']);
    assert.equal(await nombreDeBlobs(banc), 0);
  });

  it('refuses an .exe renamed .pdf, a truncated JPEG, an empty file, a HEIC it cannot read', async () => {
    await using banc = await ouvrirBanc();
    const exe = Buffer.concat([Buffer.from('MZ\x90\0\x03\0\0\0'), Buffer.alloc(500)]);
    const jpeg = await bruit(300, 300).jpeg().toBuffer();
    const cas: [string, Uint8Array, string][] = [
      ['facture.pdf', exe, 'fichier-refuse'],
      ['photo.jpg', jpeg.subarray(0, jpeg.length / 2), 'fichier-illisible'],
      ['page.pdf', Buffer.from('<html><script>alert(1)</script>'), 'fichier-refuse'],
      ['vide.pdf', Buffer.alloc(0), 'fichier-illisible'],
    ];
    for (const [nom, octets, code] of cas) {
      const probleme = await lireProbleme(await banc.envoyerFichier(nom, octets), 422, code);
      assert.deepEqual(chemins(probleme), ['fichier']);
      assert.ok(probleme.detail.length > 20);
    }
    const photo = await banc.envoyerFichier('photo.heic', heic());
    assert.equal(photo.status, 422);
    assert.equal(await nombreDeBlobs(banc), 0, 'nothing refused is kept');
  });

  it('asks for the right Content-Type and a name', async () => {
    await using banc = await ouvrirBanc();
    const faux = await banc.envoyerFichier('a.pdf', pdf(), {
      entetes: { 'Content-Type': 'application/pdf' },
    });
    await lireProbleme(faux, 415, 'type-non-accepte');
    const entetes = { 'Content-Type': 'application/octet-stream' };
    const sansNom = await banc.appel('POST', 'televersements', { brut: 'x', entetes });
    assert.deepEqual(chemins(await lireProbleme(sansNom, 422, 'saisie-invalide')), ['nom']);
  });

  it('never keeps a path in a name', async () => {
    await using banc = await ouvrirBanc();
    const recu = await lire(
      Televersement,
      await banc.envoyerFichier('../../etc/pass\u0000wd\r\n.pdf', pdf()),
      201,
    );
    assert.doesNotMatch(recu.nom, /[/\\\p{Cc}]/u);
  });

  it('brakes by address', async () => {
    await using banc = await ouvrirBanc({ limites: { televersements: { points: 1, secondes: 600 } } });
    await banc.televerser('a.pdf', pdf());
    const refus = await banc.envoyerFichier('b.pdf', pdf());
    assert.ok(refus.headers.get('Retry-After'));
    await lireProbleme(refus, 429, 'trop-de-tentatives');
  });
});
