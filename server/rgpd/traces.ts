import { createHmac } from 'node:crypto';
import type { TableDemandeEffacee } from './tables.ts';

/** Before the first trace. */
export const SANS_TRACE = { rang: 0, sceau: '0'.repeat(64) };

/** Whoever has the database alone can make no trace that holds: the secret is in another file. */
export function scellerTrace(
  secret: Uint8Array,
  precedent: string,
  trace: Omit<TableDemandeEffacee, 'sceau' | 'comptee'>,
): string {
  const { rang, demande_id, numero, recue_le, maj_le, effacee_le, motif, evenements, tete } = trace;
  const contenu = [
    precedent,
    rang,
    demande_id,
    numero,
    recue_le,
    maj_le,
    effacee_le,
    motif,
    evenements,
    tete,
  ];
  return createHmac('sha256', secret).update(JSON.stringify(contenu)).digest('hex');
}
