import { atelier } from '../socle/db/requete.ts';
import type { TableCodeConnexion, TableSession } from './tables.ts';

const requete = atelier<{ code_connexion: TableCodeConnexion; session: TableSession }>();

export const poserCode = requete((k, p: Omit<TableCodeConnexion, 'essais'>) =>
  k
    .insertInto('code_connexion')
    .values({ courriel: p.courriel, code: p.code, expire_le: p.expire_le, essais: 0 })
    .onConflict((oc) =>
      oc.column('courriel').doUpdateSet({ code: p.code, expire_le: p.expire_le, essais: 0 }),
    ),
);

/** Takes a try before the code is compared, so that two at once cannot share one. */
export const prendreEssai = requete((k, p: { courriel: string; maintenant: number; max: number }) =>
  k
    .updateTable('code_connexion')
    .set((eb) => ({ essais: eb('essais', '+', 1) }))
    .where('courriel', '=', p.courriel)
    .where('expire_le', '>', p.maintenant)
    .where('essais', '<', p.max)
    .returning('code'),
);

export const effacerCode = requete((k, p: { courriel: string; code: string }) =>
  k.deleteFrom('code_connexion').where('courriel', '=', p.courriel).where('code', '=', p.code),
);

export const insererSession = requete((k, p: TableSession) =>
  k.insertInto('session').values({
    jeton: p.jeton,
    courriel: p.courriel,
    cree_le: p.cree_le,
    expire_le: p.expire_le,
  }),
);

export const sessionDe = requete((k, p: { jeton: string; maintenant: number }) =>
  k
    .selectFrom('session')
    .select(['courriel', 'expire_le'])
    .where('jeton', '=', p.jeton)
    .where('expire_le', '>', p.maintenant),
);

export const fermerSession = requete((k, p: { jeton: string }) =>
  k.deleteFrom('session').where('jeton', '=', p.jeton),
);

export const purgerSessions = requete((k, p: { avant: number }) =>
  k.deleteFrom('session').where('expire_le', '<', p.avant),
);
