import { expect } from 'chai';
import { Brouillons, type Brouillon } from './brouillon.ts';

const neuf = (version: number): Brouillon => ({
  version,
  reponses: {},
  etape: '',
  cle: 'cle-1',
  envoi: false,
  le: 0,
});

const JOUR = 86_400_000;
let maintenant = 1_000 * JOUR;
const horloge = () => maintenant;
const setItem = Storage.prototype.setItem;
const getItem = Storage.prototype.getItem;

describe('drafts', () => {
  beforeEach(() => localStorage.clear());
  afterEach(() => {
    Storage.prototype.setItem = setItem;
    Storage.prototype.getItem = getItem;
    maintenant = 1_000 * JOUR;
  });

  it('stores nothing before something is kept', () => {
    const brouillons = new Brouillons('aubier', horloge);
    expect(brouillons.lire('acte')).to.equal(undefined);
    expect(localStorage.length).to.equal(0);
  });

  it('comes back on the same device, with its key and its version, by commune', () => {
    const brouillon = {
      ...neuf(3),
      etape: 'deux',
      reponses: { nom: 'Le Goff' },
    };
    new Brouillons('aubier', horloge).garder('acte', brouillon);
    expect(new Brouillons('aubier', horloge).lire('acte')).to.deep.equal({ ...brouillon, le: maintenant });
    expect(new Brouillons('vanille', horloge).lire('acte')).to.equal(undefined);
  });

  it('expires after 30 days, and leaves nothing', () => {
    const brouillons = new Brouillons('aubier', horloge);
    brouillons.garder('acte', neuf(1));
    maintenant += 30 * JOUR + 1;
    expect(new Brouillons('aubier', horloge).lire('acte')).to.equal(undefined);
    expect(localStorage.length).to.equal(0);
  });

  it('keeps nothing on a shared computer, and removes what was there', () => {
    const brouillons = new Brouillons('aubier', horloge);
    brouillons.garder('acte', neuf(1));
    brouillons.partage = true;
    brouillons.garder('acte', neuf(2));
    expect(localStorage.length).to.equal(0);
    expect(brouillons.lire('acte')?.version).to.equal(2);
  });

  it('works in memory when storage throws or holds rubbish', () => {
    localStorage.setItem('parvis:aubier:acte', '{"version":"x"');
    expect(new Brouillons('aubier', horloge).lire('acte')).to.equal(undefined);
    Storage.prototype.setItem = Storage.prototype.getItem = () => {
      throw new DOMException('refusé', 'SecurityError');
    };
    const brouillons = new Brouillons('aubier', horloge);
    brouillons.garder('acte', neuf(4));
    expect(brouillons.lire('acte')?.version).to.equal(4);
  });
});
