import type { RoleSession } from '#contract/schemas/session.ts';
import { atelier } from '../../socle/db/requete.ts';
import type { TableSessionOuverte } from '../tables.ts';

const requete = atelier<{ session_ouverte: TableSessionOuverte }>();

export const insererSession = requete((k, p: TableSessionOuverte) =>
  k.insertInto('session_ouverte').values({
    id: p.id,
    role: p.role,
    sujet: p.sujet,
    jkt: p.jkt,
    rang: p.rang,
    tournee_le: p.tournee_le,
    prouvee_le: p.prouvee_le,
    moyen: p.moyen,
    appareil: p.appareil,
    rester: p.rester,
    ouverte_le: p.ouverte_le,
    fin_le: p.fin_le,
    inactive_le: p.inactive_le,
    jeton_identite: p.jeton_identite,
  }),
);

export const sessionParId = requete((k, p: { id: string }) =>
  k.selectFrom('session_ouverte').selectAll().where('id', '=', p.id),
);

/** Guarded by the rank: of two renewals at once, one turns it. */
export const tournerSession = requete(
  (k, p: { id: string; rang: number; rangSuivant: number; le: number; inactive_le: number }) =>
    k
      .updateTable('session_ouverte')
      .set({ rang: p.rangSuivant, tournee_le: p.le, inactive_le: p.inactive_le })
      .where('id', '=', p.id)
      .where('rang', '=', p.rang),
);

export const prouverSession = requete((k, p: { id: string; le: number }) =>
  k.updateTable('session_ouverte').set({ prouvee_le: p.le }).where('id', '=', p.id),
);

export const finirSession = requete((k, p: { id: string }) =>
  k.deleteFrom('session_ouverte').where('id', '=', p.id),
);

/** One's own only. */
export const finirSessionDe = requete((k, p: { id: string; role: RoleSession; sujet: string }) =>
  k
    .deleteFrom('session_ouverte')
    .where('id', '=', p.id)
    .where('role', '=', p.role)
    .where('sujet', '=', p.sujet),
);

export const finirSessionsDe = requete((k, p: { role: RoleSession; sujet: string }) =>
  k.deleteFrom('session_ouverte').where('role', '=', p.role).where('sujet', '=', p.sujet),
);

/** All but one. */
export const finirAutresSessions = requete((k, p: { role: RoleSession; sujet: string; sauf: string }) =>
  k
    .deleteFrom('session_ouverte')
    .where('role', '=', p.role)
    .where('sujet', '=', p.sujet)
    .where('id', '<>', p.sauf),
);

export const sessionsDe = requete((k, p: { role: RoleSession; sujet: string; maintenant: number }) =>
  k
    .selectFrom('session_ouverte')
    .selectAll()
    .where('role', '=', p.role)
    .where('sujet', '=', p.sujet)
    .where('inactive_le', '>', p.maintenant)
    .where('fin_le', '>', p.maintenant)
    .orderBy('ouverte_le', 'desc'),
);

export const purgerSessions = requete((k, p: { avant: number }) =>
  k
    .deleteFrom('session_ouverte')
    .where((ou) => ou.or([ou('inactive_le', '<', p.avant), ou('fin_le', '<', p.avant)])),
);
