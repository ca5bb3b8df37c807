import { atelier } from '../socle/db/requete.ts';
import type { TableCodeRecu } from './tables.ts';

const requete = atelier<{ code_recu: TableCodeRecu }>();

export const poserCode = requete((k, p: Omit<TableCodeRecu, 'essais'>) =>
  k
    .insertInto('code_recu')
    .values({ cle: p.cle, code: p.code, expire_le: p.expire_le, essais: 0 })
    .onConflict((oc) => oc.column('cle').doUpdateSet({ code: p.code, expire_le: p.expire_le, essais: 0 })),
);

/** Takes a try before the code is compared, so that two at once cannot share one. */
export const prendreEssai = requete((k, p: { cle: string; maintenant: number; max: number }) =>
  k
    .updateTable('code_recu')
    .set((eb) => ({ essais: eb('essais', '+', 1) }))
    .where('cle', '=', p.cle)
    .where('expire_le', '>', p.maintenant)
    .where('essais', '<', p.max)
    .returning('code'),
);

/** Guarded: of two that hold the same code at once, one enters. */
export const effacerCode = requete((k, p: { cle: string; code: string }) =>
  k.deleteFrom('code_recu').where('cle', '=', p.cle).where('code', '=', p.code),
);

export const codeParCle = requete((k, p: { cle: string }) =>
  k.selectFrom('code_recu').select('code').where('cle', '=', p.cle),
);

export const purgerCodes = requete((k, p: { avant: number }) =>
  k.deleteFrom('code_recu').where('expire_le', '<', p.avant),
);
