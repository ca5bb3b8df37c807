import { expect } from 'chai';
import { enJson } from './json.ts';

describe('JSON', () => {
  const lot = { a: [1, 'é"', [true, null]], b: { c: undefined, d: [] }, e: undefined, f: 'x', g: 1.5 };

  it('is what JSON.stringify says, without what is undefined', () => {
    expect(enJson(lot)).to.equal(JSON.stringify(lot));
    expect(enJson([undefined])).to.equal('[null]');
  });

  it('is the same where an old library gave arrays a toJSON', () => {
    const attendu = JSON.stringify(lot);
    const prototype = Array.prototype as unknown as { toJSON?: () => string };
    prototype.toJSON = () => 'une liste';
    try {
      expect(enJson(lot)).to.equal(attendu);
    } finally {
      delete prototype.toJSON;
    }
  });
});
