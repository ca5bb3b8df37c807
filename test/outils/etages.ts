/**
 * The floors of the house (DESIGN.md §3), read from the sources with a real parser.
 *
 * A file may import from its own floor or below. At run time, circles between files are refused; between domains,
 * types count too, since two domains that need each other's words are one domain. Tests and what stands outside the
 * house (stories, demo, test) may import anything; nothing in the house imports them.
 */
import { posix } from 'node:path';

import { parseSync } from 'oxc-parser';

export interface Import {
  /** Path in the repository, or the bare specifier of a package. */
  cible: string;
  type: boolean;
}

export interface Infraction {
  regle: 'climbs' | 'circle' | 'runtime-contract' | 'syntax';
  phrase: string;
}

/** Path in the repository → source text. */
export type Sources = ReadonlyMap<string, string>;

const isTest = (chemin: string) => /\.(test|stories)\.ts$/.test(chemin);
const outside = (chemin: string) => !/^(server|widgets)\//.test(chemin) || isTest(chemin);

/** The room of a file: what the rules speak about. */
function roomOf(chemin: string): string {
  const [maison = '', piece = '', reste] = chemin.split('/');
  if (maison !== 'server' && maison !== 'widgets') return maison;
  return reste === undefined ? `${maison}/*` : `${maison}/${piece}`;
}

const isDomain = (room: string) =>
  room.startsWith('server/') && !['server/contract', 'server/socle', 'server/*'].includes(room);

/** May a file of this room take something from that room? */
function mayImport(from: string, to: string): boolean {
  if (from === to) return true;
  if (to === 'server/contract') return true;
  if (from === 'server/contract' || from === 'server/socle') return to === 'server/socle' && from === to;
  if (isDomain(from)) return to === 'server/socle' || isDomain(to);
  if (from === 'server/*') return to.startsWith('server/');
  if (from === 'widgets/core') return false;
  if (from === 'widgets/ui' || from === 'widgets/*') return to === 'widgets/core';
  return to === 'widgets/core' || to === 'widgets/ui';
}

function resolve(depuis: string, specifieur: string): string {
  if (specifieur.startsWith('#contract/')) return specifieur.replace('#contract/', 'server/contract/');
  return specifieur.startsWith('.') ? posix.join(posix.dirname(depuis), specifieur) : specifieur;
}

/** What a file imports or re-exports, dynamic imports of a literal included. */
export function readImports(chemin: string, source: string): Import[] {
  const { module, errors } = parseSync(chemin, source);
  const erreur = errors[0];
  if (erreur) throw new SyntaxError(`${chemin}: ${erreur.message}`);
  const trouves: Import[] = [];
  // `import { type A }` still runs the module (verbatimModuleSyntax); `import type` does not.
  const isType = (debut: number) =>
    /^(import|export)\s+type\b(?!\s*(,|from\b))/.test(source.slice(debut, debut + 80));
  for (const { start, moduleRequest } of module.staticImports)
    trouves.push({ cible: resolve(chemin, moduleRequest.value), type: isType(start) });
  for (const { start, entries } of module.staticExports)
    for (const { moduleRequest } of entries)
      if (moduleRequest) trouves.push({ cible: resolve(chemin, moduleRequest.value), type: isType(start) });
  for (const { moduleRequest } of module.dynamicImports) {
    const litteral = /^(['"`])([^'"`$]+)\1$/.exec(source.slice(moduleRequest.start, moduleRequest.end))?.[2];
    if (litteral) trouves.push({ cible: resolve(chemin, litteral), type: false });
  }
  return trouves;
}

/** The first circle found from each node, as a path that ends where it began; each circle once. */
function circles(graphe: ReadonlyMap<string, Iterable<string>>): string[][] {
  const trouves: string[][] = [];
  const finis = new Set<string>();
  const visit = (noeud: string, chemin: string[]): void => {
    const debut = chemin.indexOf(noeud);
    if (debut !== -1) {
      trouves.push([...chemin.slice(debut), noeud]);
      return;
    }
    if (finis.has(noeud)) return;
    for (const suivant of graphe.get(noeud) ?? []) visit(suivant, [...chemin, noeud]);
    finis.add(noeud);
  };
  for (const noeud of graphe.keys()) visit(noeud, []);
  return trouves;
}

/** Why this target must not be reached by a widget at run time, if so. */
function forbiddenInWidget(cible: string): string | undefined {
  if (/^(zod|@hono\/zod-openapi)(\/|$)/.test(cible)) return 'zod';
  if (cible.startsWith('node:')) return 'a Node module';
  if (/^server\/contract\/.+\//.test(cible)) return 'a contract subfolder (types only)';
  return undefined;
}

/** Every breach of the floors in these sources. */
export function findBreaches(sources: Sources): Infraction[] {
  const infractions: Infraction[] = [];
  const imports = new Map<string, Import[]>();
  for (const [chemin, source] of sources) {
    try {
      imports.set(chemin, readImports(chemin, source));
    } catch (erreur) {
      infractions.push({ regle: 'syntax', phrase: String(erreur) });
    }
  }

  for (const [chemin, liste] of imports) {
    if (outside(chemin)) continue;
    for (const { cible } of liste) {
      const interne = /^(server|widgets|stories|demo|test|dist)\//.test(cible);
      if (interne && (isTest(cible) || !mayImport(roomOf(chemin), roomOf(cible))))
        infractions.push({ regle: 'climbs', phrase: `${chemin} imports ${cible}` });
    }
  }

  const runtime = new Map(
    [...imports].map(([chemin, liste]) => [
      chemin,
      liste.filter(({ type }) => !type).map(({ cible }) => cible),
    ]),
  );
  for (const cercle of circles(runtime)) infractions.push({ regle: 'circle', phrase: cercle.join(' → ') });

  const domaines = new Map<string, Set<string>>();
  for (const [chemin, liste] of imports) {
    const room = roomOf(chemin);
    if (outside(chemin) || !isDomain(room)) continue;
    const voisins = domaines.get(room) ?? new Set();
    domaines.set(room, voisins);
    for (const { cible } of liste) {
      const voisin = roomOf(cible);
      if (voisin !== room && isDomain(voisin)) voisins.add(voisin);
    }
  }
  for (const cercle of circles(domaines)) infractions.push({ regle: 'circle', phrase: cercle.join(' → ') });

  for (const chemin of runtime.keys()) {
    if (!chemin.startsWith('widgets/') || outside(chemin)) continue;
    const vus = new Set<string>([chemin]);
    const suite: string[][] = [[chemin]];
    for (let route = suite.pop(); route; route = suite.pop()) {
      for (const cible of runtime.get(route.at(-1) ?? '') ?? []) {
        if (vus.has(cible)) continue;
        vus.add(cible);
        const raison = forbiddenInWidget(cible);
        if (raison)
          infractions.push({
            regle: 'runtime-contract',
            phrase: `${[...route, cible].join(' → ')}: ${raison}`,
          });
        else suite.push([...route, cible]);
      }
    }
  }
  return infractions;
}
