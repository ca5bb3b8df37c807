import { expect } from 'chai';
import { dateEnMots, instantEnMots, joursAvant } from './dates-en-mots.ts';
import { instantRelatif, jourLocal } from './dates.ts';

const NB = '\u00a0';
const MAINTENANT = new Date('2026-11-22T22:30:00Z');

describe('dates in words', () => {
  it('counts days in the zone of the town', () => {
    expect(jourLocal(MAINTENANT, 'Europe/Paris')).to.equal('2026-11-22');
    expect(jourLocal(MAINTENANT, 'Indian/Mayotte')).to.equal('2026-11-23');
    expect(joursAvant('2026-11-30', 'Indian/Mayotte', MAINTENANT)).to.equal(7);
  });

  it('says today, yesterday, then the date', () => {
    const dire = (instant: string, zone = 'Europe/Paris') => instantRelatif(instant, zone, MAINTENANT);
    expect(dire('2026-11-22T08:05:00Z')).to.equal(`aujourd’hui à 9${NB}h${NB}05`);
    expect(dire('2026-11-21T13:05:00Z')).to.equal(`hier à 14${NB}h${NB}05`);
    expect(dire('2026-11-22T08:05:00Z', 'Indian/Mayotte')).to.equal(`hier à 11${NB}h${NB}05`);
    expect(dire('2026-01-22T13:05:00Z')).to.equal(`22 janvier à 14${NB}h${NB}05`);
    expect(dire('2025-01-22T13:05:00Z')).to.equal(`22 janvier 2025 à 14${NB}h${NB}05`);
    expect(dire('2026-11-22T23:05:00Z')).to.include(`0${NB}h${NB}05`);
  });

  it('writes whole dates', () => {
    expect(dateEnMots('2027-01-22')).to.equal('22 janvier 2027');
    expect(dateEnMots('2027-02-01')).to.equal('1er février 2027');
    expect(instantEnMots('2027-01-22T13:05:00Z', 'Europe/Paris')).to.equal(
      `vendredi 22 janvier 2027 à 14${NB}h${NB}05`,
    );
  });
});
