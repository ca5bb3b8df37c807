import { readFileSync } from 'node:fs';

/** What this process holds, in bytes; `propre` is 0 where the system does not tell. */
export function memoire(): { rss: number; propre: number } {
  let propre = 0;
  try {
    const statut = readFileSync('/proc/self/status', 'utf8');
    propre = Number(/^RssAnon:\s+(\d+)/m.exec(statut)?.[1] ?? 0) * 1024;
  } catch {
    // Linux only.
  }
  return { rss: process.memoryUsage.rss(), propre };
}
