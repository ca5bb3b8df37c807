import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { copyFile, mkdir, readdir, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';

/** A version of the widgets that this server can give: `parvis.js` and `w/*.js` in a folder. */
export interface VersionGardee {
  /** E.g. `1.4.2`. */
  numero: string;
  dossier: string;
  /** `sha384-…` of its loader. */
  integrite: string;
  /** The chunks (`w/<name>-<hash>.js`) that this version's loader leads to, with their integrity. */
  morceaux: Readonly<Record<string, string>>;
}

const NUMERO = /^\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?$/;

/**
 * Keeps what was built in `gardees/<version>/`, and lists every version kept there, newest first. A page that names
 * an exact version, or that was left open during an upgrade, still finds its files.
 *
 * The first build of a version wins: its integrity is pasted in pages. A later build of the same version only adds
 * its chunks, whose names change with their content.
 * @param avertir told when the build differs from the one kept under the same number
 */
export async function garderVersions(
  dist: string,
  gardees: string,
  version: string,
  avertir: (phrase: string) => void = () => undefined,
): Promise<VersionGardee[]> {
  const chargeur = await lireOuRien(join(dist, 'parvis.js'));
  if (chargeur) {
    const dossier = join(gardees, version);
    await mkdir(join(dossier, 'w'), { recursive: true });
    const morceaux = await jsDe(join(dist, 'w'));
    await Promise.all(morceaux.map((nom) => copierUneFois(join(dist, 'w', nom), join(dossier, 'w', nom))));
    // Last: a folder with a loader has all its chunks.
    await copierUneFois(join(dist, 'parvis.js'), join(dossier, 'parvis.js'));
    if (!chargeur.equals(await readFile(join(dossier, 'parvis.js'))))
      avertir(
        `version ${version} of the widgets was built again: /v${version}/ keeps the first build. Raise the version to publish.`,
      );
  }
  const numeros = (await jsOuDossiers(gardees)).filter((nom) => NUMERO.test(nom)).sort(comparer);
  const lues = await Promise.all(
    numeros.toReversed().map((numero) => decrire(numero, join(gardees, numero))),
  );
  return lues.filter((lue) => lue !== undefined);
}

async function decrire(numero: string, dossier: string): Promise<VersionGardee | undefined> {
  const chargeur = await lireOuRien(join(dossier, 'parvis.js'));
  if (!chargeur) return undefined;
  const morceaux: Record<string, string> = {};
  const aLire = chemins(chargeur.toString());
  for (let chemin = aLire.pop(); chemin; chemin = aLire.pop()) {
    if (morceaux[chemin]) continue;
    const contenu = await lireOuRien(join(dossier, chemin));
    if (!contenu) continue;
    morceaux[chemin] = empreinte(contenu);
    aLire.push(...chemins(contenu.toString()));
  }
  const tries = Object.fromEntries(Object.entries(morceaux).sort(([a], [b]) => (a < b ? -1 : 1)));
  return { numero, dossier, integrite: empreinte(chargeur), morceaux: tries };
}

/** What a file of the build leads to: `w/x-hash.js` in the loader, `./x-hash.js` in a chunk. */
function chemins(source: string): string[] {
  const noms = source.matchAll(/["'`](?:\.\/|w\/)([A-Za-z0-9_-]+-[A-Za-z0-9_-]+\.js)["'`]/g);
  return [...noms].map(([, nom]) => `w/${nom}`);
}

const empreinte = (contenu: Buffer): string =>
  `sha384-${createHash('sha384').update(contenu).digest('base64')}`;

/** `COPYFILE_EXCL` and a rename: two servers that start together, or one that is killed, leave no half file. */
async function copierUneFois(source: string, cible: string): Promise<void> {
  if (await lireOuRien(cible)) return;
  const passage = `${cible}.${process.pid}`;
  await copyFile(source, passage, constants.COPYFILE_FICLONE);
  await rename(passage, cible);
}

async function jsDe(dossier: string): Promise<string[]> {
  return (await jsOuDossiers(dossier)).filter((nom) => nom.endsWith('.js'));
}

const jsOuDossiers = (dossier: string): Promise<string[]> => readdir(dossier).catch(() => []);

const lireOuRien = (fichier: string): Promise<Buffer | undefined> => readFile(fichier).catch(() => undefined);

/** By number, and a pre-release before its release. */
function comparer(a: string, b: string): number {
  const [[na = '', pa], [nb = '', pb]] = [separer(a), separer(b)];
  const nombres = na.localeCompare(nb, 'en', { numeric: true });
  if (nombres !== 0) return nombres;
  if (pa === undefined || pb === undefined) return Number(pa === undefined) - Number(pb === undefined);
  return pa.localeCompare(pb, 'en', { numeric: true });
}

function separer(numero: string): [string, string | undefined] {
  const tiret = numero.indexOf('-');
  return tiret === -1 ? [numero, undefined] : [numero.slice(0, tiret), numero.slice(tiret + 1)];
}
