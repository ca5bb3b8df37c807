import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { composerCode, composerNumero, lireCode, lireNumero, normaliserSymboles } from './numero.ts';

const SYMBOLES = '0123456789ABCDEFGHJKMNPQRSTVWXY';
const LETTRES = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const prefixe = fc.string({ unit: fc.constantFrom(...LETTRES), minLength: 3, maxLength: 3 });
const octets = fc.uint8Array({ minLength: 7, maxLength: 16 });
const numero = fc.tuple(prefixe, octets).map(([lettres, hasard]) => composerNumero(lettres, hasard));
/** Places of the signs in `PAB-7K4F-92QX`. */
const PREFIXE = [0, 1, 2];
const CORPS = [4, 5, 6, 7, 9, 10, 11, 12];

function remplacer(texte: string, place: number, signe: string): string {
  return texte.slice(0, place) + signe + texte.slice(place + 1);
}

function echanger(texte: string, a: number, b: number): string {
  return remplacer(remplacer(texte, a, texte[b]!), b, texte[a]!);
}

describe('numero', () => {
  it('reads back what it composes, 10 000 times', () => {
    fc.assert(
      fc.property(numero, (compose) => {
        assert.match(compose, /^[A-Z]{3}-[0-9A-HJKMNP-TV-Y]{4}-[0-9A-HJKMNP-TV-Y]{4}$/);
        assert.deepEqual(lireNumero(compose), { numero: compose });
      }),
      { numRuns: 10_000 },
    );
  });

  it('detects any one sign replaced by another', () => {
    fc.assert(
      fc.property(numero, (compose) => {
        for (const place of CORPS) {
          for (const signe of SYMBOLES.replace(compose[place]!, '')) {
            assert.deepEqual(lireNumero(remplacer(compose, place, signe)), { erreur: 'faute' });
          }
        }
        for (const place of PREFIXE) {
          for (const signe of LETTRES.replace(compose[place]!, '')) {
            assert.deepEqual(lireNumero(remplacer(compose, place, signe)), { erreur: 'faute' });
          }
        }
      }),
      { numRuns: 200 },
    );
  });

  it('detects two signs swapped, neighbours or not', () => {
    fc.assert(
      fc.property(numero, (compose) => {
        for (const places of [PREFIXE, CORPS]) {
          for (const a of places) {
            for (const b of places.filter((place) => place > a && compose[place] !== compose[a])) {
              assert.deepEqual(lireNumero(echanger(compose, a, b)), { erreur: 'faute' });
            }
          }
        }
      }),
      { numRuns: 1000 },
    );
  });

  it('never reads another number of the same town when signs are swapped over the hyphen', () => {
    fc.assert(
      fc.property(numero, (compose) => {
        const lu = lireNumero(echanger(compose, 2, 4));
        if ('numero' in lu && lu.numero !== compose)
          assert.notEqual(lu.numero.slice(0, 3), compose.slice(0, 3));
      }),
      { numRuns: 1000 },
    );
  });

  it('forgives O for 0, I and L for 1, case, spaces and any kind of hyphen', () => {
    fc.assert(
      fc.property(numero, fc.constantFrom('I', 'L', 'i', 'l'), (compose, un) => {
        const corps = compose.slice(4).replaceAll('0', 'o').replaceAll('1', un);
        const lettres = compose.slice(0, 3);
        for (const saisie of [
          `${lettres}-${corps}`,
          `${lettres.replaceAll('O', '0')}-${corps}`,
          ` ${lettres} ${corps.replace('-', '\u00a0')} `,
          compose.toLowerCase().replaceAll('-', ''),
          compose.replaceAll('-', '\u2011'),
        ]) {
          assert.deepEqual(lireNumero(saisie), { numero: compose }, saisie);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('finds whether a 1 in the town’s letters stands for I or L', () => {
    const hasard = Uint8Array.of(1, 2, 3, 4, 5, 6, 7);
    for (const lettres of ['LIM', 'ILE', 'OLI', 'VIL']) {
      const compose = composerNumero(lettres, hasard);
      for (const lettre of 'IL') {
        assert.deepEqual(lireNumero(compose.replace(lettre, '1')), { numero: compose });
      }
    }
  });

  it('tells an unfinished number from a wrong one', () => {
    assert.deepEqual(lireNumero(''), { erreur: 'incomplet' });
    assert.deepEqual(lireNumero('PAB-7K4F'), { erreur: 'incomplet' });
    assert.deepEqual(lireNumero('PAB-7K4F-92QXY'), { erreur: 'incomplet' });
    assert.deepEqual(lireNumero('PAB-7K4F-UUUU'), { erreur: 'faute' });
    assert.deepEqual(lireNumero('234-7K4F-92QX'), { erreur: 'faute' });
  });

  it('never throws on what is typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 30 }), (saisie) => {
        lireNumero(saisie);
        lireCode(saisie);
        assert.equal(normaliserSymboles(normaliserSymboles(saisie)), normaliserSymboles(saisie));
      }),
    );
  });

  it('uses every byte it is given, without favouring a symbol', () => {
    const premiers = new Map<string, number>();
    for (let rang = 0; rang < 31 * 256; rang++) {
      const compose = composerNumero('PAB', Uint8Array.of(9, 8, 7, 6, 5, rang >> 8, rang & 255));
      premiers.set(compose[4]!, (premiers.get(compose[4]!) ?? 0) + 1);
    }
    assert.deepEqual(new Set(premiers.values()), new Set([256]));
    assert.equal(premiers.size, 31);
    assert.throws(() => composerNumero('PAB', new Uint8Array(6)), RangeError);
  });
});

describe('code', () => {
  it('reads back what it composes, as people type it', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 6, maxLength: 8 }), (hasard) => {
        const code = composerCode(hasard);
        assert.match(code, /^[0-9A-HJKMNP-TV-Y]{6}$/);
        assert.equal(lireCode(code), code);
        const tape = code.toLowerCase().replaceAll('0', 'O').replaceAll('1', 'l');
        assert.equal(lireCode(` ${tape.slice(0, 3)} ${tape.slice(3)} `), code);
      }),
    );
    assert.equal(lireCode('ABCDE'), undefined);
    assert.equal(lireCode('ABCDEZ'), undefined);
    assert.equal(lireCode('ABCDEU'), undefined);
  });
});
