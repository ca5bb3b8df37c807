/**
 * Element tests: every widgets/**\/*.test.ts in a real browser, with the same lowering as the build. Chromium, or
 * what `PARVIS_MOTEUR` names: `firefox` (ESR) or `webkit` (WebKitGTK, by WebDriver).
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { esbuildPlugin } from '@web/dev-server-esbuild';
import { defaultReporter } from '@web/test-runner';
import { playwrightLauncher } from '@web/test-runner-playwright';

import { optionsFirefox, optionsNavigateur } from '../test/outils/navigateur.ts';
import { webkitLauncher } from '../test/outils/wtr-webkit.ts';

const racine = join(dirname(fileURLToPath(import.meta.url)), '..');

/** Leaves `{passed, failed}` where test/outils/tout.ts asked for it; a file that cannot load is one failure. */
function counting(fichier) {
  const count = (suite) => {
    const tests = suite?.tests ?? [];
    const inside = (suite?.suites ?? []).map(count);
    return {
      passed: tests.filter((t) => t.passed).length + inside.reduce((n, s) => n + s.passed, 0),
      failed: tests.filter((t) => !t.passed && !t.skipped).length + inside.reduce((n, s) => n + s.failed, 0),
    };
  };
  return {
    onTestRunFinished({ sessions }) {
      const total = { passed: 0, failed: 0 };
      for (const session of sessions) {
        const { passed, failed } = count(session.testResults);
        total.passed += passed;
        total.failed += failed || (session.passed ? 0 : 1);
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
