import { sql, type SqlBool } from 'kysely';
import { atelier } from '../socle/db/requete.ts';
import type { TableIdentite } from '../identite/tables.ts';
import type { TableEvenementMandat, TableMandat } from './tables.ts';

const requete = atelier<{
  mandat: TableMandat;
  evenement_mandat: TableEvenementMandat;
  identite: TableIdentite;
  demande: { id: string; usager: string | null; mandat: string | null };
}>();

export const mandatParId = requete((k, p: { id: string }) =>
  k.selectFrom('mandat').selectAll().where('id', '=', p.id),
);

export const mandatParReference = requete((k, p: { reference: string }) =>
  k.selectFrom('mandat').selectAll().where('reference', '=', p.reference),
);

/** `ids` is a JSON array. */
export const mandatsParIds = requete((k, p: { ids: string }) =>
  k
    .selectFrom('mandat')
    .selectAll()
    .where(sql<SqlBool>`mandat.id in (select value from json_each(${p.ids}))`),
);

/** The newest first; those that ended before `finisDepuis` are left to the archives. */
export const mandatsDeAidant = requete((k, p: { aidant: string; finisDepuis: number; limite: number }) =>
  k
    .selectFrom('mandat')
    .selectAll()
    .where('aidant', '=', p.aidant)
    .where((ou) => ou.or([ou('fini_le', 'is', null), ou('fini_le', '>=', p.finisDepuis)]))
    .orderBy('id', 'desc')
    .limit(p.limite),
);

/**
 * Those of a space: linked to it, given with an address that it has proven, or under which one of its requests was
 * filed.
 */
export const mandatsDeUsager = requete((k, p: { usager: string }) =>
  k
    .selectFrom('mandat')
    .selectAll()
    .where(
      sql<SqlBool>`mandat.id in (
        select id from mandat where usager = ${p.usager}
        union select mandat.id from identite join mandat on mandat.courriel = identite.valeur
          where identite.usager = ${p.usager} and identite.moyen = 'courriel'
        union select mandat from demande where usager = ${p.usager} and mandat is not null)`,
    )
    .orderBy('id', 'desc'),
);

/** The space that has proven an address. */
export const usagerDeAdresse = requete((k, p: { adresse: string }) =>
  k.selectFrom('identite').select('usager').where('moyen', '=', 'courriel').where('valeur', '=', p.adresse),
);

export const insererMandat = requete((k, p: TableMandat) =>
  k.insertInto('mandat').values({
    id: p.id,
    reference: p.reference,
    aidant: p.aidant,
    aidant_nom: p.aidant_nom,
    structure: p.structure,
    usager: p.usager,
    prenom: p.prenom,
    nom: p.nom,
    courriel: p.courriel,
    telephone: p.telephone,
    demarches: p.demarches,
    jusquau: p.jusquau,
    consentement: p.consentement,
    etat: p.etat,
    cree_le: p.cree_le,
    consenti_le: p.consenti_le,
    signee_le: p.signee_le,
    fini_le: p.fini_le,
    fini_par: p.fini_par,
  }),
);

/** Guarded: consent is given once, to a mandate that awaits it. */
export const consentirMandat = requete(
  (k, p: { id: string; le: number; signee_le: string | null; usager: string | null }) =>
    k
      .updateTable('mandat')
      .set({ etat: 'actif', consenti_le: p.le, signee_le: p.signee_le, usager: p.usager })
      .where('id', '=', p.id)
      .where('etat', '=', 'attendu'),
);

/** Guarded by what was read: narrowing never widens. */
export const limiterMandat = requete(
  (k, p: { id: string; demarches: string; jusquau: string; demarchesLues: string; jusquauLu: string }) =>
    k
      .updateTable('mandat')
      .set({ demarches: p.demarches, jusquau: p.jusquau })
      .where('id', '=', p.id)
      .where('etat', '!=', 'fini')
      .where('demarches', '=', p.demarchesLues)
      .where('jusquau', '=', p.jusquauLu),
);

/** Guarded: a mandate ends once. */
export const finirMandat = requete((k, p: { id: string; le: number; par: TableMandat['fini_par'] }) =>
  k
    .updateTable('mandat')
    .set({ etat: 'fini', fini_le: p.le, fini_par: p.par })
    .where('id', '=', p.id)
    .where('etat', '!=', 'fini'),
);

/** Past their last day, never agreed to, or of a helper who is no longer listed (`aidants`: JSON array of addresses). */
export const mandatsAFinir = requete(
  (k, p: { aujourdhui: string; aidants: string; attendusAvant: number; limite: number }) =>
    k
      .selectFrom('mandat')
      .selectAll()
      .where('etat', '!=', 'fini')
      .where((ou) =>
        ou.or([
          ou('jusquau', '<', p.aujourdhui),
          ou.and([ou('etat', '=', 'attendu'), ou('cree_le', '<', p.attendusAvant)]),
          sql<SqlBool>`aidant not in (select value from json_each(${p.aidants}))`,
        ]),
      )
      .orderBy('id')
      .limit(p.limite),
);

export const insererEvenementMandat = requete((k, p: TableEvenementMandat) =>
  k.insertInto('evenement_mandat').values({
    id: p.id,
    mandat: p.mandat,
    le: p.le,
    type: p.type,
    role: p.role,
    auteur: p.auteur,
    donnees: p.donnees,
  }),
);

export const evenementsDeMandat = requete((k, p: { mandat: string }) =>
  k.selectFrom('evenement_mandat').selectAll().where('mandat', '=', p.mandat).orderBy('id'),
);

export const evenementDeMandat = requete((k, p: { id: string }) =>
  k.selectFrom('evenement_mandat').selectAll().where('id', '=', p.id),
);
