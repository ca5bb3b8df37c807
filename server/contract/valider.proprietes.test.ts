import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { estVrai } from './conditions.ts';
import type { Champ, ChampSimple, Condition, Etape, Formulaire, Reponses, Valeur } from './formulaire.ts';
import { phraseErreur, trouverChamp } from './phrases.ts';
import { champsVisibles, etapesVisibles, valider } from './valider.ts';
import { verifierFormulaire } from './verifier-formulaire.ts';

const aujourdhui = '2026-11-22';
const options = ['a', 'b', 'c'].map((valeur) => ({ valeur, libelle: valeur }));

/** A field without its id nor its condition. */
const corps: fc.Arbitrary<Record<string, unknown>> = fc.oneof(
  fc.record(
    {
      type: fc.constant('texte'),
      min: fc.constant(2),
      max: fc.constantFrom(3, 50),
      motif: fc.constant('[a-z]+'),
    },
    { requiredKeys: ['type'] },
  ),
  fc.record({ type: fc.constant('texte-long'), max: fc.constant(8) }, { requiredKeys: ['type'] }),
  fc.record(
    { type: fc.constant('nombre'), min: fc.constant(0), max: fc.constant(10), entier: fc.boolean() },
    { requiredKeys: ['type'] },
  ),
  fc.record(
    { type: fc.constant('date'), min: fc.constant('2026-01-01'), max: fc.constant('aujourdhui') },
    { requiredKeys: ['type'] },
  ),
  fc.constant({ type: 'choix', options }),
  fc.record(
    { type: fc.constant('choix-multiple'), options: fc.constant(options), max: fc.constantFrom(1, 2) },
    { requiredKeys: ['type', 'options'] },
  ),
  fc.constantFrom(
    { type: 'case' },
    { type: 'courriel' },
    { type: 'telephone' },
    { type: 'adresse' },
    { type: 'fichier', max: 2 },
    { type: 'lieu' },
    { type: 'information', texte: 'À lire.' },
  ),
);

interface Brouillon {
  corps: Record<string, unknown>;
  requis: boolean;
  /** Where the condition looks (a rank among the earlier fields) and what it says; `undefined`: always shown. */
  si: { rangs: number[]; forme: number; valeur: number } | undefined;
  /** Fields of a group, instead of `corps`. */
  groupe: Brouillon[] | undefined;
}

const si = fc.option(
  fc.record({
    rangs: fc.array(fc.nat(50), { minLength: 1, maxLength: 2 }),
    forme: fc.nat(5),
    valeur: fc.nat(2),
  }),
  { nil: undefined },
);
const simple: fc.Arbitrary<Brouillon> = fc.record({
  corps,
  requis: fc.boolean(),
  si,
  groupe: fc.constant(undefined),
});
const brouillon: fc.Arbitrary<Brouillon> = fc.oneof(
  { weight: 6, arbitrary: simple },
  {
    weight: 1,
    arbitrary: fc.record({
      corps: fc.constant({ type: 'groupe', min: 1, max: 2, element: 'Élément' }),
      requis: fc.boolean(),
      si,
      groupe: fc.array(simple, { minLength: 1, maxLength: 4 }),
    }),
  },
);

function condition(precedents: readonly Champ[], plan: Brouillon['si']): Condition | undefined {
  const possibles = precedents.filter(({ type }) => type !== 'information');
  if (!plan || !possibles.length) return undefined;
  const atomes = plan.rangs.map((rang): Condition => {
    const { id: champ, type } = possibles[rang % possibles.length]!;
    switch (type) {
      case 'choix':
      case 'choix-multiple':
        return { champ, egal: options[plan.valeur]!.valeur };
      case 'nombre':
        return { champ, compare: '>', a: plan.valeur };
      case 'date':
        return { champ, compare: '<=', a: `2026-0${plan.valeur + 1}-15` };
      case 'case':
        return { champ, egal: true };
      default:
        return { champ, vide: plan.valeur === 0 };
    }
  });
  if (plan.forme === 0) return { non: atomes[0]! };
  if (plan.forme === 1) return { tous: atomes };
  if (plan.forme === 2) return { un: atomes };
  return atomes[0];
}

/** Gives ids and conditions on earlier fields only: a sound form. */
function construire(etapes: { champs: Brouillon[]; si: Brouillon['si'] }[]): Formulaire {
  const precedents: Champ[] = [];
  let suivant = 0;
  const champ = (plan: Brouillon, avant: readonly Champ[]): Champ => {
    const id = `c${suivant++}`;
    const laCondition = condition(avant, plan.si);
    const base = { id, libelle: `Champ ${id}`, ...(laCondition && { si: laCondition }) };
    const requis = plan.corps['type'] === 'information' ? {} : { requis: plan.requis };
    if (!plan.groupe) return { ...base, ...requis, ...plan.corps } as unknown as Champ;
    const dedans: Champ[] = [];
    for (const sous of plan.groupe) dedans.push(champ(sous, [...avant, ...dedans]));
    return { ...base, ...requis, ...plan.corps, champs: dedans } as unknown as Champ;
  };
  return {
    etapes: etapes.map((plan, rang): Etape => {
      const laCondition = condition(precedents, plan.si);
      const champs: Champ[] = [];
      for (const un of plan.champs) {
        champs.push(champ(un, precedents));
        precedents.push(champs.at(-1)!);
      }
      return { id: `e${rang}`, titre: `Étape ${rang}`, champs, ...(laCondition && { si: laCondition }) };
    }),
  };
}

const formulaire = fc
  .array(fc.record({ champs: fc.array(brouillon, { minLength: 1, maxLength: 5 }), si }), {
    minLength: 1,
    maxLength: 4,
  })
  .map(construire);

const texteTordu = fc.string({ unit: 'binary', maxLength: 12 });
const bonnes: Record<ChampSimple['type'], fc.Arbitrary<unknown>> = {
  texte: fc.constantFrom('abc', ' ab ', 'ABC', 'e\u0301e', 'abcdef'),
  'texte-long': fc.constantFrom('ligne\r\ndeux', 'court', ' '),
  nombre: fc.constantFrom(0, 1, '2', '2,5', 11, -0),
  date: fc.constantFrom('2026-01-31', '2026-02-15', '15/03/2026', '2027-01-01'),
  choix: fc.constantFrom('a', 'b', 'c'),
  'choix-multiple': fc.subarray(['a', 'b', 'c', 'a']),
  case: fc.boolean(),
  courriel: fc.constant('nom@exemple.fr'),
  telephone: fc.constantFrom('06 39 98 01 23', '+32 470 12 34 56'),
  adresse: fc.record(
    {
      voie: fc.constant('1 rue'),
      codePostal: fc.constantFrom('29 200', 'x'),
      ville: fc.constant('V'),
      pays: fc.constantFrom('France', 'Belgique', ''),
    },
    { requiredKeys: ['voie'] },
  ),
  fichier: fc.array(
    fc.record({
      id: fc.uuid(),
      nom: fc.constantFrom('a.pdf', ' b '),
      taille: fc.nat(),
      type: fc.constant('application/pdf'),
    }),
    { maxLength: 3 },
  ),
  lieu: fc.record(
    { libelle: fc.constant('Quai'), lat: fc.constantFrom(48, -0, 91), lon: fc.constant(-4.5) },
    { requiredKeys: ['libelle'] },
  ),
  information: fc.constant('x'),
};
const bruit = fc.oneof(fc.jsonValue({ maxDepth: 3 }), texteTordu);

function reponsesPour(champs: readonly Champ[]): fc.Arbitrary<Record<string, unknown>> {
  const parChamp = champs.map((champ) => {
    const bonne =
      champ.type === 'groupe' ? fc.array(reponsesPour(champ.champs), { maxLength: 3 }) : bonnes[champ.type];
    return [champ.id, fc.oneof({ weight: 8, arbitrary: bonne }, { weight: 1, arbitrary: bruit })] as const;
  });
  return fc.record(Object.fromEntries([...parChamp, ['inconnu', bruit] as const]), { requiredKeys: [] });
}

const remplis = formulaire.chain((un) =>
  fc.tuple(fc.constant(un), reponsesPour(un.etapes.flatMap(({ champs }) => champs))),
);
const verifier = (propriete: (f: Formulaire, r: Record<string, unknown>) => void, numRuns = 500): void =>
  fc.assert(
    fc.property(remplis, ([un, reponses]) => propriete(un, reponses)),
    { numRuns },
  );
const clone = <T>(valeur: T): T => JSON.parse(JSON.stringify(valeur)) as T;

/** The ids a form shows, read from final answers, the plain way. */
function attendus(champs: readonly Champ[], reponses: Reponses, racine: Reponses): string[] {
  return champs.filter((champ) => !champ.si || estVrai(champ.si, reponses, racine)).map(({ id }) => id);
}

describe('valider, for any form', () => {
  it('is tried on sound forms, and on answers both right and wrong', () => {
    let justes = 0;
    let fausses = 0;
    verifier((un, reponses) => {
      assert.deepEqual(verifierFormulaire(un), []);
      if (valider(un, reponses, { aujourdhui }).erreurs.length) fausses++;
      else justes++;
    });
    assert.ok(justes > 20 && fausses > 20, `${justes} right, ${fausses} wrong`);
  });

  it('never throws, and each error has a field and a sentence', () => {
    fc.assert(
      fc.property(
        formulaire,
        fc.oneof(bruit, fc.dictionary(fc.constantFrom('c0', 'c1', '__proto__'), bruit)),
        (un, tout) => {
          const { reponses, erreurs } = valider(un, tout, { aujourdhui });
          for (const erreur of erreurs) {
            const champ = trouverChamp(un, erreur.chemin);
            assert.ok(champ, erreur.chemin);
            assert.match(phraseErreur(erreur, champ), /^\p{Lu}[^{}]+\.$/u);
          }
          assert.equal(Object.getPrototypeOf(reponses), Object.prototype);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('is idempotent on the answers, and finds nothing more in right ones', () => {
    verifier((un, brutes) => {
      const { reponses, erreurs } = valider(un, brutes, { aujourdhui });
      const encore = valider(un, reponses, { aujourdhui });
      assert.deepEqual(encore.reponses, reponses);
      if (!erreurs.length) assert.deepEqual(encore.erreurs, []);
    });
  });

  it('changes nothing to what was given', () => {
    verifier((un, brutes) => {
      const avant = JSON.stringify([un, brutes]);
      valider(un, brutes, { aujourdhui });
      assert.equal(JSON.stringify([un, brutes]), avant);
    }, 100);
  });

  it('finds the same after a journey in JSON', () => {
    verifier((un, brutes) => {
      const ici = valider(un, brutes, { aujourdhui });
      assert.deepEqual(valider(un, clone(brutes), { aujourdhui }), ici);
      assert.deepEqual(clone(ici.reponses), ici.reponses);
    });
  });

  it('keeps no hidden answer, and shows what the kept answers say', () => {
    verifier((un, brutes) => {
      const { reponses } = valider(un, brutes, { aujourdhui });
      const visibles = etapesVisibles(un, brutes);
      assert.deepEqual(etapesVisibles(un, reponses), visibles);
      const montres = new Set<string>();
      for (const etape of un.etapes) {
        const montree = !etape.si || estVrai(etape.si, reponses);
        const ids = montree ? attendus(etape.champs, reponses, reponses) : [];
        assert.equal(visibles.includes(etape), ids.length > 0, etape.id);
        if (montree)
          assert.deepEqual(
            champsVisibles(etape.champs, reponses).map(({ id }) => id),
            ids,
          );
        for (const id of ids) montres.add(id);
        for (const champ of etape.champs) {
          if (champ.type !== 'groupe') continue;
          for (const element of (reponses[champ.id] ?? []) as Reponses[]) {
            const dedans = attendus(champ.champs, element, reponses);
            assert.deepEqual(
              champsVisibles(champ.champs, element, reponses).map(({ id }) => id),
              dedans,
            );
            for (const id of Object.keys(element)) assert.ok(dedans.includes(id), `${champ.id}.${id}`);
          }
        }
      }
      for (const id of Object.keys(reponses)) assert.ok(montres.has(id), id);
    });
  });

  it('agrees step by step (the widget) and at once (the server)', () => {
    verifier((un, brutes) => {
      const entier = valider(un, brutes, { aujourdhui }).erreurs;
      const parEtape = etapesVisibles(un, brutes).map(
        ({ id }) => valider(un, brutes, { aujourdhui, etape: id }).erreurs,
      );
      assert.deepEqual(parEtape.flat(), entier);
    });
  });

  it('judges a step by what was answered up to it', () => {
    verifier((un, brutes) => {
      const donnees: Record<string, unknown> = {};
      for (const { id, champs } of un.etapes) {
        for (const champ of champs) {
          if (champ.id in brutes) donnees[champ.id] = brutes[champ.id];
        }
        const alors = valider(un, donnees, { aujourdhui, etape: id }).erreurs;
        assert.deepEqual(valider(un, brutes, { aujourdhui, etape: id }).erreurs, alors);
      }
    });
  });

  it('shows the same fields whatever the day', () => {
    verifier((un, brutes) => {
      const lire = (jour: string): Record<string, Valeur> =>
        valider(un, brutes, { aujourdhui: jour }).reponses;
      assert.deepEqual(lire('2000-01-01'), lire('2100-01-01'));
    }, 200);
  });
});
