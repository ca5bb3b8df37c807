import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { assainirNom, entetesPieceJointe } from './noms.ts';

const PDF = { type: 'application/pdf', extension: 'pdf' };
const JPEG = { type: 'image/jpeg', extension: 'jpg', synonymes: ['jpeg'], photo: 'jpeg' as const };

describe('file names', () => {
  for (const [nom, attendu] of [
    ['reçu été.pdf', 'reçu été.pdf'],
    ['../../etc/passwd', 'passwd.pdf'],
    ['C:\\Users\\moi\\Bail.PDF', 'Bail.pdf'],
    ['facture.exe', 'facture.pdf'],
    ['facture.pdf.exe', 'facture.pdf.pdf'],
    ['loyer 12.2026', 'loyer 12.2026.pdf'],
    ['', 'document.pdf'],
    ['...', 'document.pdf'],
    ['.htaccess', 'htaccess.pdf'],
    ['a\r\nSet-Cookie: x\0.pdf', 'aSet-Cookie x.pdf'],
    ['facture\u202Efdp.exe', 'facturefdp.pdf'],
    ['e\u0301tat.pdf', 'état.pdf'],
    ['seul \ud83d.pdf', 'seul \ufffd.pdf'],
    ['<img src=x onerror="a">.pdf', 'img src=x onerror= a.pdf'],
  ] as const) {
    it(`${JSON.stringify(nom)} becomes ${attendu}`, () => assert.equal(assainirNom(nom, PDF), attendu));
  }

  it('keeps .jpeg, calls a nameless photo a photo', () => {
    assert.equal(assainirNom('a.JPEG', JPEG), 'a.jpeg');
    assert.equal(assainirNom('a.png', JPEG), 'a.jpg');
    assert.equal(assainirNom('/', JPEG), 'photo.jpg');
  });

  it('is at most 120 long, whole characters only', () => {
    assert.equal(assainirNom('a'.repeat(500) + '.pdf', PDF), `${'a'.repeat(116)}.pdf`);
    const long = assainirNom('a' + '😀'.repeat(200), PDF);
    assert.ok(long.length <= 120 && long.isWellFormed(), long);
  });
});

describe('headers of an attachment', () => {
  it('saves, never shows, never guesses, never shares', () => {
    const entetes = entetesPieceJointe({ nom: 'reçu d’été (1).pdf', type: 'application/pdf', taille: 12 });
    assert.deepEqual(entetes, {
      'Content-Type': 'application/pdf',
      'Content-Length': '12',
      'Content-Disposition':
        "attachment; filename=\"recu d'ete (1).pdf\"; filename*=UTF-8''re%C3%A7u%20d%E2%80%99%C3%A9t%C3%A9%20%281%29.pdf",
      'X-Content-Type-Options': 'nosniff',
      'Content-Security-Policy': "default-src 'none'; sandbox",
      'Cache-Control': 'private, no-store',
    });
  });

  it('cannot be escaped, and are valid headers for any name', () => {
    for (const nom of ['a"; x="b.pdf', 'a\r\nX: y', '日本\\語%41.pdf', '\ud83d', '😀;.pdf']) {
      const valeur = new Headers(entetesPieceJointe({ nom, type: 'application/pdf', taille: 1 })).get(
        'content-disposition',
      )!;
      assert.match(valeur, /^attachment; filename="[^"\\%;]*"; filename\*=UTF-8''[\w.%!~-]*$/);
    }
  });

  it('serves as bytes any type that is not on the list', () => {
    for (const type of ['text/html', 'image/svg+xml', 'application/pdf; x', ''])
      assert.equal(
        entetesPieceJointe({ nom: 'a', type, taille: 1 })['Content-Type'],
        'application/octet-stream',
      );
  });
});
