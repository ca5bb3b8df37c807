/**
 * Runs the suites one after the other, streams what they say, and ends with `N passed, N failed`.
 *
 *   node test/outils/tout.ts [serveur|elements|histoires|parcours|moteurs|tout] [part of a file's path…]
 *
 * Without a name: all that Chromium runs. `moteurs`: the element tests, the journeys and the hostile pages, in Chromium,
 * Firefox ESR and WebKitGTK. `tout`: everything, once.
 *
 * A suite that ran no test is a failure: a glob that finds nothing must not look like success.
 *
 * With `CI` set, the files of up to three failures are run a second time, alone: what fails twice has failed, what
 * passes then is named « unsteady » at the end, to be mended. A run takes half an hour; a race in one test is no reason
 * to throw the other three thousand away, nor to be silent about it.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { RACINE, SUITES, type Bilan, type Echec, type Suite } from './suites.ts';

/** More failures than this in one suite are no bad luck, and are not tried again. */
const REPRISES = 3;

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

const AUCUN: Bilan = { passed: 0, failed: 0, echecs: [] };

/** A run that could not be: it counts as one failure, in words. */
const failure = (cause: string): Bilan => ({
  ...AUCUN,
  failed: 1,
  echecs: [{ fichier: '', test: '(the whole suite)', cause }],
});

async function runFichiers(suite: Suite, fichiers: string[], fichierBilan: string): Promise<Bilan> {
  rmSync(fichierBilan, { force: true });
  const env = { ...suite.env, PARVIS_BILAN: fichierBilan };
  const code = await runNode(suite.commande(fichiers, fichierBilan), env);
  const bilan = readBilan(fichierBilan);
  // What breaks outside any test (a crash, a run without test) shows in the exit code or in an empty count.
  if (bilan.failed > 0 || (code === 0 && bilan.passed > 0)) return bilan;
  const panne = failure(`ended with code ${code} after ${bilan.passed} passed`);
  return { ...panne, passed: bilan.passed };
}

function readBilan(fichier: string): Bilan {
  const texte = existsSync(fichier) ? readFileSync(fichier, 'utf8').trim() : '';
  return texte ? (JSON.parse(texte) as Bilan) : AUCUN;
}

/** What the suite counts, and the tests that passed only the second time. */
async function runSuite(
  nom: string,
  suite: Suite,
  filtres: string[],
  dossier: string,
): Promise<Bilan & { instables: Echec[] }> {
  const fichiers = suite.fichiers.filter(
    (f) => filtres.length === 0 || filtres.some((filtre) => f.includes(filtre)),
  );
  console.log(`\n── ${suite.titre}: ${fichiers.length} file(s)`);
  if (fichiers.length === 0) {
    return { ...failure('no test file: a suite that runs nothing is a failure'), instables: [] };
  }
  if (suite.avant && !(await prepare(suite.avant))) {
    return { ...failure('the build failed: the suite cannot run'), instables: [] };
  }
  const fichierBilan = join(dossier, `${nom}.json`);
  const bilan = await runFichiers(suite, fichiers, fichierBilan);
  const touches = [...new Set(bilan.echecs.map((echec) => echec.fichier))];
  const reprise = process.env.CI && bilan.failed <= REPRISES && touches.every((f) => fichiers.includes(f));
  if (bilan.failed === 0 || !reprise) return { ...bilan, instables: [] };

  console.log(`\n── ${suite.titre}, a second time: ${touches.join(', ')}`);
  const seconde = await runFichiers(suite, touches, fichierBilan);
  if (seconde.failed > 0) return { ...bilan, instables: [] };
  return { passed: bilan.passed + bilan.failed, failed: 0, echecs: [], instables: bilan.echecs };
}

const nameEchec = (titre: string, { fichier, test, cause }: Echec): string =>
  `${titre} › ${fichier} › ${test}\n      ${cause}`;

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
const total = { passed: 0, failed: 0 };
const tableau: string[] = [];
const echecs: string[] = [];
const instables: string[] = [];
try {
  for (const [nom, suite] of choisies) {
    const debut = performance.now();
    const bilan = await runSuite(nom, suite, filtres, dossier);
    const secondes = ((performance.now() - debut) / 1000).toFixed(0);
    const compte = `${bilan.passed} passed, ${bilan.failed} failed, ${secondes} s`;
    console.log(`── ${suite.titre}: ${compte}`);
    tableau.push(
      `${String(bilan.passed).padStart(6)} passed ${String(bilan.failed).padStart(4)} failed ${secondes.padStart(5)} s   ${suite.titre}`,
    );
    echecs.push(...bilan.echecs.map((echec) => nameEchec(suite.titre, echec)));
    instables.push(...bilan.instables.map((echec) => nameEchec(suite.titre, echec)));
    total.passed += bilan.passed;
    total.failed += bilan.failed;
  }
} finally {
  rmSync(dossier, { recursive: true, force: true });
}
process.exitCode = total.failed === 0 && total.passed > 0 ? 0 : 1;
console.log(`\n${tableau.join('\n')}`);
if (instables.length) console.log(`\nUnsteady, passed the second time:\n  ${instables.join('\n  ')}`);
if (echecs.length) console.log(`\nFailed:\n  ${echecs.join('\n  ')}`);
console.log(`\n${total.passed} passed, ${total.failed} failed`);
