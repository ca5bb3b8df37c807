import type { Complement, Implicite } from '#contract/schemas/echeance.ts';
import type { TableDemande } from './tables.ts';

/** What silence decided, if it did. */
export const lireImplicite = ({
  implicite,
  implicite_le,
}: Pick<TableDemande, 'implicite' | 'implicite_le'>): Implicite | null =>
  implicite && implicite_le ? { sens: implicite, neeLe: implicite_le } : null;

/** What the citizen was asked and has not answered. */
export const lireComplement = ({ complement }: Pick<TableDemande, 'complement'>): Complement | null =>
  complement === null ? null : (JSON.parse(complement) as Complement);
