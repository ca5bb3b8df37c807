import type { Commune } from '../communes/commune.ts';
import type { TableDemande } from '../demandes/tables.ts';
import { ecrire, type Instruction } from '../socle/db/moteur.ts';
import { clesDe, derniereTrace, EFFACER_DEMANDE, insererTrace } from './store.ts';
import type { MotifEffacement } from './tables.ts';
import { SANS_TRACE, scellerTrace } from './traces.ts';

/** What an erasure works on: a commune, or one of its backups. */
export type Archives = Pick<Commune, 'moteur' | 'secret'>;

/** An erasure to be: what to write, the files to remove once it is written, and every id that named what goes. */
export interface APrevoir {
  instructions: Instruction[];
  /** Keys of blobs. */
  cles: string[];
  ids: string[];
}

type Effacable = Pick<TableDemande, 'id' | 'numero' | 'recue_le' | 'maj_le' | 'rang' | 'tete'>;

/** Erases demandes with all that hangs on them; each leaves a trace that names nobody. */
export async function prevoirDemandes(
  { moteur, secret }: Archives,
  demandes: readonly Effacable[],
  motif: MotifEffacement,
  maintenant: number,
): Promise<APrevoir> {
  const prevu: APrevoir = { instructions: [], cles: [], ids: [] };
  let avant = (await moteur.lireUn(derniereTrace, {})) ?? SANS_TRACE;
  for (const { id, numero, recue_le, maj_le, rang: evenements, tete } of demandes) {
    const trace = {
      rang: avant.rang + 1,
      demande_id: id,
      numero,
      recue_le,
      maj_le,
      effacee_le: maintenant,
      motif,
      evenements,
      tete,
    };
    avant = { rang: trace.rang, sceau: scellerTrace(secret, avant.sceau, trace) };
    prevu.instructions.push(
      // First: without it the database lets no event go.
      ecrire(insererTrace, { ...trace, sceau: avant.sceau }),
      ...EFFACER_DEMANDE.map((effacer) => ecrire(effacer, { demande_id: id })),
    );
    prevu.ids.push(id);
    for (const piece of await moteur.lire(clesDe, { demande_id: id })) {
      prevu.ids.push(piece.id);
      prevu.cles.push(piece.cle);
    }
  }
  return prevu;
}
