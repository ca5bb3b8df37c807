import { atelier } from '../../socle/db/requete.ts';
import type { TableAnnulable } from './tables.ts';

const requete = atelier<{ annulable: TableAnnulable }>();

export const annulableDe = requete((k, p: { demande_id: string }) =>
  k.selectFrom('annulable').selectAll().where('demande_id', '=', p.demande_id),
);

/** In place of the one before, which thereby stands. */
export const poserAnnulable = requete((k, p: TableAnnulable) =>
  k
    .insertInto('annulable')
    .values({
      demande_id: p.demande_id,
      agent: p.agent,
      debut: p.debut,
      fin: p.fin,
      jusqua: p.jusqua,
      avant: p.avant,
    })
    .onConflict((oc) =>
      oc.column('demande_id').doUpdateSet({
        agent: p.agent,
        debut: p.debut,
        fin: p.fin,
        jusqua: p.jusqua,
        avant: p.avant,
      }),
    ),
);

/** Guarded: a decision is taken back once. */
export const oterAnnulable = requete((k, p: { demande_id: string; debut: number }) =>
  k.deleteFrom('annulable').where('demande_id', '=', p.demande_id).where('debut', '=', p.debut),
);

export const purgerAnnulables = requete((k, p: { avant: number }) =>
  k.deleteFrom('annulable').where('jusqua', '<', p.avant),
);
