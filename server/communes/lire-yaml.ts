import { readFile } from 'node:fs/promises';
import { isNode, LineCounter, parseDocument, type Document } from 'yaml';
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

/** A YAML file that was read and checked, and the way to say where something in it stands. */
export interface FichierYaml<T> {
  valeur: T;
  erreur(chemin: readonly PropertyKey[], message: string): ErreurYaml;
}

/**
 * Reads a YAML file and checks it.
 * @throws AggregateError of `ErreurYaml`, one for each thing wrong
 */
export async function lireYaml<S extends z.ZodType>(
  fichier: string,
  schema: S,
): Promise<FichierYaml<z.output<S>>> {
  const lignes = new LineCounter();
  const document = parseDocument(await readFile(fichier, 'utf8'), { lineCounter: lignes });
  if (document.errors.length > 0) {
    const erreurs = document.errors.map(
      (erreur) => new ErreurYaml(fichier, lignes.linePos(erreur.pos[0]).line, erreur.message),
    );
    throw new AggregateError(erreurs, `${fichier}: not YAML`);
  }
  const erreur = (chemin: readonly PropertyKey[], message: string): ErreurYaml =>
    new ErreurYaml(fichier, ligneDe(document, lignes, chemin), `${chemin.join('.')} ${message}`.trim());
  const lu = schema.safeParse(document.toJS());
  if (!lu.success) {
    const erreurs = lu.error.issues.flatMap((issue) =>
      aplatir(issue).map(({ path, message }) => erreur(path, message)),
    );
    throw new AggregateError(erreurs, `${fichier}: not valid`);
  }
  return { valeur: lu.data, erreur };
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

function ligneDe(document: Document, lignes: LineCounter, chemin: readonly PropertyKey[]): number {
  for (let n = chemin.length; n >= 0; n--) {
    const noeud = document.getIn(chemin.slice(0, n), true);
    if (isNode(noeud) && noeud.range) return lignes.linePos(noeud.range[0]).line;
  }
  return 1;
}
