/**
 * A node:test reporter that says nothing but the end, as one JSON line (suites.ts `Bilan`): the counts, and each
 * failed test with its file and its cause. A cancelled test counts as failed; a skipped one counts as neither.
 */
import { relative } from 'node:path';

import type { Echec } from './suites.ts';

interface Evenement {
  type: string;
  data: {
    name: string;
    file?: string;
    counts?: { passed: number; failed: number; cancelled: number };
    details?: { error?: Error & { failureType?: string; cause?: unknown } };
  };
}

const firstLine = (erreur: unknown): string =>
  String(erreur instanceof Error ? erreur.message : erreur).split('\n')[0]!;

export default async function* compteur(source: AsyncIterable<Evenement>): AsyncGenerator<string> {
  const echecs: Echec[] = [];
  for await (const { type, data } of source) {
    if (type === 'test:fail') {
      const erreur = data.details?.error;
      // A suite that fails only by its tests: they are named already.
      if (erreur?.failureType === 'subtestsFailed') continue;
      echecs.push({
        fichier: relative(process.cwd(), data.file ?? ''),
        test: data.name,
        cause: firstLine(erreur?.cause ?? erreur),
      });
    }
    // One summary per file, then one for the whole run, which names no file.
    if (type !== 'test:summary' || data.file !== undefined || !data.counts) continue;
    const { passed, failed, cancelled } = data.counts;
    yield `${JSON.stringify({ passed, failed: failed + cancelled, echecs })}\n`;
  }
}
