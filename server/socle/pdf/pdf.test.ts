import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { couper, ordonnerMots, rendreImprimable } from './lignes.ts';
import { lirePdf } from './lire.test-util.ts';
import { mettreEnPage } from './mise-en-page.ts';
import type { BlocPapier, Papier } from './papier.ts';
import { Imprimeur } from './pdf.ts';

const papier = (blocs: BlocPapier[], autres: Partial<Papier> = {}): Papier => ({
  titre: 'Bon de livraison – AAA-1',
  langue: 'fr-FR',
  emetteur: { nom: 'Maison de l’Étang', lignes: ['1 rue du Pont'] },
  couleur: '#0f5f5c',
  pied: 'Bon de livraison',
  le: Date.UTC(2026, 10, 22, 9, 30),
  blocs,
  ...autres,
});
const lettres = (texte: string): number => texte.length;
const TOUT: BlocPapier[] = [
  { genre: 'titre', niveau: 1, texte: 'Où est l’œuf ?' },
  { genre: 'paragraphe', texte: 'Ça coûte 3 €, à Noël : « déjà ».' },
  { genre: 'liste', elements: ['un', 'deux'] },
  { genre: 'titre', niveau: 2, texte: 'Détail' },
  { genre: 'faits', faits: [{ libelle: 'Numéro', valeur: 'AAA-1', fort: true }] },
  { genre: 'signature', lignes: ['Léa Roy', 'gérante'] },
];

describe('a paper as PDF', () => {
  it('is tagged in reading order, in French, with its title and its fonts inside', async () => {
    const lu = lirePdf(await mettreEnPage(papier(TOUT)));
    assert.deepEqual(lu.roles, [
      'Document',
      'P',
      'P',
      'H1',
      'P',
      'L',
      'LI',
      'Lbl',
      'LBody',
      'LI',
      'Lbl',
      'LBody',
      'H2',
      'Table',
      'TR',
      'TH',
      'TD',
      'P',
      'P',
    ]);
    assert.equal(lu.titre, 'Bon de livraison – AAA-1');
    assert.match(lu.catalogue, /\/Lang \(fr-FR\)/);
    assert.match(lu.catalogue, /\/MarkInfo/);
    assert.ok(lu.policesIncluses);
    assert.equal(lu.pages.length, 1);
    const [page] = lu.pages as [string];
    for (const dit of [
      'Maison de l’Étang',
      'Où est l’œuf ?',
      'Ça coûte 3 €, à Noël : « déjà ».',
      '• deux',
      'AAA-1',
      'Léa Roy\ngérante',
      'Page 1 sur 1',
    ])
      assert.ok(page.includes(dit), `${dit} in:\n${page}`);
  });

  it('is the same to the byte when it is drawn again', async () => {
    assert.deepEqual(await mettreEnPage(papier(TOUT)), await mettreEnPage(papier(TOUT)));
  });

  it('flows over as many pages as it takes, every word once, numbered', async () => {
    const mots = Array.from({ length: 3000 }, (_, i) => `mot${i}`);
    const faits = [{ libelle: 'Texte', valeur: mots.join(' ') }];
    const { pages, roles } = lirePdf(await mettreEnPage(papier([{ genre: 'faits', faits }, ...TOUT])));
    assert.ok(pages.length >= 3, `${pages.length} pages`);
    const tout = pages.join('\n');
    assert.deepEqual(tout.match(/\bmot\d+\b/g), mots);
    for (const [i, page] of pages.entries()) assert.ok(page.includes(`Page ${i + 1} sur ${pages.length}`));
    assert.equal(roles.filter((role) => role === 'TD').length, 2);
  });

  it('survives whatever people write, and adds nothing to it', async () => {
    const textes = [
      'a'.repeat(10_000),
      'https://exemple.fr/'.padEnd(4000, 'chemin/'),
      'سلام على الجميع and back',
      'שלום עולם',
      '👩‍👩‍👧‍👦 🎉 ❤️',
      '日本語',
      '\u0000\u0007\u001b[31m\u202egnp.exe\u2066',
      '\ud800 moitié',
      '<b>gras</b> & (parenthèses) \\ %PDF',
      '\n\n\n',
      ' '.repeat(2000),
      '',
    ];
    const faits = textes.map((valeur, i) => ({ libelle: `Texte ${i}`, valeur }));
    const { pages, titre } = lirePdf(
      await mettreEnPage(
        papier(
          [
            { genre: 'faits', faits },
            { genre: 'liste', elements: textes },
          ],
          { titre: '<x>&"\u0000' },
        ),
      ),
    );
    const tout = pages.join('\n');
    assert.ok(tout.includes('<b>gras</b> & (parenthèses) \\ %PDF'));
    assert.ok(tout.includes('[31mgnp.exe'), 'nothing turns the text round');
    assert.equal([...tout.matchAll(/^(?:• )?(a+)$/gm)].map(([, a]) => a).join('').length, 20_000);
    assert.ok(tout.includes('□□□'), 'what the font lacks is seen to be missing');
    assert.equal(titre, '‹x›et" ');
  });
});

describe('lines', () => {
  it('are cut at spaces, never at a non-breaking one, then inside the word', () => {
    assert.deepEqual(couper('un deux trois', 8, lettres), ['un deux', 'trois']);
    assert.deepEqual(couper('à 14\u00a0h 05', 6, lettres), ['à 14\u00a0h', '05']);
    assert.deepEqual(couper('abcdefghij', 4, lettres), ['abcd', 'efgh', 'ij']);
    assert.deepEqual(couper('un nom-de-fichier', 10, lettres), ['un', 'nom-de-', 'fichier']);
    assert.deepEqual(couper('un\n\ndeux', 9, lettres), ['un', '', 'deux']);
    assert.deepEqual(
      couper('é👩‍👧é', 2, (t) => [...new Intl.Segmenter('fr').segment(t)].length),
      ['é👩‍👧', 'é'],
    );
  });

  it('put words that are read from the right in their place', () => {
    assert.deepEqual(ordonnerMots('Nom سلام على : fin', false), ['Nom', 'على', 'سلام', ':', 'fin']);
    assert.deepEqual(ordonnerMots('سلام Jean Roy على', true), ['على', 'Jean', 'Roy', 'سلام']);
    assert.deepEqual(ordonnerMots('un deux', false), ['un', 'deux']);
  });

  it('hold nothing invisible', () => {
    const connait = (code: number) => code < 0x1_0000;
    assert.equal(rendreImprimable('a\u200bb\u202ec\r\nd\te\u{1f389}\ufe0f', connait), 'abc\nd e□');
  });
});

describe('the worker that draws', () => {
  const imprimeur = new Imprimeur();
  after(() => imprimeur.fermer());

  it('draws several papers asked for at once, and says when one cannot be', async () => {
    const mauvais = papier([{ genre: 'titre', niveau: 7 as 1, texte: 'x' }]);
    const [un, deux, rate] = await Promise.allSettled(
      [papier(TOUT), papier([]), mauvais].map((p) => imprimeur.imprimer(p)),
    );
    assert.ok(un!.status === 'fulfilled' && lirePdf(un!.value).pages[0]!.includes('Noël'));
    assert.equal(deux!.status, 'fulfilled');
    assert.equal(rate!.status, 'rejected');
  });

  it('that dies loses what it held, not what comes next', async () => {
    const fragile = new Imprimeur(new URL('data:text/javascript,process.exit(3)'));
    await assert.rejects(fragile.imprimer(papier([])), /stopped/);
    await assert.rejects(fragile.imprimer(papier([])), /stopped/);
    fragile.fermer();
    const perdu = imprimeur.imprimer(papier(TOUT));
    imprimeur.fermer();
    await assert.rejects(perdu, /closed/);
    assert.ok((await imprimeur.imprimer(papier([]))).byteLength > 1000);
  });
});
