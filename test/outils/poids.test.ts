import assert from 'node:assert/strict';
import { test } from 'node:test';

import { gates, measure, type Graphe } from './poids.ts';

const chunk = (imports: string[], dynamicImports: string[] = [], modules: string[] = []) => ({
  imports,
  dynamicImports,
  modules: Object.fromEntries(modules.map((module) => [module, 1])),
});

const GRAPHE: Graphe = {
  widgets: { 'mes-demarches': 'w/mes.js', 'suivi-demande': 'w/suivi.js', 'tri-demandes': 'w/tri.js' },
  chunks: {
    'w/socle-a.js': chunk([]),
    'w/form.js': chunk(['w/socle-a.js'], ['w/photo.js'], ['widgets/ui/formulaire/define.ts']),
    'w/photo.js': chunk([]),
    'w/mes.js': chunk(['w/socle-a.js'], ['w/form.js']),
    'w/suivi.js': chunk(['w/socle-a.js'], ['w/prive.js']),
    'w/prive.js': chunk(['w/form.js']),
    'w/tri.js': chunk(['w/socle-a.js'], ['w/form.js']),
  },
};
const OCTETS: Record<string, number> = {
  'w/socle-a.js': 9000,
  'w/form.js': 8000,
  'w/photo.js': 3000,
  'w/mes.js': 5000,
  'w/suivi.js': 4000,
  'w/prive.js': 2000,
  'w/tri.js': 15_000,
};
const mesures = measure(GRAPHE, (fichier) => OCTETS[fichier] ?? Number.NaN);
const of = (tag: string) => mesures.find((mesure) => mesure.tag === tag);

test('a form widget counts its chunk, the socle and the late form, not what is rarely asked for', () => {
  const { genre, premier, suivant, requetes, tardifs } = of('mes-demarches') ?? assert.fail();
  assert.deepEqual(
    { genre, premier, suivant, requetes },
    { genre: 'formulaire', premier: 22_000, suivant: 5000, requetes: 3 },
  );
  assert.deepEqual(tardifs, [{ fichier: 'w/photo.js', octets: 3000 }]);
});

test('an information widget counts its chunk and the socle, even if a late part borrows from the form', () => {
  const { genre, premier, requetes } = of('suivi-demande') ?? assert.fail();
  assert.deepEqual({ genre, premier, requetes }, { genre: 'information', premier: 13_000, requetes: 2 });
});

test('a gate falls one byte over its limit', () => {
  const over = (chargeur: number) => gates(chargeur, mesures).filter(({ mesure, limite }) => mesure > limite);
  assert.deepEqual(over(1000), []);
  assert.deepEqual(
    over(1001).map(({ nom }) => nom),
    ['loader'],
  );
  const lourd = mesures.map((m) => ({ ...m, premier: 24_001, suivant: 20_001, requetes: 4 }));
  assert.equal(gates(1000, lourd).filter(({ mesure, limite }) => mesure > limite).length, 7);
});
