import { readFile } from 'node:fs/promises';
import { isNode, LineCounter, parseDocument } from 'yaml';
import type * as z from 'zod';

/** What is wrong in a file, and where: `communes/x/commune.yaml:12 agents.0.courriel Invalid`. */
export class ErreurYaml extends Error {
  override name = 'ErreurYaml';
  readonly fichier: string;
  readonly ligne: number;

  constructor(fichier: string, ligne: number, message: string) {
    super(`${fichier}:${ligne} ${message}`);
    this.fichier = fichier;
    this.ligne = ligne;
  }
}

/** A line of a file, from 1. */
export interface Place {
  fichier: string;
  ligne: number;
}

/** What YAML says, not checked yet. It may be put together from several files: each part knows its own. */
export interface SourceYaml {
  fichier: string;
  donnees: unknown;
  situer(chemin: readonly PropertyKey[]): Place;
}

/** What was read and checked, and the way to say where something in it stands. */
export interface FichierYaml<T> {
  valeur: T;
  source: SourceYaml;
  erreur(chemin: readonly PropertyKey[], message: string): ErreurYaml;
}

/**
 * Reads a YAML file.
 * @throws AggregateError of `ErreurYaml` when it is not YAML
 */
export async function ouvrirYaml(fichier: string): Promise<SourceYaml> {
  const lignes = new LineCounter();
  const document = parseDocument(await readFile(fichier, 'utf8'), { lineCounter: lignes });
  if (document.errors.length > 0) {
    const erreurs = document.errors.map(
      (erreur) => new ErreurYaml(fichier, lignes.linePos(erreur.pos[0]).line, erreur.message),
    );
    throw new AggregateError(erreurs, `${fichier}: not YAML`);
  }
  const situer = (chemin: readonly PropertyKey[]): Place => {
    for (let n = chemin.length; n >= 0; n--) {
      const noeud = document.getIn(chemin.slice(0, n), true);
      if (isNode(noeud) && noeud.range) return { fichier, ligne: lignes.linePos(noeud.range[0]).line };
    }
    return { fichier, ligne: 1 };
  };
  return { fichier, donnees: document.toJS() as unknown, situer };
}

/** The error that says where in `source` something is wrong. */
export function erreurDans(source: SourceYaml, chemin: readonly PropertyKey[], message: string): ErreurYaml {
  const { fichier, ligne } = source.situer(chemin);
  return new ErreurYaml(fichier, ligne, `${chemin.join('.')} ${message}`.trim());
}

/**
 * Checks what was read.
 * @throws AggregateError of `ErreurYaml`, one for each thing wrong
 */
export function verifierYaml<S extends z.ZodType>(source: SourceYaml, schema: S): FichierYaml<z.output<S>> {
  const lu = schema.safeParse(source.donnees);
  if (!lu.success) {
    const erreurs = lu.error.issues.flatMap((issue) =>
      aplatir(issue).map(({ path, message }) => erreurDans(source, path, message)),
    );
    throw new AggregateError(erreurs, `${source.fichier}: not valid`);
  }
  return {
    valeur: lu.data,
    source,
    erreur: (chemin, message) => erreurDans(source, chemin, message),
  };
}

/**
 * Reads a YAML file and checks it.
 * @throws AggregateError of `ErreurYaml`, one for each thing wrong
 */
export async function lireYaml<S extends z.ZodType>(
  fichier: string,
  schema: S,
): Promise<FichierYaml<z.output<S>>> {
  return verifierYaml(await ouvrirYaml(fichier), schema);
}

/** Issues of a union hide what is wrong in the branch that was meant: show those of the deepest branch. */
function aplatir(issue: z.core.$ZodIssue): { path: PropertyKey[]; message: string }[] {
  if (issue.code !== 'invalid_union' || issue.errors.length === 0) return [issue];
  const branches = issue.errors.map((erreurs) =>
    erreurs.flatMap((erreur) =>
      aplatir(erreur).map(({ path, message }) => ({ path: [...issue.path, ...path], message })),
    ),
  );
  const profondeur = (branche: { path: PropertyKey[] }[]): number =>
    Math.max(0, ...branche.map(({ path }) => path.length));
  return branches.reduce((meilleure, branche) =>
    profondeur(branche) > profondeur(meilleure) ? branche : meilleure,
  );
}
