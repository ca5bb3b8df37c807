import { sql, type SqlBool } from 'kysely';
import { atelier } from '../socle/db/requete.ts';
import type { TableCodeRecu } from './tables.ts';

const requete = atelier<{ code_recu: TableCodeRecu }>();

export const poserCode = requete((k, p: Pick<TableCodeRecu, 'cle' | 'code' | 'expire_le'>) =>
  k
    .insertInto('code_recu')
    .values({ cle: p.cle, code: p.code, expire_le: p.expire_le, essais: 0, etrangers: 0, servi: null })
    .onConflict((oc) =>
      oc
        .column('cle')
        .doUpdateSet({ code: p.code, expire_le: p.expire_le, essais: 0, etrangers: 0, servi: null }),
    ),
);

/** Takes a try before the code is compared, so that two at once cannot share one. */
export const prendreEssai = requete((k, p: { cle: string; maintenant: number; max: number }) =>
  k
    .updateTable('code_recu')
    .set((eb) => ({ essais: eb('essais', '+', 1) }))
    .where('cle', '=', p.cle)
    .where('servi', 'is', null)
    .where('expire_le', '>', p.maintenant)
    .where('essais', '<', p.max)
    .returning(['cle', 'code']),
);

/** Codes of one address: its own key, or followed by who asked. No address has a space in it. */
const deAdresse = (p: { nue: string }) =>
  sql<SqlBool>`(cle = ${p.nue} or (cle > ${p.nue} || ' ' and cle < ${p.nue} || '!'))`;

/**
 * The same, where several may have asked: that of the caller's own asking, else the newest, of which those who did not ask
 * get fewer tries.
 * @param p.cle of the caller's own asking; `nue`: without who asked
 */
export const prendreEssaiParmi = requete(
  (k, p: { cle: string; nue: string; maintenant: number; max: number; maxEtrangers: number }) =>
    k
      .updateTable('code_recu')
      .set((eb) => ({
        essais: eb('essais', '+', 1),
        etrangers: sql<number>`etrangers + (cle not in (${p.cle}, ${p.nue}))`,
      }))
      .where('cle', '=', (eb) =>
        eb
          .selectFrom('code_recu')
          .select('cle')
          .where(deAdresse(p))
          .where('servi', 'is', null)
          .where('expire_le', '>', p.maintenant)
          .orderBy(sql`cle = ${p.cle}`, 'desc')
          .orderBy('expire_le', 'desc')
          .limit(1),
      )
      .where('essais', '<', p.max)
      .where(sql<SqlBool>`(cle in (${p.cle}, ${p.nue}) or etrangers < ${p.maxEtrangers})`)
      .returning(['cle', 'code']),
);

/** Guarded: of two that hold the same code at once, one enters. */
export const effacerCode = requete((k, p: { cle: string; code: string }) =>
  k.deleteFrom('code_recu').where('cle', '=', p.cle).where('code', '=', p.code),
);

/** The same, and remembers for a while which session it opened. */
export const servirCode = requete((k, p: { cle: string; code: string; servi: string; expire_le: number }) =>
  k
    .updateTable('code_recu')
    .set({ servi: p.servi, expire_le: p.expire_le })
    .where('cle', '=', p.cle)
    .where('code', '=', p.code)
    .where('servi', 'is', null),
);

/** Those that were mailed to the address besides: who has come in needs none. */
export const effacerAutresCodes = requete((k, p: { nue: string; cle: string }) =>
  k.deleteFrom('code_recu').where(deAdresse(p)).where('cle', '<>', p.cle),
);

export const codesServis = requete((k, p: { nue: string; maintenant: number }) =>
  k
    .selectFrom('code_recu')
    .select(['cle', 'code', 'servi'])
    .where(deAdresse(p))
    .where('servi', 'is not', null)
    .where('expire_le', '>', p.maintenant),
);

export const codeParCle = requete((k, p: { cle: string }) =>
  k.selectFrom('code_recu').select('code').where('cle', '=', p.cle).where('servi', 'is', null),
);

export const purgerCodes = requete((k, p: { avant: number }) =>
  k.deleteFrom('code_recu').where('expire_le', '<', p.avant),
);
