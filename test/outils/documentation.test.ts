/** The documentation says what the sources say: nothing of the manifest is left out, nothing is made up. */
import assert from 'node:assert/strict';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, test } from 'node:test';

import { contraste } from '#contract/contraste.ts';
import { lireCouleur } from '#contract/couleurs.ts';
import { COMMUNE, GLOSES, traduire } from '../../stories/documentation/glose.ts';
import { elementsDe, SORTES, type Manifeste, type Sorte } from '../../stories/documentation/manifeste.ts';
import { THEMATIQUES } from '../../stories/documentation/grille/criteres.ts';
import { ESSAIS, type Essai } from '../../stories/documentation/grille/essais.ts';
import { RESULTATS } from '../../stories/documentation/grille/resultats.ts';
import { proprietesTheme } from '../../stories/documentation/theme.ts';
import { evenementsEmis, partiesPubliees } from './publics.ts';

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
    for (const { tagName, attributes, cssParts = [], events = [] } of elements) {
      const dits = (entrees: { name: string }[]) => entrees.map(({ name }) => name).toSorted();
      assert.deepEqual(dits(cssParts), [...partiesPubliees(tagName)].toSorted(), tagName);
      assert.deepEqual(dits(events), [...evenementsEmis(tagName)].toSorted(), tagName);
      const source = readFileSync(join(RACINE, `widgets/${tagName}/${tagName}.ts`), 'utf8');
      const bloc = /static override properties[^{]*\{([\s\S]*?)\n {2}\};/.exec(source)?.[1] ?? '';
      const propres = [...bloc.matchAll(/^ {4}(\w+): \{ type: /gm)].map(([, nom]) => nom!);
      assert.deepEqual(
        attributes!.map(({ name }) => name).toSorted(),
        ['commune', 'serveur', ...propres].toSorted(),
        tagName,
      );
    }
  });

  test('has every tag and every public event in the maps of TypeScript', () => {
    for (const { tagName, events = [] } of elements) {
      const definition = readFileSync(join(RACINE, `widgets/${tagName}/define.ts`), 'utf8');
      assert.match(definition, new RegExp(`interface HTMLElementTagNameMap \\{\\s+'${tagName}': \\w+;`));
      for (const { name, type } of events) {
        const carte = new RegExp(`interface GlobalEventHandlersEventMap \\{[^}]*'${name}': ${type!.text};`);
        assert.match(sources, carte, name);
      }
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

test('contrasts of the theme: 4.5:1 for what is read, 3:1 for the edges of controls and the focus', () => {
  const valeurs = (ton: 'clair' | 'sombre') =>
    Object.fromEntries(
      proprietesTheme().map((propriete) => [propriete.nom.slice('--parvis-'.length), propriete[ton]]),
    );
  // Browsers read `#fff`; the kit's own reader wants the long form.
  const lire = (valeur: string | undefined) => lireCouleur(valeur!.replace(/^#(.)(.)(.)$/, '#$1$1$2$2$3$3'))!;
  const SEUILS = { ink: 4.5, muted: 4.5, brand: 4.5, 'line-strong': 3, focus: 3 };
  for (const ton of ['clair', 'sombre'] as const)
    for (const fond of ['paper', 'stone'])
      for (const [nom, seuil] of Object.entries(SEUILS)) {
        const rapport = contraste(lire(valeurs(ton)[nom]), lire(valeurs(ton)[fond]));
        assert.ok(rapport >= seuil, `${nom} on ${fond}, ${ton}: ${rapport.toFixed(2)}`);
      }
});

describe('the guides', () => {
  const guides = globSync('stories/**/*.mdx', { cwd: RACINE }).map((chemin) =>
    readFileSync(join(RACINE, chemin), 'utf8'),
  );
  const lu = guides.join('\n');

  test('name files and commands that exist, and every element where all are listed', () => {
    const fichiers = [...lu.matchAll(/`((?:test|server|widgets|stories|demo)\/[\w./-]+\.\w+)`/g)].map(
      ([, nom]) => nom!,
    );
    assert.ok(fichiers.length > 3);
    for (const fichier of fichiers) assert.ok(existsSync(join(RACINE, fichier)), fichier);
    for (const nom of ['bienvenue.mdx', 'guides/accessibilite.mdx']) {
      const guide = readFileSync(join(RACINE, 'stories', nom), 'utf8');
      const cites = [...guide.matchAll(/<doc-(?:resume|grille) element="([a-z-]+)"/g)].map(([, tag]) => tag!);
      assert.deepEqual(cites.toSorted(), elements.map(({ tagName }) => tagName).toSorted(), nom);
    }
  });

  test('name every public event, and every part', () => {
    const guide = (nom: string) => readFileSync(join(RACINE, `stories/guides/${nom}.mdx`), 'utf8');
    for (const nom of noms('events')) assert.ok(guide('integrer').includes(`['\`${nom}\`',`), nom);
    for (const nom of noms('cssParts')) assert.ok(guide('theme').includes(`\`${nom}\` (`), nom);
  });
});

test('no link opens a window without saying so', () => {
  const liens = [...sources.matchAll(/<a\s[^]*?<\/a\s*>/g)].map(([lien]) => lien);
  assert.ok(liens.length > 5);
  const ailleurs = liens.filter((lien) => lien.includes('target='));
  assert.equal(ailleurs.length, sources.match(/\btarget=/g)?.length ?? 0, 'only links have a target');
  for (const lien of ailleurs) assert.match(lien, /nouvel onglet/);
  // A paper of one's own, or of whom one helps, by a button that says so too.
  assert.equal(sources.match(/window\.open/g)?.length, 2);
  assert.match(sources, /ou\(type: string\): string \{\s+return [^;]+msg\('dans un nouvel onglet'\)/);
  assert.match(sources, /msg\('Ouvrir'\)\}<span class="cache"> \$\{msg\('dans un nouvel onglet/);
});

describe('the audit grid', () => {
  const numeros = THEMATIQUES.flatMap(({ criteres }) => criteres.map(({ numero }) => numero));

  test('has the 106 criteria of RGAA 4.1.2 and the six additions of WCAG 2.2, each once', () => {
    assert.equal(numeros.filter((numero) => !numero.startsWith('WCAG')).length, 106);
    assert.equal(numeros.length, 112);
    assert.equal(new Set(numeros).size, numeros.length);
  });

  test('says something of every criterion for every element, and of nothing else', () => {
    assert.deepEqual(
      Object.keys(RESULTATS).toSorted(),
      elements.map(({ tagName }) => tagName),
    );
    for (const [tag, resultats] of Object.entries(RESULTATS))
      assert.deepEqual(Object.keys(resultats).toSorted(), numeros.toSorted(), tag);
  });

  test('claims nothing without a trial, and explains every defect and every « sans objet »', () => {
    for (const [tag, resultats] of Object.entries(RESULTATS))
      for (const [numero, { etat, essais, note }] of Object.entries(resultats)) {
        const essaye = etat === 'conforme' || etat === 'defaut';
        assert.equal(essais.length > 0, essaye, `${tag} ${numero}: ${etat}`);
        if (etat === 'defaut' || etat === 'sans-objet') assert.ok(note, `${tag} ${numero}: ${etat}`);
      }
  });

  test('names trials that exist, each used, with its file and the words of its test, or a day', () => {
    const cites = new Set(
      Object.values(RESULTATS).flatMap((resultats) =>
        Object.values(resultats).flatMap(({ essais }) => essais),
      ),
    );
    for (const [nom, essai] of Object.entries<Essai>(ESSAIS)) {
      assert.ok(cites.has(nom as keyof typeof ESSAIS), `${nom} proves nothing`);
      if (essai.fichier === undefined) assert.ok(essai.date, nom);
      else
        assert.ok(
          essai.test && readFileSync(join(RACINE, essai.fichier), 'utf8').includes(essai.test),
          `${nom}: « ${essai.test} » is not in ${essai.fichier}`,
        );
    }
  });
});
