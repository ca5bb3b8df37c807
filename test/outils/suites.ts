/** What there is to run: each suite, its files, its command. tout.ts runs them. */
import { globSync } from 'node:fs';
import { join, resolve } from 'node:path';

export const RACINE = resolve(import.meta.dirname, '../..');
const COMPTEUR = join(RACINE, 'test/outils/compteur.ts');

/** A test that failed; `cause` is the first line of its error. */
export interface Echec {
  /** From the root. */
  fichier: string;
  test: string;
  cause: string;
}

/** What a run leaves in the file that `PARVIS_BILAN` names. */
export interface Bilan {
  passed: number;
  failed: number;
  echecs: Echec[];
}

export interface Suite {
  titre: string;
  fichiers: string[];
  /** The command line, given the files to run and the place where the counts are to be written. */
  commande: (fichiers: string[], bilan: string) => string[];
  /** Another script that must have run before. */
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

export const SUITES: Record<string, Suite> = {
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
