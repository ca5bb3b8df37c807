import { expect } from 'chai';
import { lireFragment } from './fragment.ts';

describe('the link of a receipt', () => {
  for (const [hash, attendu] of [
    ['#numero=PAB-7K4F-92QX&code=7K4F9X', { numero: 'PAB-7K4F-92QX', code: '7K4F9X' }],
    ['#PAB-7K4F-92QX/7K4F9X', { numero: 'PAB-7K4F-92QX', code: '7K4F9X' }],
    ['#numero=PAB-7K4F-92QX', { numero: 'PAB-7K4F-92QX' }],
    ['#contenu', undefined],
    ['#code=7K4F9X', undefined],
    ['', undefined],
  ] as const) {
    it(`reads the fragment « ${hash} »`, () => expect(lireFragment(hash)).to.deep.equal(attendu));
  }
});
