import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';

import type { AxeResults, RunOptions } from 'axe-core';
import type { Page } from 'playwright';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** The legal target of French public sites (RGAA 4 follows WCAG 2.1 AA), and 2.2 AA. */
const ETIQUETTES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/**
 * Runs axe on the page as it is, open shadow roots included.
 * @returns one line per element at fault, `rule: what to mend (selector)`; empty when all is well.
 */
export async function findViolations(page: Page, options: RunOptions = {}): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(AXE);
  const { violations } = await page.evaluate(
    (reglages) =>
      (globalThis as unknown as { axe: { run(racine: Document, o: unknown): Promise<AxeResults> } }).axe.run(
        document,
        reglages,
      ),
    { runOnly: ETIQUETTES, resultTypes: ['violations'] as const, ...options },
  );
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, any, all, none }) => {
      const detail = [...any, ...all, ...none].map(({ message }) => message).join('; ');
      return `${id}: ${help} (${target.flat().join(' ')}) ${detail}`;
    }),
  );
}
