import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { assurerContraste, contraste, enHexa } from './contraste.ts';
import { lireCouleur, type Rvb } from './couleurs.ts';
import { marqueLisible } from './marque.ts';

const BLANC: Rvb = [255, 255, 255];
const NOIR: Rvb = [0, 0, 0];

describe('colours', () => {
  it('reads what style sheets and definitions hold, and nothing transparent', () => {
    assert.deepEqual(lireCouleur('#0f5f5c'), [15, 95, 92]);
    assert.deepEqual(lireCouleur('rgb(15, 95, 92)'), [15, 95, 92]);
    assert.deepEqual(lireCouleur('rgb(15 95 92 / 1)'), [15, 95, 92]);
    for (const rien of ['rgba(0, 0, 0, 0)', 'rouge', '', 'color(srgb 1 0 0)'])
      assert.equal(lireCouleur(rien), undefined);
  });

  it('measures contrast as WCAG does', () => {
    assert.ok(Math.abs(contraste(NOIR, BLANC) - 21) < 0.01);
    assert.ok(Math.abs(contraste([15, 95, 92], BLANC) - 7.5) < 0.1);
  });

  it('always reaches the threshold, and leaves a good colour as it is', () => {
    assert.equal(enHexa(assurerContraste([15, 95, 92], [BLANC])), '#0f5f5c');
    for (const fond of [BLANC, NOIR, [38, 41, 45], [246, 244, 240]] as Rvb[]) {
      for (const couleur of [
        [255, 221, 0],
        [0, 160, 200],
        [128, 128, 128],
        [20, 20, 20],
      ] as Rvb[]) {
        assert.ok(contraste(assurerContraste(couleur, [fond]), fond) >= 4.5);
      }
    }
  });

  it('makes the colours of a town readable, and says which were not', () => {
    const dits: string[] = [];
    const avertir = (champ: string, voulue: string): unknown => dits.push(`${champ} ${voulue}`);
    assert.deepEqual(marqueLisible({ marque: '#0f5f5c', marqueSombre: '#6cc5bf' }, avertir), {
      marque: '#0f5f5c',
      marqueSombre: '#6cc5bf',
    });
    assert.deepEqual(dits, []);
    const jaune = marqueLisible({ marque: '#ffdd00' }, avertir);
    assert.notEqual(jaune.marque, '#ffdd00');
    assert.equal(jaune.marqueSombre, '#ffdd00', 'bright enough for the dark');
    assert.deepEqual(dits, ['marque #ffdd00']);
    assert.deepEqual(marqueLisible({}), {});
  });
});
