import { sql } from 'kysely';
import { atelier } from '../../socle/db/requete.ts';
import type { TableIdentite, TableRetablissement } from '../tables.ts';

const requete = atelier<{ retablissement: TableRetablissement; identite: TableIdentite }>();

export const insererRetablissement = requete(
  (k, p: Omit<TableRetablissement, 'entree_le' | 'annule_le' | 'autre'>) =>
    k.insertInto('retablissement').values({
      id: p.id,
      usager: p.usager,
      ancienne: p.ancienne,
      nouvelle: p.nouvelle,
      piece: p.piece,
      motif: p.motif,
      agent: p.agent,
      le: p.le,
      entrer_avant: p.entrer_avant,
      annulable_jusqua: p.annulable_jusqua,
      entree_le: null,
      annule_le: null,
      autre: null,
    }),
);

/** Those that an agent may still undo. */
export const retablissementsAnnulables = requete((k, p: { maintenant: number; limite: number }) =>
  k
    .selectFrom('retablissement')
    .selectAll()
    .where('annule_le', 'is', null)
    .where('annulable_jusqua', '>', p.maintenant)
    .orderBy('id', 'desc')
    .limit(p.limite),
);

export const retablissementParId = requete((k, p: { id: string }) =>
  k.selectFrom('retablissement').selectAll().where('id', '=', p.id),
);

/** The address was replaced at the counter, and that can still be undone. */
export const retablissementDeAncienne = requete((k, p: { courriel: string; maintenant: number }) =>
  k
    .selectFrom('retablissement')
    .selectAll()
    .where('ancienne', '=', p.courriel)
    .where('annule_le', 'is', null)
    .where('annulable_jusqua', '>', p.maintenant)
    .orderBy('id', 'desc'),
);

/** The address was given at the counter, and its first code is awaited. */
export const retablissementDeNouvelle = requete((k, p: { courriel: string; maintenant: number }) =>
  k
    .selectFrom('retablissement')
    .selectAll()
    .where('nouvelle', '=', p.courriel)
    .where('annule_le', 'is', null)
    .where('entree_le', 'is', null)
    .where('entrer_avant', '>', p.maintenant)
    .orderBy('id', 'desc'),
);

/** Somebody has entered the space with the address given at the counter, and an agent may still undo that. */
export const retablissementRecent = requete((k, p: { usager: string; maintenant: number }) =>
  k
    .selectFrom('retablissement')
    .select('annulable_jusqua')
    .where('usager', '=', p.usager)
    .where('entree_le', 'is not', null)
    .where('annule_le', 'is', null)
    .where('annulable_jusqua', '>', p.maintenant)
    .orderBy('annulable_jusqua', 'desc'),
);

/** Given at the counter, never entered: another try may replace it. */
export const retablissementManque = requete((k, p: { courriel: string }) =>
  k
    .selectFrom('retablissement')
    .selectAll()
    .where('ancienne', '=', p.courriel)
    .where('annule_le', 'is', null)
    .where('entree_le', 'is', null)
    .orderBy('id', 'desc'),
);

/** Guarded: once, and not when it was undone. */
export const entrerRetablissement = requete((k, p: { id: string; le: number; autre: string | null }) =>
  k
    .updateTable('retablissement')
    .set({ entree_le: p.le, autre: p.autre })
    .where('id', '=', p.id)
    .where('entree_le', 'is', null)
    .where('annule_le', 'is', null),
);

export const annulerRetablissement = requete((k, p: { id: string; le: number }) =>
  k
    .updateTable('retablissement')
    .set({ annule_le: p.le })
    .where('id', '=', p.id)
    .where('annule_le', 'is', null),
);

export const oublierAutre = requete((k, p: { id: string }) =>
  k.updateTable('retablissement').set({ autre: null }).where('id', '=', p.id).where('annule_le', 'is', null),
);

export const deplacerRetablissements = requete((k, p: { de: string; vers: string }) =>
  k.updateTable('retablissement').set({ usager: p.vers }).where('usager', '=', p.de),
);

/** The space that waits to be joined was joined to another, maybe to the one it was to join. */
export const deplacerAutres = requete((k, p: { de: string; vers: string }) =>
  k
    .updateTable('retablissement')
    .set({ autre: sql<string | null>`nullif(${p.vers}, usager)` })
    .where('autre', '=', p.de),
);

/** One identity, from a space to another. */
export const deplacerIdentite = requete((k, p: { id: string; de: string; vers: string }) =>
  k
    .updateTable('identite')
    .set({ usager: p.vers, principale: 0 })
    .where('id', '=', p.id)
    .where('usager', '=', p.de),
);

/** The event in the space's history stays. */
export const purgerRetablissements = requete((k, p: { avant: number }) =>
  k.deleteFrom('retablissement').where('annulable_jusqua', '<', p.avant).where('autre', 'is', null),
);
