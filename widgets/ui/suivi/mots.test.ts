import { expect } from 'chai';
import type { Suivi } from '#contract/schemas/demande.ts';
import { STATUTS } from '#contract/vocabulaire.ts';
import { suiviComplet, suiviPublic } from '../../../test/fixtures/suivis.ts';
import { lignesDuSuivi } from './etapes.ts';
import { etatEnMots } from './mots.ts';
import { silenceEnMots } from './silence.ts';

const MAINTENANT = new Date('2026-11-22T09:30:00Z');
const demande = (plus: Partial<Suivi>): Suivi => ({ ...suiviPublic, ...plus });

describe('words of a request that is followed', () => {
  it('has a sentence for every status, and never calls a transmitted request finished', () => {
    const phrases = STATUTS.map((statut) => etatEnMots(demande({ statut })));
    expect(new Set(phrases).size).to.equal(STATUTS.length);
    expect(etatEnMots(demande({ statut: 'transmise' }))).to.include('pas encore terminé');
    expect(etatEnMots(demande({ statut: 'planifiee', planifieeLe: '2026-12-01' }))).to.include(
      '1er décembre 2026',
    );
  });

  for (const [silence, echeance, attendu] of [
    ['acceptation', '2026-12-22', 'sera acceptée'],
    ['acceptation', '2026-11-21', 'est acceptée'],
    ['refus', '2026-11-22', 'sera refusée'],
    ['refus', '2026-11-21', 'est refusée'],
  ] as const) {
    it(`tells what silence means: ${silence}, ${echeance}`, () => {
      const phrase = silenceEnMots(
        demande({ silence, echeance, statut: 'en-cours' }),
        'Europe/Paris',
        MAINTENANT,
      );
      expect(phrase).to.include(attendu);
    });
  }

  it('counts the day in the zone of the town', () => {
    const suivi = demande({ silence: 'refus', echeance: '2026-11-21', statut: 'en-cours' });
    const nuit = new Date('2026-11-21T22:00:00Z');
    expect(silenceEnMots(suivi, 'Europe/Paris', nuit)).to.include('sera refusée');
    expect(silenceEnMots(suivi, 'Indian/Mayotte', nuit)).to.include('est refusée');
  });

  it('says nothing of silence when the request is closed or has no such rule', () => {
    const echeance = '2026-12-22';
    for (const statut of ['traitee', 'refusee', 'retiree'] as const)
      expect(silenceEnMots(demande({ silence: 'refus', echeance, statut }), 'Europe/Paris')).to.equal(
        undefined,
      );
    expect(silenceEnMots(demande({ silence: 'aucun', echeance: null }), 'Europe/Paris')).to.equal(undefined);
  });

  it('marks one present step, the last change of status', () => {
    const presents = lignesDuSuivi(suiviComplet).filter(({ present }) => present);
    expect(presents.map(({ titre }) => titre)).to.deep.equal(['En cours de traitement']);
  });
});
