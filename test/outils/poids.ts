/**
 * `npm run size`: what a host page downloads, from the last build, against the gates of DESIGN.md §6.
 * Weights are gzip -9, in kB of 1,000 bytes; requests are counted after the loader.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';

export interface Graphe {
  widgets: Record<string, string>;
  chunks: Record<string, { imports: string[]; dynamicImports: string[]; modules: Record<string, number> }>;
}

export interface Mesure {
  tag: string;
  genre: 'formulaire' | 'information' | 'agents';
  /** First use on a page, form included, in bytes. */
  premier: number;
  /** What it adds to a page that has the socle, without the form. */
  suivant: number;
  requetes: number;
  /** Late parts that are not counted: loaded only when somebody asks for them. */
  tardifs: { fichier: string; octets: number }[];
}

export interface Porte {
  nom: string;
  mesure: number;
  limite: number;
  unite: 'kB' | 'requests';
}

const kB = 1000;
const PORTES = {
  chargeur: 1.0 * kB,
  formulaire: 24 * kB,
  information: 16 * kB,
  suivant: 6 * kB,
  agents: 20 * kB,
  requetes: 3,
};

/** The internal form element: any chunk holding a module of this folder's define.ts. */
const FORMULAIRE = 'widgets/ui/formulaire/define.ts';

/** The chunks a file needs at once, itself included. */
export function fermeture(graphe: Graphe, fichiers: string[], vus = new Set<string>()): Set<string> {
  for (const fichier of fichiers) {
    if (vus.has(fichier)) continue;
    vus.add(fichier);
    fermeture(graphe, graphe.chunks[fichier]?.imports ?? [], vus);
  }
  return vus;
}

/** Late chunks that may follow those, at any depth. */
function tardifs(graphe: Graphe, base: Set<string>): Set<string> {
  const restants = [...base];
  const trouves = new Set<string>();
  for (let fichier = restants.pop(); fichier; fichier = restants.pop())
    for (const tardif of graphe.chunks[fichier]?.dynamicImports ?? [])
      for (const utile of fermeture(graphe, [tardif]))
        if (!base.has(utile) && !trouves.has(utile)) {
          trouves.add(utile);
          restants.push(utile);
        }
  return trouves;
}

export function measure(graphe: Graphe, octets: (fichier: string) => number): Mesure[] {
  const somme = (fichiers: Iterable<string>) => [...fichiers].reduce((total, f) => total + octets(f), 0);
  const formulaire = Object.keys(graphe.chunks).find((f) => FORMULAIRE in (graphe.chunks[f]?.modules ?? {}));
  const socle = Object.keys(graphe.chunks).filter((fichier) => /\/socle-/.test(fichier));

  return Object.entries(graphe.widgets).map(([tag, entree]) => {
    const direct = fermeture(graphe, [entree]);
    const tard = tardifs(graphe, direct);
    // A widget has a form when it asks for the form itself; a late part that borrows from it does not count.
    const proches = [...direct].flatMap((fichier) => graphe.chunks[fichier]?.dynamicImports ?? []);
    const avecFormulaire =
      formulaire !== undefined && (direct.has(formulaire) || proches.includes(formulaire));
    const premier = new Set(direct);
    if (avecFormulaire) fermeture(graphe, [formulaire], premier);
    const genre = tag === 'tri-demandes' ? 'agents' : avecFormulaire ? 'formulaire' : 'information';
    return {
      tag,
      genre,
      premier: somme(premier),
      suivant: somme([...direct].filter((fichier) => !socle.includes(fichier) && fichier !== formulaire)),
      requetes: premier.size,
      tardifs: [...tard].filter((f) => !premier.has(f)).map((f) => ({ fichier: f, octets: octets(f) })),
    };
  });
}

/** Every gate, passed or not. The agents' widget opens in its own frame: only its own weight is bounded. */
export function gates(chargeur: number, mesures: Mesure[]): Porte[] {
  const portes: Porte[] = [{ nom: 'loader', mesure: chargeur, limite: PORTES.chargeur, unite: 'kB' }];
  for (const { tag, genre, premier, suivant, requetes } of mesures) {
    if (genre === 'agents') {
      portes.push({ nom: `${tag}, own weight`, mesure: suivant, limite: PORTES.agents, unite: 'kB' });
    } else {
      portes.push({ nom: `${tag}, first use`, mesure: premier, limite: PORTES[genre], unite: 'kB' });
      portes.push({ nom: `${tag}, further`, mesure: suivant, limite: PORTES.suivant, unite: 'kB' });
      portes.push({ nom: `${tag}, requests`, mesure: requetes, limite: PORTES.requetes, unite: 'requests' });
    }
  }
  return portes;
}

const RACINE = resolve(import.meta.dirname, '../..');

function main(): number {
  const dist = join(RACINE, 'dist');
  if (!existsSync(join(dist, 'graphe.json')) || !existsSync(join(dist, 'parvis.js'))) {
    console.error('size: no build to measure (npm run build).');
    return 1;
  }
  const graphe = JSON.parse(readFileSync(join(dist, 'graphe.json'), 'utf8')) as Graphe;
  const octets = (fichier: string) => gzipSync(readFileSync(join(dist, fichier)), { level: 9 }).length;
  const enKb = (n: number) => `${(n / kB).toFixed(2)} kB`;

  console.log('chunks (gz)');
  for (const fichier of Object.keys(graphe.chunks).toSorted())
    console.log(`  ${fichier.padEnd(44)} ${enKb(octets(fichier)).padStart(10)}`);

  const mesures = measure(graphe, octets);
  for (const { tag, premier, requetes, tardifs: reste } of mesures) {
    console.log(`  ${tag}: first use ${enKb(premier)} in ${requetes} request(s)`);
    for (const { fichier, octets: poids } of reste)
      console.log(`  ${tag}: ${fichier} (${enKb(poids)}) only when asked for`);
  }

  console.log('\ngates');
  const portes = gates(octets('parvis.js'), mesures);
  for (const { nom, mesure, limite, unite } of portes) {
    const valeur = unite === 'kB' ? enKb(mesure) : String(mesure);
    const borne = unite === 'kB' ? enKb(limite) : String(limite);
    console.log(
      `  ${mesure <= limite ? 'ok  ' : 'OVER'} ${nom.padEnd(36)} ${valeur.padStart(10)} ≤ ${borne.padStart(9)}`,
    );
  }
  return portes.every(({ mesure, limite }) => mesure <= limite) ? 0 : 1;
}

if (process.argv[1] === import.meta.filename) process.exitCode = main();
