import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { assurerContraste, contraste, pireContraste } from './contraste.ts';
import { lireCouleur, type Rvb } from './couleurs.ts';
import { marqueLisible } from './marque.ts';

const canal = fc.integer({ min: 0, max: 255 });
const rvb = fc.tuple(canal, canal, canal);
const hexa = rvb.map((c) => `#${c.map((n) => n.toString(16).padStart(2, '0')).join('')}`);

/** The grounds of `widgets/core/racine.styles.ts`: paper, stone, tints of the states. */
const CLAIRS = ['#ffffff', '#f6f4f0', '#e8f3ea', '#fdf0dd', '#fdeceb'];
const SOMBRES = ['#1c1f22', '#26292d', '#1f3327', '#38290f', '#40201e'];
const sur = (couleur: string, fonds: string[]): number =>
  pireContraste(
    lireCouleur(couleur)!,
    fonds.map((fond) => lireCouleur(fond)!),
  );

describe('any brand', () => {
  it('is read at 4.5:1 on every ground of the kit, and so is the text on it', () => {
    fc.assert(
      fc.property(hexa, fc.option(hexa, { nil: undefined }), (marque, marqueSombre) => {
        const lue = marqueLisible({ marque, marqueSombre });
        assert.ok(sur(lue.marque!, CLAIRS) >= 4.5, `${marque} → ${lue.marque}`);
        assert.ok(sur(lue.marqueSombre!, SOMBRES) >= 4.5, `${marqueSombre} → ${lue.marqueSombre}`);
        assert.ok(sur('#ffffff', [lue.marque!]) >= 4.5, `white on ${lue.marque}`);
        assert.ok(sur('#1c1f22', [lue.marqueSombre!]) >= 4.5, `dark on ${lue.marqueSombre}`);
      }),
      { numRuns: 2000 },
    );
  });

  it('reaches its ratio on any one ground, and on two that lie on one side', () => {
    fc.assert(
      fc.property(rvb, rvb, fc.constantFrom(3, 4.5), (couleur, fond, seuil) => {
        const bout: Rvb = contraste([0, 0, 0], fond) >= 4.6 ? [255, 255, 255] : [0, 0, 0];
        assert.ok(pireContraste(assurerContraste(couleur, [fond, bout], seuil), [fond, bout]) >= seuil);
      }),
      { numRuns: 2000 },
    );
  });
});
