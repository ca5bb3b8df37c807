import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { estVide, estVrai } from './conditions.ts';
import type { Condition, Reponses } from './formulaire.ts';

const reponses: Reponses = {
  type: 'copie',
  age: 12,
  rentree: '2026-09-01',
  jours: ['lundi', 'mardi'],
  enfants: [{ prenom: 'Zoé' }],
  accord: true,
};

const vraies: Condition[] = [
  { champ: 'type', egal: 'copie' },
  { champ: 'jours', egal: 'mardi' },
  { champ: 'accord', egal: true },
  { champ: 'type', parmi: ['extrait', 'copie'] },
  { champ: 'jours', parmi: ['jeudi', 'lundi'] },
  { champ: 'type', vide: false },
  { champ: 'absent', vide: true },
  { champ: 'enfants', vide: false },
  { champ: 'age', compare: '>', a: 11 },
  { champ: 'age', compare: '>=', a: 12 },
  { champ: 'age', compare: '<', a: 100 },
  { champ: 'age', compare: '<=', a: 12 },
  { champ: 'rentree', compare: '>=', a: '2026-09-01' },
  { champ: 'rentree', compare: '<', a: '2026-10-01' },
  { tous: [] },
  { tous: [{ champ: 'age', egal: 12 }, { non: { champ: 'type', egal: 'extrait' } }] },
  {
    un: [
      { champ: 'age', egal: 13 },
      { champ: 'age', egal: 12 },
    ],
  },
];
const fausses: Condition[] = [
  { champ: 'type', egal: 'extrait' },
  { champ: 'age', egal: '12' },
  { champ: 'absent', egal: 'copie' },
  { champ: 'absent', egal: false },
  { champ: 'absent', parmi: ['copie'] },
  { champ: 'absent', vide: false },
  { champ: 'absent', compare: '<', a: 5 },
  { champ: 'type', vide: true },
  { champ: 'age', compare: '>', a: 12 },
  { champ: 'age', compare: '<', a: 12 },
  { champ: 'age', compare: '<', a: '2' },
  { champ: 'rentree', compare: '>', a: 0 },
  { champ: 'jours', compare: '>', a: 'a' },
  { un: [] },
  { non: { champ: 'age', egal: 12 } },
];

describe('conditions', () => {
  for (const condition of vraies) {
    it(`holds: ${JSON.stringify(condition)}`, () => assert.equal(estVrai(condition, reponses), true));
  }
  for (const condition of fausses) {
    it(`does not hold: ${JSON.stringify(condition)}`, () => {
      assert.equal(estVrai(condition, reponses), false);
    });
  }

  it('reads the item first, then the whole form', () => {
    const condition: Condition = { champ: 'age', egal: 12 };
    assert.equal(estVrai(condition, { age: 3 }, reponses), false);
    assert.equal(estVrai(condition, {}, reponses), true);
    assert.equal(estVrai({ champ: 'age', vide: true }, {}, reponses), false);
  });

  it('sees own answers only, whatever the name', () => {
    for (const champ of ['constructor', '__proto__', 'tostring', 'hasOwnProperty']) {
      assert.equal(estVrai({ champ, vide: true }, {}), true, champ);
    }
  });

  it('knows what no answer looks like', () => {
    for (const vide of [undefined, null, '', [], false]) assert.equal(estVide(vide), true);
    for (const plein of [0, 'x', ['a'], true, {}]) assert.equal(estVide(plein), false);
  });
});
