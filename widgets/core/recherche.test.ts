import { expect } from 'chai';
import { ecart, normaliser, rechercher } from './recherche.ts';

const DEMARCHES = [
  { titre: 'Demander un acte de naissance', mots: 'extrait copie intégrale' },
  { titre: 'Inscrire un enfant à la cantine', mots: 'restaurant scolaire repas' },
  { titre: 'Installer une terrasse', mots: 'café occupation du domaine public' },
  { titre: 'Signaler un problème d’œuvre', mots: 'naissance d’un projet' },
];
const chercher = (saisie: string) =>
  rechercher(saisie, DEMARCHES, ({ titre, mots }) => [titre, mots]).map(({ titre }) => titre);

describe('search', () => {
  for (const [saisie, attendu] of [
    ['NAISSANCE', 'acte de naissance'],
    ['naisance', 'acte de naissance'],
    ['naissnace', 'acte de naissance'],
    ['cantne', 'cantine'],
    ['cantin', 'cantine'],
    ['cafe', 'terrasse'],
    ['integrale', 'acte de naissance'],
    ['oeuvre', 'œuvre'],
    ['l’acte de naissance', 'acte de naissance'],
    ['restaurent scolaire', 'cantine'],
  ] as const) {
    it(`forgives « ${saisie} »`, () => expect(chercher(saisie)[0]).to.include(attendu));
  }

  it('puts a title before key words, and gives everything for an empty search', () => {
    expect(chercher('naissance')).to.have.length(2);
    expect(chercher('  ')).to.have.length(DEMARCHES.length);
  });

  it('wants every word, and finds nothing for what is not there', () => {
    expect(chercher('acte cantine')).to.deep.equal([]);
    expect(chercher('zzzz')).to.deep.equal([]);
    expect(chercher('cab')).to.deep.equal([]);
  });

  it('counts a swap of neighbours as one error', () => {
    expect(ecart('naissance', 'naissnace')).to.equal(1);
    expect(ecart('chat', 'chien')).to.equal(3);
    expect(ecart('', 'abc')).to.equal(3);
    expect(normaliser('  Élève, à l’École ! ')).to.equal('eleve a l ecole');
  });
});
