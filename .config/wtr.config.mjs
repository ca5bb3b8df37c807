/**
 * Element tests: every widgets/**\/*.test.ts in a real browser, with the same lowering as the build. Chromium, or
 * what `PARVIS_MOTEUR` names: `firefox` (ESR) or `webkit` (WebKitGTK, by WebDriver).
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

import { esbuildPlugin } from '@web/dev-server-esbuild';
import { defaultReporter } from '@web/test-runner';
import { playwrightLauncher } from '@web/test-runner-playwright';

import { optionsFirefox, optionsNavigateur } from '../test/outils/navigateur.ts';
import { webkitLauncher } from '../test/outils/wtr-webkit.ts';

const racine = join(dirname(fileURLToPath(import.meta.url)), '..');

/** Every test of a file, with its suites' names before its own. */
const tests = (suite, prefixe = '') => [
  ...(suite?.tests ?? []).map((test) => ({ ...test, name: prefixe + test.name })),
  ...(suite?.suites ?? []).flatMap((s) => tests(s, `${prefixe}${s.name} › `)),
];

const firstLine = (erreur) => String(erreur?.message ?? 'no message').split('\n')[0];

/** Leaves the counts and failures (test/outils/suites.ts `Bilan`); a file that cannot load is one failure. */
function counting(fichier) {
  return {
    onTestRunFinished({ sessions }) {
      const total = { passed: 0, failed: 0, echecs: [] };
      for (const session of sessions) {
        const tous = tests(session.testResults);
        const rates = tous.filter((test) => !test.passed && !test.skipped);
        total.passed += tous.filter((test) => test.passed).length;
        total.failed += rates.length || (session.passed ? 0 : 1);
        const nommer = (test, erreur) => ({
          fichier: relative(racine, session.testFile),
          test,
          cause: firstLine(erreur),
        });
        total.echecs.push(...rates.map((test) => nommer(test.name, test.error)));
        if (rates.length === 0 && !session.passed) {
          total.echecs.push(nommer('(the whole file)', session.errors?.[0]));
        }
      }
      mkdirSync(dirname(fichier), { recursive: true });
      writeFileSync(fichier, JSON.stringify(total));
    },
  };
}

const MOTEURS = {
  chromium: () => playwrightLauncher({ product: 'chromium', launchOptions: optionsNavigateur() }),
  firefox: () => playwrightLauncher({ product: 'firefox', launchOptions: optionsFirefox() }),
  webkit: webkitLauncher,
};
const moteur = process.env.PARVIS_MOTEUR ?? 'chromium';

// Playwright closes its browser on this signal, and the runner would start another.
process.once('SIGTERM', () => process.exit(1));

const bilan = process.env.PARVIS_BILAN;

export default {
  rootDir: racine,
  files: [join(racine, 'widgets/**/*.test.ts')],
  // WebDriver has one window, and Firefox one that has the focus (the others get no `focus` event).
  concurrency: moteur === 'chromium' ? 2 : 1,
  nodeResolve: { exportConditions: ['development'], extensions: ['.ts', '.js', '.mjs'] },
  browsers: [MOTEURS[moteur]()],
  plugins: [esbuildPlugin({ ts: true, target: 'es2022', tsconfig: join(racine, 'tsconfig.json') })],
  reporters: [
    defaultReporter({ reportTestResults: true, reportTestProgress: false }),
    ...(bilan ? [counting(bilan)] : []),
  ],
  // Lit's reminder that tests run its development build, which warns of mistakes: wanted here.
  filterBrowserLogs: ({ args }) => !String(args[0]).startsWith('Lit is in dev mode'),
  testFramework: { config: { ui: 'bdd', timeout: 30_000 } },
  testsFinishTimeout: 300_000,
};
