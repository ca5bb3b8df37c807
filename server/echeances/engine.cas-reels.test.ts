import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Temporal } from 'temporal-polyfill';
import type { TERRITOIRES } from '#contract/schemas/commune.ts';
import { calculerEcheance, type Regle } from './engine.ts';
import type { FaitHorloge } from './faits.ts';

/**
 * The clock against dates reckoned by hand with a calendar, zone by zone. Each row: what happened, by the commune's
 * wall clock; the last day; the UTC instant at which silence decides.
 */
const ZONES: Record<string, [fuseau: string, territoire: (typeof TERRITOIRES)[number], utc: number]> = {
  Paris: ['Europe/Paris', 'metropole', 1],
  Guadeloupe: ['America/Guadeloupe', 'guadeloupe', -4],
  Martinique: ['America/Martinique', 'martinique', -4],
  'Saint-Martin': ['America/Marigot', 'saint-martin', -4],
  'Saint-Barthélemy': ['America/St_Barthelemy', 'saint-barthelemy', -4],
  Guyane: ['America/Cayenne', 'guyane', -3],
  Miquelon: ['America/Miquelon', 'saint-pierre-et-miquelon', -3],
  Réunion: ['Indian/Reunion', 'reunion', 4],
  Mayotte: ['Indian/Mayotte', 'mayotte', 3],
  Polynésie: ['Pacific/Tahiti', 'polynesie', -10],
  Nouméa: ['Pacific/Noumea', 'nouvelle-caledonie', 11],
  Wallis: ['Pacific/Wallis', 'wallis-et-futuna', 12],
};

const regleDe = (zone: string, regime: Regle['regime'], mois = 2): Regle => ({
  regime,
  delai: { valeur: mois, unite: 'mois' },
  fuseau: ZONES[zone]![0],
  territoire: ZONES[zone]![1],
  decalageJours: 0,
});
const a = (zone: string, local: string): number =>
  Temporal.PlainDateTime.from(local.replace(' ', 'T')).toZonedDateTime(ZONES[zone]![0]).epochMilliseconds;

describe('a second before and after local midnight, in each zone', () => {
  for (const [zone, [, , utc]] of Object.entries(ZONES)) {
    /** 00:00 there, in UTC: none of these days is in summer time. */
    const minuit = (jour: string): string =>
      new Date(Date.parse(`${jour}T00:00:00Z`) - utc * 3_600_000).toISOString();
    const lire = (regime: Regle['regime'], faits: FaitHorloge[]) => {
      const { calcul, naissance } = calculerEcheance(regleDe(zone, regime), faits);
      return [calcul.echeance, naissance && new Date(naissance.instant).toISOString()];
    };
    it(zone, () => {
      const avant = a(zone, '2026-12-31 23:59:59');
      const apres = a(zone, '2027-01-01 00:00:00');
      assert.equal(apres - avant, 1000);
      for (const regime of ['acceptation', 'refus'] as const) {
        assert.deepEqual(lire(regime, [{ type: 'recue', le: avant }]), ['2027-02-28', minuit('2027-03-01')]);
        assert.deepEqual(lire(regime, [{ type: 'recue', le: apres }]), ['2027-03-01', minuit('2027-03-02')]);
      }
      const attendue = (le: number): FaitHorloge[] => [
        { type: 'recue', le: a(zone, '2026-12-01 10:00:00') },
        {
          type: 'complement-demande',
          le: a(zone, '2026-12-10 10:00:00'),
          chemins: ['a'],
          avantLe: '2027-01-15',
        },
        { type: 'complement-recu', le, chemins: ['a'], complet: true },
      ];
      // Accepts: two months from the day it arrived. Refuses: 1 February, and 21 or 22 days of suspension.
      assert.deepEqual(lire('acceptation', attendue(avant)), ['2027-02-28', minuit('2027-03-01')]);
      assert.deepEqual(lire('acceptation', attendue(apres)), ['2027-03-01', minuit('2027-03-02')]);
      assert.deepEqual(lire('refus', attendue(avant)), ['2027-02-22', minuit('2027-02-23')]);
      assert.deepEqual(lire('refus', attendue(apres)), ['2027-02-23', minuit('2027-02-24')]);
    });
  }
});

type Pas =
  | [type: 'recue' | 'decision' | 'transfert' | 'reouverture', local: string]
  | [type: 'complement-demande', local: string, avantLe: string]
  | [type: 'complement-recu' | 'complement-annule', local: string];

const CAS: [
  nom: string,
  regime: Regle['regime'],
  mois: number,
  pas: Pas[],
  echeance: string | null,
  nait?: string,
][] = [
  ['29 February + 1 month', 'refus', 1, [['recue', '2028-02-29 12:00']], '2028-03-29'],
  ['29 February + 2 months', 'refus', 2, [['recue', '2028-02-29 12:00']], '2028-04-29'],
  ['30 January + 1 month, a common year', 'refus', 1, [['recue', '2027-01-30 12:00']], '2027-02-28'],
  ['30 January + 1 month, a leap year', 'refus', 1, [['recue', '2028-01-30 12:00']], '2028-02-29'],
  ['30 December + 2 months', 'acceptation', 2, [['recue', '2026-12-30 12:00']], '2027-02-28'],
  ['31 August + 1 month', 'refus', 1, [['recue', '2026-08-31 12:00']], '2026-09-30'],
  ['31 July + 2 months', 'refus', 2, [['recue', '2026-07-31 12:00']], '2026-09-30'],
  [
    // 10 April, and the 14 days from 20 March to 3 April: the hour lost on 28 March is no day.
    'suspended over the night that summer time shortens',
    'refus',
    2,
    [
      ['recue', '2027-02-10 09:00'],
      ['complement-demande', '2027-03-20 23:30', '2027-04-03'],
    ],
    '2027-04-24',
    '2027-04-24T22:00:00Z',
  ],
  [
    'taken up again at the last second of that day: 8 days',
    'refus',
    2,
    [
      ['recue', '2027-02-10 09:00'],
      ['complement-demande', '2027-03-20 23:30', '2027-04-03'],
      ['complement-recu', '2027-03-28 23:59:59'],
    ],
    '2027-04-18',
  ],
  [
    'or at the first of the next: 9 days',
    'refus',
    2,
    [
      ['recue', '2027-02-10 09:00'],
      ['complement-demande', '2027-03-20 23:30', '2027-04-03'],
      ['complement-recu', '2027-03-29 00:00:00'],
    ],
    '2027-04-19',
  ],
  [
    // 1 November, and the 5 days from 20 to 25 October: the hour that comes twice is no day either.
    'taken up again in the hour that comes twice',
    'refus',
    2,
    [
      ['recue', '2026-09-01 09:00'],
      ['complement-demande', '2026-10-20 10:00', '2026-10-30'],
      ['complement-recu', '2026-10-25 02:30'],
    ],
    '2026-11-06',
    '2026-11-06T23:00:00Z',
  ],
  [
    // 31 October; 5 days (10 to 15 September); 13 more (20 October to 2 November).
    'two suspensions, the second over the end of a month and the change of hour',
    'refus',
    2,
    [
      ['recue', '2026-08-31 18:00'],
      ['complement-demande', '2026-09-10 10:00', '2026-09-30'],
      ['complement-recu', '2026-09-15 10:00'],
      ['complement-demande', '2026-10-20 10:00', '2026-11-10'],
      ['complement-recu', '2026-11-02 10:00'],
    ],
    '2026-11-18',
  ],
  [
    'silence accepts: two pieces asked one after the other, two months from the later',
    'acceptation',
    2,
    [
      ['recue', '2026-08-31 18:00'],
      ['complement-demande', '2026-09-10 10:00', '2026-09-30'],
      ['complement-recu', '2026-09-15 10:00'],
      ['complement-demande', '2026-10-20 10:00', '2026-11-10'],
      ['complement-recu', '2026-12-31 23:59:59'],
    ],
    '2027-02-28',
  ],
  [
    'silence accepts: born on the night that summer time shortens',
    'acceptation',
    2,
    [
      ['recue', '2026-12-01 09:00'],
      ['complement-demande', '2026-12-20 09:00', '2027-01-31'],
      ['complement-recu', '2027-01-27 09:00'],
    ],
    '2027-03-27',
    '2027-03-27T23:00:00Z',
  ],
  [
    'transferred (L114-2), silence refuses: from the first receipt (L114-3)',
    'refus',
    2,
    [
      ['recue', '2026-08-31 18:00'],
      ['transfert', '2026-09-30 18:00'],
    ],
    '2026-10-31',
  ],
  [
    'transferred, silence accepts: from the receipt by who is competent',
    'acceptation',
    2,
    [
      ['recue', '2026-08-31 18:00'],
      ['transfert', '2026-09-30 18:00'],
    ],
    '2026-11-30',
  ],
  [
    'transferred once the delay has run out: too late',
    'acceptation',
    2,
    [
      ['recue', '2026-08-31 18:00'],
      ['transfert', '2026-12-31 18:00'],
    ],
    '2026-10-31',
  ],
  [
    'answered',
    'acceptation',
    2,
    [
      ['recue', '2026-08-31 18:00'],
      ['decision', '2026-10-31 23:59:59'],
    ],
    null,
  ],
];

describe('dates reckoned by hand, in Paris', () => {
  for (const [nom, regime, mois, pas, echeance, nait] of CAS) {
    it(nom, () => {
      const faits = pas.map((p): FaitHorloge => {
        const le = a('Paris', p[1]);
        if (p[0] === 'complement-demande') return { type: p[0], le, chemins: ['a'], avantLe: p[2] };
        if (p[0] === 'complement-recu') return { type: p[0], le, chemins: ['a'], complet: true };
        return p[0] === 'complement-annule' ? { type: p[0], le, chemins: ['a'] } : { type: p[0], le };
      });
      const { calcul, naissance } = calculerEcheance(regleDe('Paris', regime, mois), faits);
      assert.equal(calcul.echeance, echeance, JSON.stringify(calcul.etapes, null, 1));
      if (nait) assert.equal(new Date(naissance!.instant).toISOString(), nait.replace('Z', '.000Z'));
    });
  }
});

describe('another way to count', () => {
  it('gives the same day for each day of two years, one of them leap, and each number of months', () => {
    let cas = 0;
    for (let t = Date.UTC(2027, 0, 1, 12); t < Date.UTC(2029, 0, 1); t += 86_400_000) {
      const jour = new Date(t);
      for (let mois = 1; mois <= 12; mois++) {
        // Day 0 of a month is the last of the one before.
        const [annee, rang] = [jour.getUTCFullYear(), jour.getUTCMonth() + mois];
        const dernier = new Date(Date.UTC(annee, rang + 1, 0)).getUTCDate();
        const attendu = new Date(Date.UTC(annee, rang, Math.min(jour.getUTCDate(), dernier)));
        const { calcul } = calculerEcheance(regleDe('Paris', 'refus', mois), [{ type: 'recue', le: t }]);
        assert.equal(calcul.echeance, attendu.toISOString().slice(0, 10));
        cas++;
      }
    }
    assert.equal(cas, 731 * 12);
  });
});
