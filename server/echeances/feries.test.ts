import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { TERRITOIRES } from '#contract/schemas/commune.ts';
import { Temporal } from 'temporal-polyfill';
import { estOuvre, joursFeries, paques, type Territoire } from './feries.ts';

describe('holidays', () => {
  it('follow Easter', () => {
    // Dates published for those years; 23 March 2008 and 25 April 2038 are near the two ends of what is possible.
    for (const jour of [
      '2000-04-23',
      '2008-03-23',
      '2018-04-01',
      '2024-03-31',
      '2025-04-20',
      '2026-04-05',
      '2038-04-25',
    ]) {
      assert.equal(paques(Number(jour.slice(0, 4))).toString(), jour);
    }
  });

  it('are eleven in metropolitan France', () => {
    assert.deepEqual([...joursFeries(2018, 'metropole')].toSorted(), [
      '2018-01-01',
      '2018-04-02',
      '2018-05-01',
      '2018-05-08',
      '2018-05-10',
      '2018-05-21',
      '2018-07-14',
      '2018-08-15',
      '2018-11-01',
      '2018-11-11',
      '2018-12-25',
    ]);
  });

  const propres: Record<Territoire, string[]> = {
    metropole: [],
    'alsace-moselle': ['2026-04-03', '2026-12-26'],
    guadeloupe: ['2026-05-27'],
    martinique: ['2026-05-22'],
    guyane: ['2026-06-10'],
    reunion: ['2026-12-20'],
    mayotte: ['2026-04-27'],
    'saint-martin': ['2026-05-28'],
    'saint-barthelemy': ['2026-10-09'],
    'saint-pierre-et-miquelon': [],
    polynesie: ['2026-03-05', '2026-04-03', '2026-11-20'],
    'nouvelle-caledonie': ['2026-09-24'],
    'wallis-et-futuna': ['2026-04-28', '2026-07-29'],
  };
  for (const territoire of TERRITOIRES) {
    it(`of ${territoire} are the national ones and its own`, () => {
      const national = joursFeries(2026, 'metropole');
      const siens = [...joursFeries(2026, territoire)];
      assert.deepEqual(siens.filter((jour) => !national.has(jour)).toSorted(), propres[territoire]);
      assert.equal(siens.length, 11 + propres[territoire].length);
      for (const jour of siens) assert.equal(estOuvre(Temporal.PlainDate.from(jour), territoire), false);
    });
  }

  it('leave the other week days to work', () => {
    const jours = ['2026-05-21', '2026-05-22', '2026-05-23', '2026-05-24', '2026-05-25', '2026-05-26'];
    const ouvres = (territoire: Territoire) =>
      jours.filter((jour) => estOuvre(Temporal.PlainDate.from(jour), territoire));
    // Friday 22 is a holiday in Martinique; Monday 25 is Whit Monday.
    assert.deepEqual(ouvres('metropole'), ['2026-05-21', '2026-05-22', '2026-05-26']);
    assert.deepEqual(ouvres('martinique'), ['2026-05-21', '2026-05-26']);
  });
});
