import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { TERRITOIRES } from '#contract/schemas/commune.ts';
import { debutDuJour, jourLocal } from './dates.ts';
import { calculerEcheance, type Regle } from './engine.ts';
import type { FaitHorloge } from './faits.ts';

const MINUTE = 60_000;
const JOUR = 24 * 60 * MINUTE;
const ZONES = Intl.supportedValuesOf('timeZone');

const regles: fc.Arbitrary<Regle> = fc.record({
  regime: fc.constantFrom('acceptation', 'refus'),
  delai: fc.oneof(
    fc.record({ valeur: fc.integer({ min: 1, max: 12 }), unite: fc.constant('mois' as const) }),
    fc.record({ valeur: fc.integer({ min: 1, max: 120 }), unite: fc.constantFrom('jours', 'jours-ouvres') }),
  ),
  fuseau: fc.constantFrom(...ZONES),
  territoire: fc.constantFrom(...TERRITOIRES),
  decalageJours: fc.integer({ min: 0, max: 3 }),
});

/** To the minute, 2024 to 2032: every change of hour of every zone lies somewhere in it. */
const instants = fc
  .integer({ min: Date.UTC(2024, 0, 1) / MINUTE, max: Date.UTC(2032, 0, 1) / MINUTE })
  .map((minutes) => minutes * MINUTE);

/** A life of a file: what happens to it, in order, each a while after the one before. */
const vies = fc.array(
  fc.record({
    type: fc.constantFrom(
      'complement-demande',
      'complement-recu',
      'complement-annule',
      'transfert',
      'reouverture',
      'decision',
      'retrait',
      'implicite',
    ),
    apres: fc.integer({ min: 0, max: 40 * 24 * 60 }).map((minutes) => minutes * MINUTE),
    chemins: fc.subarray(['a', 'b', 'c'], { minLength: 1 }),
    pour: fc.integer({ min: 0, max: 40 }),
  }),
  { maxLength: 8 },
);

function raconter(
  recueLe: number,
  vie: typeof vies extends fc.Arbitrary<infer V> ? V : never,
  fuseau: string,
): FaitHorloge[] {
  let le = recueLe;
  const faits: FaitHorloge[] = [{ type: 'recue', le }];
  for (const { type, apres, chemins, pour } of vie) {
    le += apres;
    if (type === 'complement-demande') {
      faits.push({ type, le, chemins, avantLe: jourLocal(le + pour * JOUR, fuseau) });
    } else if (type === 'complement-recu') faits.push({ type, le, chemins, complet: false });
    else if (type === 'complement-annule') faits.push({ type, le, chemins });
    else faits.push({ type: type as 'decision', le });
  }
  return faits;
}

const RUNS = { numRuns: 600 };

describe('the legal clock, whatever happens', () => {
  it('never ends before the request was received, and always has its delay', () => {
    fc.assert(
      fc.property(regles, instants, vies, (regle, recueLe, vie) => {
        const { calcul } = calculerEcheance(regle, raconter(recueLe, vie, regle.fuseau));
        if (!calcul.echeance) return;
        const recue = Temporal.PlainDate.from(jourLocal(recueLe, regle.fuseau));
        const { valeur, unite } = regle.delai!;
        const minimum = unite === 'mois' ? recue.add({ months: valeur }) : recue.add({ days: valeur });
        assert.ok(calcul.echeance >= minimum.add({ days: regle.decalageJours }).toString());
      }),
      RUNS,
    );
  });

  it('never ends earlier for a request received later', () => {
    fc.assert(
      fc.property(regles, instants, fc.integer({ min: 0, max: 400 * 24 * 60 }), (regle, recueLe, minutes) => {
        const fin = (le: number) => calculerEcheance(regle, [{ type: 'recue', le }]).calcul.echeance!;
        assert.ok(fin(recueLe) <= fin(recueLe + minutes * MINUTE));
      }),
      RUNS,
    );
  });

  it('never ends earlier because something more was asked, nor because more time was given', () => {
    fc.assert(
      fc.property(
        regles,
        instants,
        vies,
        fc.nat(60),
        fc.nat(60),
        fc.nat(60),
        (regle, recueLe, vie, quand, pour, plus) => {
          const faits = raconter(
            recueLe,
            vie.filter(({ type }) => type === 'complement-demande' || type === 'complement-recu'),
            regle.fuseau,
          );
          const avec = (jours: number) => {
            const le = recueLe + quand * JOUR;
            const ajout: FaitHorloge = {
              type: 'complement-demande',
              le,
              chemins: ['z'],
              avantLe: jourLocal(le + jours * JOUR, regle.fuseau),
            };
            return (
              calculerEcheance(
                regle,
                [...faits, ajout].toSorted((a, b) => a.le - b.le),
              ).calcul.echeance ?? '9999-12-31'
            );
          };
          const sans = calculerEcheance(regle, faits).calcul.echeance ?? '9999-12-31';
          assert.ok(sans <= avec(pour), `${sans} ${avec(pour)}`);
          assert.ok(avec(pour) <= avec(pour + plus));
        },
      ),
      RUNS,
    );
  });

  it('ends the same day whatever the hour of receipt, in every zone, over changes of hour', () => {
    fc.assert(
      fc.property(
        regles,
        instants,
        fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
        (regle, recueLe, part) => {
          const jour = jourLocal(recueLe, regle.fuseau);
          const debut = debutDuJour(jour, regle.fuseau);
          const fin = debutDuJour(Temporal.PlainDate.from(jour).add({ days: 1 }).toString(), regle.fuseau);
          const autre = debut + Math.floor((fin - debut - 1) * part);
          const jourDe = (le: number) => calculerEcheance(regle, [{ type: 'recue', le }]).calcul.echeance;
          assert.equal(jourLocal(autre, regle.fuseau), jour);
          assert.equal(jourDe(autre), jourDe(recueLe));
          assert.equal(jourDe(fin - 1), jourDe(debut));
        },
      ),
      RUNS,
    );
  });

  it('lets silence decide at the first instant of the day after the last one', () => {
    fc.assert(
      fc.property(regles, instants, vies, (regle, recueLe, vie) => {
        const { calcul, naissance } = calculerEcheance(regle, raconter(recueLe, vie, regle.fuseau));
        assert.equal(naissance === null, calcul.echeance === null);
        if (!naissance) return;
        assert.equal(jourLocal(naissance.instant, regle.fuseau), naissance.jour);
        assert.equal(jourLocal(naissance.instant - 1, regle.fuseau), calcul.echeance);
        assert.ok(naissance.instant > recueLe);
      }),
      RUNS,
    );
  });

  it('gives the same answer to the same facts, and does not touch them', () => {
    fc.assert(
      fc.property(regles, instants, vies, (regle, recueLe, vie) => {
        const faits = raconter(recueLe, vie, regle.fuseau);
        const avant = structuredClone(faits);
        assert.deepEqual(calculerEcheance(regle, faits), calculerEcheance(regle, avant));
        assert.deepEqual(faits, avant);
      }),
      RUNS,
    );
  });

  it('waits exactly while something that was asked has neither come nor been given up (silence accepts)', () => {
    fc.assert(
      fc.property(regles, instants, vies, (regle, recueLe, vie) => {
        const sienne = vie.filter(({ type }) => type.startsWith('complement'));
        // Within the delay, so that nothing comes too late.
        const proche = sienne.map((fait) => ({ ...fait, apres: 0 }));
        const manquent = new Set<string>();
        for (const { type, chemins } of proche) {
          for (const chemin of chemins) {
            if (type === 'complement-demande') manquent.add(chemin);
            else manquent.delete(chemin);
          }
        }
        const { calcul, etat } = calculerEcheance(
          { ...regle, regime: 'acceptation' },
          raconter(recueLe, proche, regle.fuseau),
        );
        assert.equal(calcul.echeance === null, manquent.size > 0);
        assert.equal(etat, manquent.size > 0 ? 'attend' : 'court');
      }),
      RUNS,
    );
  });
});
