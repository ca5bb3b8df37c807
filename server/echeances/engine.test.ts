import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Temporal } from 'temporal-polyfill';
import { CalculEcheance } from '#contract/schemas/echeance.ts';
import type { Delai } from '#contract/delai.ts';
import { calculerEcheance, type EtatHorloge, type Regle } from './engine.ts';
import type { FaitHorloge } from './faits.ts';

/** `AAAA-MM-JJ HH:MM[:SS]` of the commune's wall clock; midnight when the hour does not matter. */
type Local = string;
type FaitLocal = { [F in FaitHorloge as F['type']]: [F['type'], Local, ...unknown[]] }[FaitHorloge['type']];

interface Cas {
  nom: string;
  regle: Partial<Regle>;
  faits: FaitLocal[];
  echeance: string | null;
  etat?: EtatHorloge;
  /** UTC instant at which the implicit decision is born. */
  nait?: string;
}

const MOIS2: Delai = { valeur: 2, unite: 'mois' };
const SVA: Regle = {
  regime: 'acceptation',
  delai: MOIS2,
  fuseau: 'Europe/Paris',
  territoire: 'metropole',
  decalageJours: 0,
};
const SVR = { regime: 'refus' } as const;
const MAYOTTE = { fuseau: 'Indian/Mayotte', territoire: 'mayotte' } as const;
const SAINT_MARTIN = { fuseau: 'America/Marigot', territoire: 'saint-martin' } as const;
const ouvres = (valeur: number): { delai: Delai } => ({ delai: { valeur, unite: 'jours-ouvres' } });
const jours = (valeur: number): { delai: Delai } => ({ delai: { valeur, unite: 'jours' } });
const mois = (valeur: number): { delai: Delai } => ({ delai: { valeur, unite: 'mois' } });

function instant(local: Local, fuseau: string): number {
  const [jour, heure = '12:00'] = local.split(' ');
  return Temporal.PlainDateTime.from(`${jour}T${heure}`).toZonedDateTime(fuseau).epochMilliseconds;
}

function fait([type, local, ...reste]: FaitLocal, fuseau: string): FaitHorloge {
  const le = instant(local, fuseau);
  if (type === 'complement-demande') {
    return { type, le, avantLe: reste[0] as string, chemins: reste.slice(1) as string[] };
  }
  if (type === 'complement-recu') return { type, le, chemins: reste as string[], complet: false };
  if (type === 'complement-annule') return { type, le, chemins: reste as string[] };
  return { type, le };
}

const CAS: Record<string, Cas[]> = {
  'date to date': [
    {
      nom: 'an ordinary day',
      regle: {},
      faits: [['recue', '2026-11-22']],
      echeance: '2027-01-22',
      nait: '2027-01-22T23:00:00Z',
    },
    {
      nom: '31 December + 2 months',
      regle: {},
      faits: [['recue', '2026-12-31']],
      echeance: '2027-02-28',
      nait: '2027-02-28T23:00:00Z',
    },
    {
      nom: '31 December + 2 months before a leap year',
      regle: {},
      faits: [['recue', '2027-12-31']],
      echeance: '2028-02-29',
    },
    { nom: '29 December + 2 months', regle: {}, faits: [['recue', '2026-12-29']], echeance: '2027-02-28' },
    {
      nom: '29 February + 12 months',
      regle: mois(12),
      faits: [['recue', '2028-02-29']],
      echeance: '2029-02-28',
    },
    { nom: '2100 is no leap year', regle: {}, faits: [['recue', '2099-12-30']], echeance: '2100-02-28' },
    { nom: '31 August + 1 month', regle: mois(1), faits: [['recue', '2026-08-31']], echeance: '2026-09-30' },
    {
      nom: '30 September + 1 month stays the 30th',
      regle: mois(1),
      faits: [['recue', '2026-09-30']],
      echeance: '2026-10-30',
    },
    {
      nom: '28 February + 2 months is not the end of the month',
      regle: {},
      faits: [['recue', '2027-02-28']],
      echeance: '2027-04-28',
    },
    {
      nom: 'ends on a Sunday, a holiday: not put off',
      regle: {},
      faits: [['recue', '2026-09-01']],
      echeance: '2026-11-01',
    },
    {
      nom: 'the commune adds a day',
      regle: { decalageJours: 1 },
      faits: [['recue', '2026-12-31']],
      echeance: '2027-03-01',
    },
    {
      nom: 'four months, with an advisory body',
      regle: { ...SVR, ...mois(4) },
      faits: [['recue', '2026-10-31']],
      echeance: '2027-02-28',
    },
    {
      nom: 'no silence',
      regle: { regime: 'aucun', delai: null },
      faits: [['recue', '2026-10-31']],
      echeance: null,
      etat: 'sans',
    },
  ],
  'around midnight, in each zone': [
    {
      nom: 'Paris, a second before',
      regle: {},
      faits: [['recue', '2026-12-30 23:59:59']],
      echeance: '2027-02-28',
    },
    { nom: 'Paris, midnight', regle: {}, faits: [['recue', '2027-01-01 00:00']], echeance: '2027-03-01' },
    {
      nom: 'Mayotte, still the 31st in UTC and in Paris',
      regle: MAYOTTE,
      faits: [['recue', '2027-01-01 00:00']],
      echeance: '2027-03-01',
      nait: '2027-03-01T21:00:00Z',
    },
    {
      nom: 'Mayotte, a second before',
      regle: MAYOTTE,
      faits: [['recue', '2026-12-31 23:59:59']],
      echeance: '2027-02-28',
      nait: '2027-02-28T21:00:00Z',
    },
    {
      nom: 'Saint-Martin, already the 1st in UTC',
      regle: SAINT_MARTIN,
      faits: [['recue', '2026-12-31 23:59:59']],
      echeance: '2027-02-28',
      nait: '2027-03-01T04:00:00Z',
    },
    {
      nom: 'Saint-Martin, midnight',
      regle: SAINT_MARTIN,
      faits: [['recue', '2027-01-01 00:00']],
      echeance: '2027-03-01',
      nait: '2027-03-02T04:00:00Z',
    },
    {
      nom: 'Tahiti, a day behind Wallis',
      regle: { fuseau: 'Pacific/Tahiti', territoire: 'polynesie' },
      faits: [['recue', '2026-11-22 23:00']],
      echeance: '2027-01-22',
      nait: '2027-01-23T10:00:00Z',
    },
    {
      nom: 'Wallis',
      regle: { fuseau: 'Pacific/Wallis', territoire: 'wallis-et-futuna' },
      faits: [['recue', '2026-11-22 01:00']],
      echeance: '2027-01-22',
      nait: '2027-01-22T12:00:00Z',
    },
  ],
  'a change of hour': [
    {
      nom: 'received in the hour that comes twice',
      regle: {},
      faits: [['recue', '2026-10-25 02:30']],
      echeance: '2026-12-25',
      nait: '2026-12-25T23:00:00Z',
    },
    {
      nom: 'born on the day of summer time',
      regle: {},
      faits: [['recue', '2027-01-27']],
      echeance: '2027-03-27',
      nait: '2027-03-27T23:00:00Z',
    },
    {
      nom: 'last day is the day of summer time',
      regle: {},
      faits: [['recue', '2027-01-28']],
      echeance: '2027-03-28',
      nait: '2027-03-28T22:00:00Z',
    },
    {
      nom: 'born on the day of winter time',
      regle: {},
      faits: [['recue', '2026-08-24']],
      echeance: '2026-10-24',
      nait: '2026-10-24T22:00:00Z',
    },
    {
      nom: 'last day is the day of winter time',
      regle: {},
      faits: [['recue', '2026-08-25']],
      echeance: '2026-10-25',
      nait: '2026-10-25T23:00:00Z',
    },
    {
      nom: 'Saint-Pierre-et-Miquelon, summer time',
      regle: { fuseau: 'America/Miquelon', territoire: 'saint-pierre-et-miquelon' },
      faits: [['recue', '2027-01-14']],
      echeance: '2027-03-14',
      nait: '2027-03-15T02:00:00Z',
    },
    // No French zone does so, but a zone may: the day starts at 01:00 (Beirut, 28 March 2027).
    {
      nom: 'born on a day without midnight',
      regle: { fuseau: 'Asia/Beirut' },
      faits: [['recue', '2027-01-27']],
      echeance: '2027-03-27',
      nait: '2027-03-27T22:00:00Z',
    },
  ],
  'days and working days': [
    { nom: 'five days', regle: jours(5), faits: [['recue', '2026-12-29']], echeance: '2027-01-03' },
    {
      nom: 'thirty days over the end of February',
      regle: jours(30),
      faits: [['recue', '2028-02-15']],
      echeance: '2028-03-16',
    },
    {
      nom: 'one working day, on a Friday',
      regle: ouvres(1),
      faits: [['recue', '2026-11-20']],
      echeance: '2026-11-23',
    },
    {
      nom: 'ten, over Christmas',
      regle: ouvres(10),
      faits: [['recue', '2026-12-18']],
      echeance: '2027-01-05',
    },
    {
      nom: 'ten, over Christmas, Alsace',
      regle: { ...ouvres(10), territoire: 'alsace-moselle' },
      faits: [['recue', '2028-12-18']],
      echeance: '2029-01-04',
    },
    {
      nom: 'the same in metropolitan France',
      regle: ouvres(10),
      faits: [['recue', '2028-12-18']],
      echeance: '2029-01-03',
    },
    {
      nom: 'Good Friday, Alsace',
      regle: { ...ouvres(2), territoire: 'alsace-moselle' },
      faits: [['recue', '2026-04-01']],
      echeance: '2026-04-07',
    },
    {
      nom: 'Good Friday, elsewhere',
      regle: ouvres(2),
      faits: [['recue', '2026-04-01']],
      echeance: '2026-04-03',
    },
    {
      nom: 'Ascension and Whitsun',
      regle: ouvres(8),
      faits: [['recue', '2026-05-13']],
      echeance: '2026-05-27',
    },
    {
      nom: '27 April, Mayotte',
      regle: { ...ouvres(3), ...MAYOTTE },
      faits: [['recue', '2026-04-24']],
      echeance: '2026-04-30',
    },
    {
      nom: '22 May, Martinique',
      regle: { ...ouvres(3), fuseau: 'America/Martinique', territoire: 'martinique' },
      faits: [['recue', '2026-05-20']],
      echeance: '2026-05-27',
    },
    {
      nom: '27 May, Guadeloupe',
      regle: { ...ouvres(3), fuseau: 'America/Guadeloupe', territoire: 'guadeloupe' },
      faits: [['recue', '2026-05-26']],
      echeance: '2026-06-01',
    },
    {
      nom: '28 May, Saint-Martin',
      regle: { ...ouvres(3), ...SAINT_MARTIN },
      faits: [['recue', '2026-05-26']],
      echeance: '2026-06-01',
    },
    {
      nom: '10 June, Guyane',
      regle: { ...ouvres(2), fuseau: 'America/Cayenne', territoire: 'guyane' },
      faits: [['recue', '2026-06-09']],
      echeance: '2026-06-12',
    },
    {
      nom: '20 December, Réunion',
      regle: { ...ouvres(2), fuseau: 'Indian/Reunion', territoire: 'reunion' },
      faits: [['recue', '2027-12-17']],
      echeance: '2027-12-22',
    },
    {
      nom: '9 October, Saint-Barthélemy',
      regle: { ...ouvres(2), fuseau: 'America/St_Barthelemy', territoire: 'saint-barthelemy' },
      faits: [['recue', '2026-10-08']],
      echeance: '2026-10-13',
    },
    {
      nom: '24 September, Nouméa',
      regle: { ...ouvres(2), fuseau: 'Pacific/Noumea', territoire: 'nouvelle-caledonie' },
      faits: [['recue', '2026-09-23']],
      echeance: '2026-09-28',
    },
    {
      nom: '5 March, Tahiti',
      regle: { ...ouvres(2), fuseau: 'Pacific/Tahiti', territoire: 'polynesie' },
      faits: [['recue', '2026-03-04']],
      echeance: '2026-03-09',
    },
    {
      nom: '29 July, Wallis',
      regle: { ...ouvres(2), fuseau: 'Pacific/Wallis', territoire: 'wallis-et-futuna' },
      faits: [['recue', '2026-07-28']],
      echeance: '2026-07-31',
    },
    {
      nom: 'a suspended working delay',
      regle: { ...SVR, ...ouvres(5) },
      faits: [
        ['recue', '2026-11-16'],
        ['complement-demande', '2026-11-18', '2026-11-25', 'a'],
      ],
      echeance: '2026-11-30',
    },
  ],
  'an incomplete file, silence accepts': [
    {
      nom: 'nothing runs while it is awaited',
      regle: {},
      faits: [
        ['recue', '2026-12-01'],
        ['complement-demande', '2026-12-10', '2026-12-31', 'a'],
      ],
      echeance: null,
      etat: 'attend',
    },
    {
      nom: 'nor after the time given',
      regle: {},
      faits: [
        ['recue', '2026-12-01'],
        ['complement-demande', '2026-12-10', '2026-12-12', 'a'],
        ['reouverture', '2027-04-01'],
      ],
      echeance: null,
      etat: 'attend',
    },
    {
      nom: 'starts on the day it arrives',
      regle: {},
      faits: [
        ['recue', '2026-12-01'],
        ['complement-demande', '2026-12-10', '2026-12-31', 'a'],
        ['complement-recu', '2026-12-31 23:59:59', 'a'],
      ],
      echeance: '2027-02-28',
    },
    {
      nom: 'or a second later, the next',
      regle: {},
      faits: [
        ['recue', '2026-12-01'],
        ['complement-demande', '2026-12-10', '2026-12-31', 'a'],
        ['complement-recu', '2027-01-01 00:00', 'a'],
      ],
      echeance: '2027-03-01',
    },
    {
      nom: 'late is still an arrival',
      regle: {},
      faits: [
        ['recue', '2026-12-01'],
        ['complement-demande', '2026-12-10', '2026-12-12', 'a'],
        ['complement-recu', '2027-03-15', 'a'],
      ],
      echeance: '2027-05-15',
    },
    {
      nom: 'two agents, one piece short',
      regle: {},
      faits: [
        ['recue', '2026-12-01'],
        ['complement-demande', '2026-12-10', '2026-12-31', 'a'],
        ['complement-demande', '2026-12-12', '2026-12-20', 'b'],
        ['complement-recu', '2026-12-15', 'a'],
      ],
      echeance: null,
      etat: 'attend',
    },
    {
      nom: 'two agents, the last piece',
      regle: {},
      faits: [
        ['recue', '2026-12-01'],
        ['complement-demande', '2026-12-10', '2026-12-31', 'a'],
        ['complement-demande', '2026-12-12', '2026-12-20', 'b'],
        ['complement-recu', '2026-12-15', 'a'],
        ['complement-recu', '2026-12-18', 'b'],
      ],
      echeance: '2027-02-18',
    },
    {
      nom: 'two agents, the same piece',
      regle: {},
      faits: [
        ['recue', '2026-12-01'],
        ['complement-demande', '2026-12-10', '2026-12-31', 'a'],
        ['complement-demande', '2026-12-12', '2026-12-20', 'a'],
        ['complement-recu', '2026-12-15', 'a'],
      ],
      echeance: '2027-02-15',
    },
    {
      nom: 'what is no longer asked was never needed',
      regle: {},
      faits: [
        ['recue', '2026-12-01'],
        ['complement-demande', '2026-12-10', '2026-12-31', 'a'],
        ['complement-annule', '2026-12-15', 'a'],
      ],
      echeance: '2027-02-01',
    },
    {
      nom: 'one came, the other is given up',
      regle: {},
      faits: [
        ['recue', '2026-12-01'],
        ['complement-demande', '2026-12-10', '2026-12-31', 'a', 'b'],
        ['complement-recu', '2026-12-15', 'a'],
        ['complement-annule', '2026-12-20', 'b'],
      ],
      echeance: '2027-02-15',
    },
    {
      nom: 'asked again after it was complete',
      regle: {},
      faits: [
        ['recue', '2026-12-01'],
        ['complement-demande', '2026-12-10', '2026-12-31', 'a'],
        ['complement-recu', '2026-12-15', 'a'],
        ['complement-demande', '2027-01-10', '2027-01-31', 'b'],
        ['complement-recu', '2027-01-20', 'b'],
      ],
      echeance: '2027-03-20',
    },
    {
      nom: 'asked on the last day',
      regle: {},
      faits: [
        ['recue', '2026-12-01'],
        ['complement-demande', '2027-02-01 23:59', '2027-02-20', 'a'],
      ],
      echeance: null,
      etat: 'attend',
    },
    {
      nom: 'asked after the last day: too late',
      regle: {},
      faits: [
        ['recue', '2026-12-01'],
        ['complement-demande', '2027-02-02 00:00', '2027-02-20', 'a'],
      ],
      echeance: '2027-02-01',
    },
    {
      nom: 'something that nobody asked',
      regle: {},
      faits: [
        ['recue', '2026-12-01'],
        ['complement-recu', '2026-12-15', 'a'],
      ],
      echeance: '2027-02-01',
    },
    {
      nom: 'Saint-Martin, a second before midnight',
      regle: SAINT_MARTIN,
      faits: [
        ['recue', '2026-12-01'],
        ['complement-demande', '2026-12-10', '2026-12-31', 'a'],
        ['complement-recu', '2026-12-31 23:59:59', 'a'],
      ],
      echeance: '2027-02-28',
      nait: '2027-03-01T04:00:00Z',
    },
  ],
  'an incomplete file, silence refuses': [
    {
      nom: 'suspended for the time given',
      regle: SVR,
      faits: [
        ['recue', '2026-12-01'],
        ['complement-demande', '2026-12-10', '2026-12-31', 'a'],
      ],
      echeance: '2027-02-22',
    },
    {
      nom: 'over the end of a month',
      regle: SVR,
      faits: [
        ['recue', '2026-12-31'],
        ['complement-demande', '2027-02-20', '2027-03-10', 'a'],
      ],
      echeance: '2027-03-18',
    },
    {
      nom: 'over the end of February of a leap year',
      regle: SVR,
      faits: [
        ['recue', '2027-12-31'],
        ['complement-demande', '2028-02-20', '2028-03-10', 'a'],
      ],
      echeance: '2028-03-19',
    },
    {
      nom: 'resumes early',
      regle: SVR,
      faits: [
        ['recue', '2026-12-01'],
        ['complement-demande', '2026-12-10', '2026-12-31', 'a'],
        ['complement-recu', '2026-12-15', 'a'],
      ],
      echeance: '2027-02-06',
    },
    {
      nom: 'a second before midnight of the last day given',
      regle: SVR,
      faits: [
        ['recue', '2026-12-01'],
        ['complement-demande', '2026-12-10', '2026-12-31', 'a'],
        ['complement-recu', '2026-12-31 23:59:59', 'a'],
      ],
      echeance: '2027-02-22',
    },
    {
      nom: 'a second before midnight of the day before',
      regle: SVR,
      faits: [
        ['recue', '2026-12-01'],
        ['complement-demande', '2026-12-10', '2026-12-31', 'a'],
        ['complement-recu', '2026-12-30 23:59:59', 'a'],
      ],
      echeance: '2027-02-21',
    },
    {
      nom: 'late arrival changes nothing',
      regle: SVR,
      faits: [
        ['recue', '2026-12-01'],
        ['complement-demande', '2026-12-10', '2026-12-31', 'a'],
        ['complement-recu', '2027-01-15', 'a'],
      ],
      echeance: '2027-02-22',
    },
    {
      nom: 'asked and answered on the same day',
      regle: SVR,
      faits: [
        ['recue', '2026-12-01'],
        ['complement-demande', '2026-12-10 09:00', '2026-12-31', 'a'],
        ['complement-recu', '2026-12-10 17:00', 'a'],
      ],
      echeance: '2027-02-01',
    },
    {
      nom: 'two agents, overlapping: days count once',
      regle: SVR,
      faits: [
        ['recue', '2026-12-01'],
        ['complement-demande', '2026-12-10', '2026-12-20', 'a'],
        ['complement-demande', '2026-12-15', '2026-12-25', 'b'],
      ],
      echeance: '2027-02-16',
    },
    {
      nom: 'two agents, one inside the other',
      regle: SVR,
      faits: [
        ['recue', '2026-12-01'],
        ['complement-demande', '2026-12-10', '2026-12-30', 'a'],
        ['complement-demande', '2026-12-12', '2026-12-15', 'b'],
      ],
      echeance: '2027-02-21',
    },
    {
      nom: 'two agents, apart',
      regle: SVR,
      faits: [
        ['recue', '2026-12-01'],
        ['complement-demande', '2026-12-10', '2026-12-15', 'a'],
        ['complement-demande', '2026-12-20', '2026-12-25', 'b'],
      ],
      echeance: '2027-02-11',
    },
    {
      nom: 'two agents, one piece arrives',
      regle: SVR,
      faits: [
        ['recue', '2026-12-01'],
        ['complement-demande', '2026-12-10', '2026-12-20', 'a'],
        ['complement-demande', '2026-12-15', '2026-12-25', 'b'],
        ['complement-recu', '2026-12-17', 'b'],
      ],
      echeance: '2027-02-11',
    },
    {
      nom: 'half of what one agent asked',
      regle: SVR,
      faits: [
        ['recue', '2026-12-01'],
        ['complement-demande', '2026-12-10', '2026-12-20', 'a', 'b'],
        ['complement-recu', '2026-12-12', 'a'],
      ],
      echeance: '2027-02-11',
    },
    {
      nom: 'asked no more: resumes',
      regle: SVR,
      faits: [
        ['recue', '2026-12-01'],
        ['complement-demande', '2026-12-10', '2026-12-31', 'a'],
        ['complement-annule', '2026-12-14', 'a'],
      ],
      echeance: '2027-02-05',
    },
    {
      nom: 'asked in the days that a first suspension added',
      regle: SVR,
      faits: [
        ['recue', '2026-12-01'],
        ['complement-demande', '2026-12-10', '2026-12-31', 'a'],
        ['complement-demande', '2027-02-15', '2027-02-20', 'b'],
      ],
      echeance: '2027-02-27',
    },
    {
      nom: 'asked when it was too late',
      regle: SVR,
      faits: [
        ['recue', '2026-12-01'],
        ['complement-demande', '2027-02-02', '2027-02-20', 'a'],
      ],
      echeance: '2027-02-01',
    },
  ],
  'a transfer': [
    {
      nom: 'starts the delay that accepts again',
      regle: {},
      faits: [
        ['recue', '2026-12-01'],
        ['transfert', '2026-12-31'],
      ],
      echeance: '2027-02-28',
      etat: 'transferee',
    },
    {
      nom: 'not the one that refuses',
      regle: SVR,
      faits: [
        ['recue', '2026-12-01'],
        ['transfert', '2026-12-31'],
      ],
      echeance: '2027-02-01',
      etat: 'transferee',
    },
    {
      nom: 'after the last day',
      regle: {},
      faits: [
        ['recue', '2026-12-01'],
        ['transfert', '2027-02-10'],
      ],
      echeance: '2027-02-01',
      etat: 'court',
    },
    {
      nom: 'taken back',
      regle: {},
      faits: [
        ['recue', '2026-12-01'],
        ['transfert', '2026-12-31'],
        ['reouverture', '2027-01-05'],
      ],
      echeance: '2027-02-28',
      etat: 'court',
    },
    {
      nom: 'while a piece is awaited',
      regle: {},
      faits: [
        ['recue', '2026-12-01'],
        ['complement-demande', '2026-12-10', '2026-12-20', 'a'],
        ['transfert', '2026-12-31'],
        ['complement-recu', '2027-01-10', 'a'],
      ],
      echeance: '2027-03-10',
      etat: 'transferee',
    },
  ],
  'the end of the clock': [
    {
      nom: 'a decision',
      regle: {},
      faits: [
        ['recue', '2026-12-01'],
        ['decision', '2026-12-20'],
      ],
      echeance: null,
      etat: 'repondue',
    },
    {
      nom: 'withdrawn',
      regle: SVR,
      faits: [
        ['recue', '2026-12-01'],
        ['retrait', '2026-12-20'],
      ],
      echeance: null,
      etat: 'retiree',
    },
    {
      nom: 'taken up again after its answer',
      regle: {},
      faits: [
        ['recue', '2026-12-01'],
        ['decision', '2026-12-20'],
        ['reouverture', '2027-01-20'],
      ],
      echeance: null,
      etat: 'repondue',
    },
    {
      nom: 'recorded',
      regle: {},
      faits: [
        ['recue', '2026-12-01'],
        ['implicite', '2027-02-02'],
      ],
      echeance: '2027-02-01',
      etat: 'nee',
    },
    {
      nom: 'a decision after silence decided',
      regle: {},
      faits: [
        ['recue', '2026-12-01'],
        ['implicite', '2027-02-02'],
        ['decision', '2027-02-10'],
      ],
      echeance: null,
      etat: 'repondue',
    },
    {
      nom: 'pieces asked after silence decided',
      regle: SVR,
      faits: [
        ['recue', '2026-12-01'],
        ['implicite', '2027-02-02'],
        ['complement-demande', '2027-02-03', '2027-02-20', 'a'],
      ],
      echeance: '2027-02-01',
      etat: 'nee',
    },
  ],
};

for (const [groupe, cas] of Object.entries(CAS)) {
  describe(`the legal clock: ${groupe}`, () => {
    for (const { nom, regle: propre, faits, echeance, etat = 'court', nait } of cas) {
      it(nom, () => {
        const regle = { ...SVA, ...propre };
        const lue = calculerEcheance(
          regle,
          faits.map((local) => fait(local, regle.fuseau)),
        );
        CalculEcheance.parse(lue.calcul);
        assert.equal(lue.calcul.echeance, echeance, JSON.stringify(lue.calcul.etapes, null, 1));
        assert.equal(lue.etat, etat);
        if (nait) assert.equal(new Date(lue.naissance!.instant).toISOString(), new Date(nait).toISOString());
        if (etat === 'repondue' || etat === 'retiree' || etat === 'attend') assert.equal(lue.naissance, null);
      });
    }
  });
}

describe('the computation', () => {
  it('says why, step by step, with its texts', () => {
    const { calcul } = calculerEcheance(
      { ...SVA, ...SVR, source: 'Décret n° 2015-1459', decalageJours: 1 },
      [
        ['recue', '2026-12-01'],
        ['complement-demande', '2026-12-10', '2026-12-31', 'a'],
        ['complement-recu', '2026-12-15', 'a'],
      ].map((local) => fait(local as FaitLocal, 'Europe/Paris')),
    );
    assert.deepEqual(calcul.etapes, [
      { libelle: 'Reçue le 1er décembre 2026', le: '2026-12-01', source: 'CRPA L114-3' },
      { libelle: 'Délai : 2 mois, de date à date', le: '2027-02-01', source: 'Décret n° 2015-1459' },
      { libelle: 'Plus 1 jour (réglage de la commune)', le: '2027-02-02' },
      {
        libelle:
          'Pièces ou informations demandées le 10 décembre 2026 : le délai est suspendu, au plus jusqu’au 31 décembre 2026',
        le: '2027-02-23',
        source: 'CRPA L114-5',
      },
      {
        libelle: 'Pièces ou informations reçues le 15 décembre 2026',
        le: '2027-02-07',
        source: 'CRPA L114-5',
      },
    ]);
  });
});
