import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { STATUTS_CLOS, STATUTS_MOTIVES, TRANSITIONS, estClos, transitionsPermises } from './transitions.ts';
import { STATUTS } from './vocabulaire.ts';

describe('transitions', () => {
  it('says for every status where it may go, without repeating itself', () => {
    assert.deepEqual(Object.keys(TRANSITIONS).toSorted(), STATUTS.toSorted());
    for (const de of STATUTS) {
      const vers = TRANSITIONS[de];
      assert.equal(new Set(vers).size, vers.length, de);
      assert.ok(!vers.includes(de), `${de} leads to itself`);
      for (const statut of vers) assert.ok(STATUTS.includes(statut), statut);
    }
  });

  it('never comes back to « reçue »: what was seen was seen', () => {
    for (const de of STATUTS) assert.ok(!TRANSITIONS[de].includes('recue'), de);
  });

  it('lets an agent take up a closed request again, except one that was withdrawn', () => {
    assert.deepEqual(
      STATUTS_CLOS.map((statut) => [statut, transitionsPermises(statut, 'agent')]),
      [
        ['traitee', ['en-cours']],
        ['refusee', ['en-cours']],
        ['retiree', []],
      ],
    );
  });

  it('leaves a way to close from every open status', () => {
    for (const de of STATUTS.filter((statut) => !estClos(statut))) {
      for (const clos of STATUTS_CLOS) assert.ok(TRANSITIONS[de].includes(clos), `${de} → ${clos}`);
    }
  });

  it('lets a citizen withdraw an open request and do nothing else', () => {
    for (const de of STATUTS) {
      assert.deepEqual(transitionsPermises(de, 'usager'), estClos(de) ? [] : ['retiree'], de);
    }
  });

  it('asks the reason of a refusal', () => {
    assert.ok(STATUTS_MOTIVES.includes('refusee'));
  });
});
