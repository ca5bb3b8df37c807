import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { ouvrirYaml, type SourceYaml } from '../socle/yaml/lire-yaml.ts';

const DOSSIER = join(import.meta.dirname, 'modeles');

/** Codes of the ready-made démarches, in alphabetical order. */
export async function codesModeles(): Promise<string[]> {
  const noms = await readdir(DOSSIER);
  return noms
    .filter((nom) => nom.endsWith('.yaml'))
    .map((nom) => nom.slice(0, -'.yaml'.length))
    .sort();
}

/** One ready-made démarche as it is written, its variables not replaced yet. `code` is one of `codesModeles`. */
export const ouvrirModele = (code: string): Promise<SourceYaml> => ouvrirYaml(join(DOSSIER, `${code}.yaml`));
