/**
 * A node:test reporter that says nothing but the final counts, as one JSON line: `{"passed":12,"failed":0}`.
 * A cancelled test counts as failed; a skipped one counts as neither.
 */
interface Evenement {
  type: string;
  data: {
    file?: string;
    counts?: { passed: number; failed: number; cancelled: number; skipped: number; todo: number };
  };
}

export default async function* compteur(source: AsyncIterable<Evenement>): AsyncGenerator<string> {
  for await (const { type, data } of source) {
    // One summary per file, then one for the whole run, which names no file.
    if (type !== 'test:summary' || data.file !== undefined || !data.counts) continue;
    const { passed, failed, cancelled } = data.counts;
    yield `${JSON.stringify({ passed, failed: failed + cancelled })}\n`;
  }
}
