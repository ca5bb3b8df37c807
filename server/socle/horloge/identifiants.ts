import { randomFillSync } from 'node:crypto';
import { v7 } from 'uuid';
import type { Horloge } from './horloge.ts';

export type Identifiants = () => string;

/**
 * UUIDv7 in strictly increasing order within a process, even when the clock stands still or goes back:
 * ids order the events of a commune, so a cursor on them never skips one.
 */
export function creerIdentifiants(horloge: Horloge): Identifiants {
  let dernier = 0;
  let suite = 0;
  const reserve = Buffer.alloc(16 * 256);
  let position = reserve.length;
  return () => {
    const instant = horloge.maintenant();
    if (instant > dernier) {
      dernier = instant;
      suite = 0;
    } else if (++suite > 0xfff_ffff) {
      dernier += 1;
      suite = 0;
    }
    if (position === reserve.length) {
      randomFillSync(reserve);
      position = 0;
    }
    const random = reserve.subarray(position, (position += 16));
    return v7({ msecs: dernier, seq: suite, random });
  };
}
