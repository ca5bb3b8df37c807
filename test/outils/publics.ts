import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

import { publier } from '../../.config/parties.ts';
import { readImports } from './etages.ts';

const RACINE = resolve(import.meta.dirname, '../..');

const lus = new Map<string, Map<string, string>>();

/** Every source that an element may run, its late parts included. */
function sourcesDe(tag: string): Map<string, string> {
  const vues = lus.get(tag) ?? new Map<string, string>();
  if (vues.size > 0) return vues;
  lus.set(tag, vues);
  const suite = [`widgets/${tag}/define.ts`];
  for (let chemin = suite.pop(); chemin; chemin = suite.pop()) {
    if (vues.has(chemin)) continue;
    const source = readFileSync(join(RACINE, chemin), 'utf8');
    vues.set(chemin, source);
    for (const { cible, type } of readImports(chemin, source))
      if (!type && cible.startsWith('widgets/')) suite.push(cible);
  }
  return vues;
}

/** The parts that the build publishes in some state of an element, in no order. */
export function partiesPubliees(tag: string): Set<string> {
  const parties = new Set<string>();
  for (const source of sourcesDe(tag).values())
    for (const [, noms] of publier(source).matchAll(/\spart="([^"]*)"/g))
      for (const nom of noms!.split(' ')) parties.add(nom);
  return parties;
}

/** Names of the public events that an element's sources make: those that leave the widget. */
export function evenementsEmis(tag: string): Set<string> {
  const sources = [...sourcesDe(tag)];
  const classes = new Map<string, string>();
  for (const [, source] of sources)
    for (const [, classe, corps] of source.matchAll(/class (\w+) extends EvenementNatif \{([^]*?)\n\}/g))
      if (corps!.includes('composed: true')) classes.set(classe!, /type = '([^']+)'/.exec(corps!)![1]!);
  return new Set(
    [...classes]
      .filter(([classe]) => sources.some(([, source]) => source.includes(`new ${classe}(`)))
      .map(([, type]) => type),
  );
}
