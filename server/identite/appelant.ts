import { createHmac } from 'node:crypto';
import type { Commune } from '../communes/commune.ts';

/** Who calls, kept for some minutes, and only so that he can be told from another: his address is never written. */
export const marquer = ({ secret }: Pick<Commune, 'secret'>, appelant: string): string =>
  createHmac('sha256', secret).update(`appelant ${appelant}`).digest('base64url');
