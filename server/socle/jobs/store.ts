import { atelier } from '../db/requete.ts';
import type { TableJob } from './tables.ts';

const requete = atelier<{ job: TableJob }>();

export const insererJob = requete(
  (k, p: Pick<TableJob, 'id' | 'type' | 'donnees' | 'sujet' | 'cle' | 'disponible_le' | 'cree_le'>) =>
    k.insertInto('job').values({
      id: p.id,
      type: p.type,
      donnees: p.donnees,
      sujet: p.sujet,
      cle: p.cle,
      disponible_le: p.disponible_le,
      bail_jusqu: null,
      essais: 0,
      etat: 'attente',
      erreur: null,
      cree_le: p.cree_le,
    }),
);

/** What failed elsewhere, kept as a job given up: somebody sees it, and may have it done again. */
export const insererJobMort = requete(
  (
    k,
    p: Pick<TableJob, 'id' | 'type' | 'donnees' | 'sujet' | 'disponible_le' | 'cree_le'> & { erreur: string },
  ) =>
    k.insertInto('job').values({
      id: p.id,
      type: p.type,
      donnees: p.donnees,
      sujet: p.sujet,
      cle: null,
      disponible_le: p.disponible_le,
      bail_jusqu: null,
      essais: 1,
      etat: 'mort',
      erreur: p.erreur,
      cree_le: p.cree_le,
    }),
);

/** Like `insererJob`, but does nothing when a job of this key already waits. */
export const insererJobUnique = requete(
  (k, p: Pick<TableJob, 'id' | 'type' | 'donnees' | 'disponible_le' | 'cree_le'> & { cle: string }) =>
    k
      .insertInto('job')
      .values({
        id: p.id,
        type: p.type,
        donnees: p.donnees,
        sujet: null,
        cle: p.cle,
        disponible_le: p.disponible_le,
        bail_jusqu: null,
        essais: 0,
        etat: 'attente',
        erreur: null,
        cree_le: p.cree_le,
      })
      .onConflict((oc) => oc.column('cle').doNothing()),
);

/** Takes up to `limite` due jobs for the time of a lease; a job whose lease ran out is taken again. */
export const prendreJobs = requete((k, p: { maintenant: number; bail: number; limite: number }) =>
  k
    .updateTable('job')
    .set((eb) => ({ bail_jusqu: p.bail, essais: eb('essais', '+', 1) }))
    .where('id', 'in', (eb) =>
      eb
        .selectFrom('job')
        .select('id')
        .where('etat', '=', 'attente')
        .where('disponible_le', '<=', p.maintenant)
        .where((ou) => ou.or([ou('bail_jusqu', 'is', null), ou('bail_jusqu', '<=', p.maintenant)]))
        .orderBy('disponible_le')
        .limit(p.limite),
    )
    .returningAll(),
);

/** When the next job becomes due, or `null`. */
export const prochaineEcheance = requete((k, p: { maintenant: number }) =>
  k
    .selectFrom('job')
    .select((eb) => eb.fn.min(eb.fn.coalesce('bail_jusqu', 'disponible_le')).as('quand'))
    .where('etat', '=', 'attente')
    .where((ou) => ou.or([ou('bail_jusqu', 'is', null), ou('bail_jusqu', '>', p.maintenant)])),
);

/** The lease must still be ours: `essais` is the try we took. */
export const finirJob = requete((k, p: { id: string; essais: number }) =>
  k.deleteFrom('job').where('id', '=', p.id).where('essais', '=', p.essais),
);

export const reporterJob = requete(
  (k, p: { id: string; essais: number; disponible_le: number; erreur: string }) =>
    k
      .updateTable('job')
      .set({ disponible_le: p.disponible_le, bail_jusqu: null, erreur: p.erreur })
      .where('id', '=', p.id)
      .where('essais', '=', p.essais),
);

export const abandonnerJob = requete((k, p: { id: string; essais: number; erreur: string }) =>
  k
    .updateTable('job')
    .set({ etat: 'mort', bail_jusqu: null, erreur: p.erreur })
    .where('id', '=', p.id)
    .where('essais', '=', p.essais),
);

/** Without asking whose it is. */
export const supprimerJob = requete((k, p: { id: string }) => k.deleteFrom('job').where('id', '=', p.id));

export const jobsMorts = requete((k, p: { limite: number }) =>
  k.selectFrom('job').selectAll().where('etat', '=', 'mort').orderBy('id', 'desc').limit(p.limite),
);

/** Those about `sujet` that were given up. */
export const jobsMortsDe = requete((k, p: { sujet: string; type: string }) =>
  k
    .selectFrom('job')
    .selectAll()
    .where('sujet', '=', p.sujet)
    .where('type', '=', p.type)
    .where('etat', '=', 'mort')
    .orderBy('id'),
);

export const jobParId = requete((k, p: { id: string }) =>
  k.selectFrom('job').selectAll().where('id', '=', p.id),
);

export const relancerJob = requete((k, p: { id: string; disponible_le: number }) =>
  k
    .updateTable('job')
    .set({ etat: 'attente', essais: 0, bail_jusqu: null, disponible_le: p.disponible_le })
    .where('id', '=', p.id)
    .where('etat', '=', 'mort'),
);

export const compterJobs = requete((k, _p: object) =>
  k
    .selectFrom('job')
    .select(['etat', (eb) => eb.fn.countAll<number>().as('nombre')])
    .groupBy('etat'),
);

/**
 * How many jobs of each type wait (`attente`), wait after a failure (`reprise`) or were given up (`morte`), and since
 * when the first of those that wait is due, if it is.
 */
export const mesurerJobs = requete((k, p: { maintenant: number }) =>
  k
    .selectFrom('job')
    .select((eb) => [
      'type',
      eb
        .case()
        .when('etat', '=', 'mort')
        .then('morte')
        .when('erreur', 'is not', null)
        .then('reprise')
        .else('attente')
        .end()
        .$castTo<'attente' | 'reprise' | 'morte'>()
        .as('etat'),
      eb.fn.countAll<number>().as('nombre'),
      eb.fn
        .min(
          eb
            .case()
            .when(eb.and([eb('job.etat', '=', 'attente'), eb('disponible_le', '<=', p.maintenant)]))
            .then(eb.ref('disponible_le'))
            .else(null)
            .end(),
        )
        .$castTo<number | null>()
        .as('depuis'),
    ])
    .groupBy(['type', 'job.etat', (eb) => eb('erreur', 'is not', null)]),
);
