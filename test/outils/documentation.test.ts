/** The documentation says what the sources say: nothing of the manifest is left out, nothing is made up. */
import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, test } from 'node:test';

import { COMMUNE, GLOSES, traduire } from '../../stories/documentation/glose.ts';
import { elementsDe, SORTES, type Manifeste, type Sorte } from '../../stories/documentation/manifeste.ts';
import { proprietesTheme } from '../../stories/documentation/theme.ts';

const RACINE = resolve(import.meta.dirname, '../..');
const manifeste = JSON.parse(readFileSync(join(RACINE, 'widgets/custom-elements.json'), 'utf8')) as Manifeste;
const elements = elementsDe(manifeste);

/** All the sources of the widgets, tests apart. */
const sources = globSync('widgets/**/*.ts', { cwd: RACINE })
  .filter((chemin) => !chemin.endsWith('.test.ts'))
  .map((chemin) => readFileSync(join(RACINE, chemin), 'utf8'))
  .join('\n');

const distincts = (motif: RegExp) => [...new Set([...sources.matchAll(motif)].map(([, nom]) => nom!))];
const noms = (sorte: Sorte) => [
  ...new Set(elements.flatMap((element) => (element[sorte] ?? []).map(({ name }) => name))),
];

describe('the manifest', () => {
  test('has a French text for each of its entries, and no text is left without entry', () => {
    assert.deepEqual(
      elements.map(({ tagName }) => tagName),
      Object.keys(GLOSES).toSorted(),
    );
    for (const sorte of SORTES) {
      const herites = new Set<string>();
      for (const element of elements) {
        const propres = new Set<string>();
        for (const entree of element[sorte] ?? []) {
          assert.ok(traduire(element.tagName, sorte, entree));
          (entree.inheritedFrom ? herites : propres).add(entree.name);
        }
        const textes = Object.keys(GLOSES[element.tagName]!.entrees[sorte] ?? {});
        assert.deepEqual(textes.toSorted(), [...propres].toSorted(), `${element.tagName}, ${sorte}`);
      }
      assert.deepEqual(Object.keys(COMMUNE[sorte] ?? {}).toSorted(), [...herites].toSorted(), sorte);
    }
  });

  test('describes every entry', () => {
    for (const element of elements) {
      assert.ok(element.summary, element.tagName);
      for (const sorte of SORTES)
        for (const { name, description } of element[sorte] ?? [])
          assert.ok(description, `${element.tagName}, ${sorte} « ${name} »`);
    }
  });

  test('knows every --parvis-* that a style sheet reads, every part, every event and every attribute', () => {
    const lues = distincts(/var\((--parvis-[a-z-]+)/g);
    assert.ok(lues.length > 10);
    assert.deepEqual(noms('cssProperties').toSorted(), lues.toSorted());
    assert.deepEqual(noms('cssParts'), distincts(/\bpart="([^"]+)"/g));
    const publics = readFileSync(join(RACINE, 'widgets/core/events.ts'), 'utf8');
    assert.deepEqual(
      noms('events'),
      [...publics.matchAll(/static readonly type = '([^']+)'/g)].map(([, nom]) => nom),
    );
    for (const { tagName, attributes } of elements) {
      const source = readFileSync(join(RACINE, `widgets/${tagName}/${tagName}.ts`), 'utf8');
      const bloc = /static override properties[^{]*\{([\s\S]*?)\n {2}\};/.exec(source)![1]!;
      const propres = [...bloc.matchAll(/^ {4}(\w+): \{ type: /gm)].map(([, nom]) => nom!);
      assert.deepEqual(
        attributes!.map(({ name }) => name).toSorted(),
        ['commune', 'serveur', ...propres].toSorted(),
        tagName,
      );
    }
  });

  test('gives the defaults of the style sheet', () => {
    const herites = elements[0]!.cssProperties!.filter(({ inheritedFrom }) => inheritedFrom);
    assert.deepEqual(
      herites.map(({ name, default: defaut }) => [name, defaut]).toSorted(),
      proprietesTheme()
        .map(({ nom, clair }) => [nom, clair])
        .toSorted(),
    );
    const hauteur = elements
      .flatMap(({ cssProperties = [] }) => cssProperties)
      .find(({ name }) => name === '--parvis-hauteur');
    assert.ok(sources.includes(`height: var(--parvis-hauteur, ${hauteur?.default});`));
  });
});
