import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** Gives back what only the start needed: the collector would keep its room for a load that may not come for hours. */
export function rendreMemoire(): void {
  setFlagsFromString('--expose-gc');
  const ramasser = runInNewContext('gc') as (options: { type: 'major'; flavor: 'last-resort' }) => void;
  setFlagsFromString('--no-expose-gc');
  ramasser({ type: 'major', flavor: 'last-resort' });
}
