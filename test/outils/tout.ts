/**
 * Runs the suites one after the other, streams what they say, and ends with `N passed, N failed`.
 *
 *   node test/outils/tout.ts [serveur|elements|histoires|parcours|moteurs|tout] [part of a file's path…]
 *
 * Without a name: all that Chromium runs. `moteurs`: the element tests, the journeys and the hostile pages, in Chromium,
 * Firefox ESR and WebKitGTK. `tout`: everything, once.
 *
 * A suite that ran no test is a failure: a glob that finds nothing must not look like success.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const RACINE = resolve(import.meta.dirname, '../..');
const COMPTEUR = join(RACINE, 'test/outils/compteur.ts');

interface Bilan {
  passed: number;
  failed: number;
}

interface Suite {
  titre: string;
  fichiers: string[];
  /** The command line, given the files to run and the place where the counts are to be written. */
  commande: (fichiers: string[], bilan: string) => string[];
  /** Another npm script that must have run before. */
  avant?: string[];
  env?: Record<string, string>;
}

const HISTOIRES = 'test/outils/histoires.test.ts';

const nodeTest =
  (...options: string[]) =>
  (fichiers: string[], bilan: string): string[] => [
    '--test',
    ...options,
    '--test-reporter=spec',
    '--test-reporter-destination=stdout',
    `--test-reporter=${COMPTEUR}`,
    `--test-reporter-destination=${bilan}`,
    ...fichiers,
  ];

const find = (...motifs: string[]) => motifs.flatMap((motif) => globSync(motif, { cwd: RACINE })).toSorted();

const CONSTRUIRE = [
  join(RACINE, 'node_modules/rollup/dist/bin/rollup'),
  '-c',
  'rollup.config.ts',
  '--silent',
];

/** One engine: the main journeys and the hostile pages (test/moteurs/*.ts). */
const moteur = (fichier: string, titre: string): Suite => ({
  titre: `Any page, in ${titre}`,
  fichiers: [`test/moteurs/${fichier}.test.ts`],
  commande: nodeTest('--test-timeout=120000'),
  avant: CONSTRUIRE,
});

/** The element tests, in one engine (.config/wtr.config.mjs). */
const elements = (nom: string, titre: string): Suite => ({
  titre: `Elements, in ${titre}`,
  fichiers: find('widgets/**/*.test.ts'),
  commande: (fichiers) => [
    join(RACINE, 'node_modules/@web/test-runner/dist/bin.js'),
    '--config',
    '.config/wtr.config.mjs',
    '--files',
    ...fichiers,
  ],
  env: { PARVIS_MOTEUR: nom },
});

const SUITES: Record<string, Suite> = {
  serveur: {
    titre: 'Server, contract, floors and rules',
    fichiers: find(
      'server/**/*.test.ts',
      'demo/**/*.test.ts',
      'test/*.test.ts',
      'test/serveur/*.test.ts',
      'test/serveur/**/*.test.ts',
      'test/outils/*.test.ts',
    ).filter((fichier) => fichier !== HISTOIRES),
    commande: nodeTest('--test-timeout=120000'),
  },
  elements: elements('chromium', 'Chromium'),
  histoires: {
    titre: 'Stories, in Chromium at 1280 and 360 px, with axe',
    fichiers: find(HISTOIRES),
    commande: nodeTest('--test-timeout=300000'),
  },
  parcours: {
    titre: 'Journeys, across origins',
    fichiers: find('test/parcours/**/*.test.ts'),
    // Each journey runs its own server and browser: more than two at once starve each other.
    commande: nodeTest('--test-concurrency=2', '--test-timeout=180000'),
    avant: CONSTRUIRE,
  },
  'moteurs-elements-firefox': elements('firefox', 'Firefox ESR'),
  'moteurs-elements-webkit': elements('webkit', 'WebKitGTK'),
  'moteurs-chromium': moteur('chromium', 'Chromium'),
  'moteurs-firefox': moteur('firefox', 'Firefox ESR, third-party cookies refused'),
  'moteurs-webkit': moteur('webkit', 'WebKitGTK, tracking prevention on'),
};

function runNode(args: string[], env: Record<string, string> = {}): Promise<number> {
  return new Promise((done, reject) => {
    // NODE_TEST_CONTEXT would make a nested run report to its parent instead of printing.
    const { NODE_TEST_CONTEXT: _, ...herite } = process.env;
    const enfant = spawn(process.execPath, args, {
      cwd: RACINE,
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...herite, ...env },
      // A group of its own, which `interrompre` ends as a whole: the runners leave their own children running.
      detached: process.platform !== 'win32',
    });
    enCours = enfant;
    enfant.once('error', reject);
    enfant.once('exit', (code) => done(code ?? 1));
  });
}

let enCours: ChildProcess | undefined;

/** Stopped by hand or by the CI's limit: browsers, servers and displays stop too. */
function interrompre(signal: NodeJS.Signals): void {
  if (enCours?.pid && enCours.exitCode === null) {
    if (process.platform === 'win32') enCours.kill(signal);
    else process.kill(-enCours.pid, signal);
  }
  process.exit(1);
}
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, interrompre);

const prepares = new Map<string, boolean>();

/** Runs that script once, however many suites ask for it. */
async function prepare(script: string[]): Promise<boolean> {
  const cle = script.join(' ');
  if (!prepares.has(cle)) prepares.set(cle, (await runNode(script)) === 0);
  return prepares.get(cle) ?? false;
}

async function runSuite(nom: string, suite: Suite, filtres: string[], dossier: string): Promise<Bilan> {
  const debut = performance.now();
  const fichiers = suite.fichiers.filter(
    (f) => filtres.length === 0 || filtres.some((filtre) => f.includes(filtre)),
  );
  console.log(`\n── ${suite.titre}: ${fichiers.length} file(s)`);
  if (fichiers.length === 0) {
    console.error('no test file: a suite that runs nothing is a failure');
    return { passed: 0, failed: 1 };
  }
  if (suite.avant && !(await prepare(suite.avant))) {
    console.error('the build failed: the suite cannot run');
    return { passed: 0, failed: 1 };
  }
  const fichierBilan = join(dossier, `${nom}.json`);
  const env = { ...suite.env, PARVIS_BILAN: fichierBilan };
  const code = await runNode(suite.commande(fichiers, fichierBilan), env);
  const bilan = readBilan(fichierBilan);
  // What breaks outside any test (a crash, a run without test) shows in the exit code or in an empty count.
  if (bilan.failed === 0 && (code !== 0 || bilan.passed === 0)) {
    console.error(
      `the suite ended with code ${code} and ${bilan.passed} test(s) passed: counted as one failure`,
    );
    bilan.failed = 1;
  }
  const secondes = ((performance.now() - debut) / 1000).toFixed(1);
  console.log(`── ${suite.titre}: ${bilan.passed} passed, ${bilan.failed} failed, ${secondes} s`);
  return bilan;
}

function readBilan(fichier: string): Bilan {
  if (!existsSync(fichier)) return { passed: 0, failed: 0 };
  return JSON.parse(readFileSync(fichier, 'utf8').trim() || '{"passed":0,"failed":0}') as Bilan;
}

const args = process.argv.slice(2).filter((arg) => arg !== '--');
const connu = (arg: string) => arg in SUITES || arg === 'moteurs' || arg === 'tout';
const noms = args.filter((arg) => connu(arg));
const filtres = args.filter((arg) => !connu(arg));
const estMoteur = (nom: string) => nom.startsWith('moteurs-');
const choisies = Object.entries(SUITES).filter(([nom]) => {
  if (noms.length === 0) return !estMoteur(nom);
  if (noms.includes('tout') || noms.includes(nom)) return true;
  return noms.includes('moteurs') && (estMoteur(nom) || nom === 'elements');
});

const dossier = mkdtempSync(join(tmpdir(), 'parvis-tests-'));
const total: Bilan = { passed: 0, failed: 0 };
const tableau: string[] = [];
try {
  for (const [nom, suite] of choisies) {
    const debut = performance.now();
    const { passed, failed } = await runSuite(nom, suite, filtres, dossier);
    const secondes = ((performance.now() - debut) / 1000).toFixed(0);
    tableau.push(
      `${String(passed).padStart(6)} passed ${String(failed).padStart(4)} failed ${secondes.padStart(5)} s   ${suite.titre}`,
    );
    total.passed += passed;
    total.failed += failed;
  }
} finally {
  rmSync(dossier, { recursive: true, force: true });
}
process.exitCode = total.failed === 0 && total.passed > 0 ? 0 : 1;
console.log(`\n${tableau.join('\n')}`);
console.log(`\n${total.passed} passed, ${total.failed} failed`);
