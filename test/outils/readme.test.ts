/** The README's tables say what is there: dependencies, variables, elements, commands. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { test } from 'node:test';
import { elementsDe, type Element, type Manifeste } from '../../stories/documentation/manifeste.ts';

const RACINE = resolve(import.meta.dirname, '../..');
const lire = (chemin: string): string => readFileSync(join(RACINE, chemin), 'utf8');
const readme = lire('README.md');
const paquet = JSON.parse(lire('package.json')) as Record<string, Record<string, string>>;

/** Cells of the rows of the table whose head begins so. */
function tableau(tete: string): string[][] {
  const debut = readme.indexOf(`\n| ${tete} `);
  assert.notEqual(debut, -1, `no table « ${tete} »`);
  const lignes = readme.slice(debut + 1).split('\n');
  const fin = lignes.findIndex((ligne) => !ligne.startsWith('|'));
  return lignes.slice(2, fin).map((ligne) =>
    ligne
      .split(/(?<!\\)\|/)
      .slice(1, -1)
      .map((cellule) => cellule.trim()),
  );
}

/** What a cell names: « and its plugins » stands for the packages that begin so, `@types/*` for all of them. */
function nommes(cellule: string, connus: readonly string[]): string[] {
  return cellule.split(', ').flatMap((nom) => {
    const prefixe = /^(.+?) and its plugins$/.exec(nom)?.[1] ?? /^(@types\/)\*$/.exec(nom)?.[1];
    return prefixe ? connus.filter((connu) => connu.startsWith(prefixe)) : [nom];
  });
}

for (const [tete, genre] of [
  ['At run time', 'dependencies'],
  ['To build and test', 'devDependencies'],
] as const) {
  test(`every package of ${genre} has its reason, once, and no other is listed`, () => {
    const connus = Object.keys(paquet[genre]!);
    const lignes = tableau(tete);
    for (const [noms, raison] of lignes) assert.ok(raison, noms);
    assert.deepEqual(lignes.flatMap(([noms]) => nommes(noms!, connus)).toSorted(), connus.toSorted());
  });
}

test('every variable of the environment is in the table, and no other', () => {
  const source = lire('server/configuration.ts');
  const lues = [...source.matchAll(/^ {2}([A-Z][A-Z_]+): /gm)].map(([, nom]) => nom!);
  assert.ok(lues.length > 8);
  const dites = tableau('Variable').flatMap(([noms]) => [...noms!.matchAll(/`([A-Z_]+)`/g)]);
  assert.deepEqual(dites.map(([, nom]) => nom!).toSorted(), lues.toSorted());
});

test('every element is in the table, with its own attributes and events; so are the parts', () => {
  const manifeste = JSON.parse(lire('widgets/custom-elements.json')) as Manifeste;
  const noms = (cellule: string) => [...cellule.matchAll(/`([a-z-]+)`/g)].map(([, nom]) => nom!).toSorted();
  const lignes = tableau('Element').map(([element, , attributs, evenements]) => [
    /<([a-z-]+)>/.exec(element!)?.[1],
    noms(attributs!),
    noms(evenements!),
  ]);
  const tries = (entrees: { name: string }[] = []) => entrees.map(({ name }) => name).toSorted();
  const propres = ({ events }: Element) => tries(events).filter((nom) => !nom.startsWith('session-'));
  const elements = elementsDe(manifeste);
  assert.deepEqual(
    lignes.toSorted(),
    elements.map((element) => [element.tagName, tries(element.attributes), propres(element)]).toSorted(),
  );
  const dits = /`::part\(\)` reaches ([^.]*?)\s*, those/.exec(readme)![1]!;
  assert.deepEqual(noms(dits), [...new Set(elements.flatMap(({ cssParts }) => tries(cssParts)))].toSorted());
  const sansSession = elements.filter(({ events }) => !tries(events).includes('session-ouverte'));
  const [, seul] = /All but `<([a-z-]+)>` also fire/.exec(readme)!;
  assert.deepEqual(
    sansSession.map(({ tagName }) => tagName),
    [seul],
  );
});

test('publiccode.yml names every element', () => {
  const publiccode = lire('publiccode.yml');
  const manifeste = JSON.parse(lire('widgets/custom-elements.json')) as Manifeste;
  for (const { tagName } of elementsDe(manifeste)) assert.ok(publiccode.includes(tagName), tagName);
});

test('every npm script that it names exists', () => {
  const nommees = [...readme.matchAll(/npm run ([a-z]+(?::[a-z]+)*)/g)].map(([, nom]) => nom!);
  assert.ok(nommees.length > 5);
  for (const nom of nommees) assert.ok(paquet['scripts']![nom], nom);
});
