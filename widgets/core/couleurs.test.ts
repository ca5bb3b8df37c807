import { expect } from 'chai';
import { assurerContraste, contraste, enHexa, lireCouleur, type Rvb } from './couleurs.ts';

const BLANC: Rvb = [255, 255, 255];
const NOIR: Rvb = [0, 0, 0];

describe('colours', () => {
  it('reads what style sheets and definitions hold, and nothing transparent', () => {
    expect(lireCouleur('#0f5f5c')).to.deep.equal([15, 95, 92]);
    expect(lireCouleur('rgb(15, 95, 92)')).to.deep.equal([15, 95, 92]);
    expect(lireCouleur('rgb(15 95 92 / 1)')).to.deep.equal([15, 95, 92]);
    for (const rien of ['rgba(0, 0, 0, 0)', 'rouge', '', 'color(srgb 1 0 0)'])
      expect(lireCouleur(rien)).to.equal(undefined);
  });

  it('measures contrast as WCAG does', () => {
    expect(contraste(NOIR, BLANC)).to.be.closeTo(21, 0.01);
    expect(contraste([15, 95, 92], BLANC)).to.be.closeTo(7.5, 0.1);
  });

  it('always reaches the threshold, and leaves a good colour as it is', () => {
    expect(enHexa(assurerContraste([15, 95, 92], BLANC))).to.equal('#0f5f5c');
    for (const fond of [BLANC, NOIR, [38, 41, 45], [246, 244, 240]] as Rvb[]) {
      for (const couleur of [
        [255, 221, 0],
        [0, 160, 200],
        [128, 128, 128],
        [20, 20, 20],
      ] as Rvb[]) {
        expect(contraste(assurerContraste(couleur, fond), fond)).to.be.at.least(4.5);
      }
    }
  });
});
