import type { Moyen } from '#contract/schemas/session.ts';
import { atelier } from '../socle/db/requete.ts';
import type { TableEvenementUsager, TableIdentite, TableUsager } from './tables.ts';

const requete = atelier<{
  usager: TableUsager;
  identite: TableIdentite;
  evenement_usager: TableEvenementUsager;
}>();

export const usagerParId = requete((k, p: { id: string }) =>
  k.selectFrom('usager').selectAll().where('id', '=', p.id),
);

export const insererUsager = requete((k, p: { id: string; le: number; profil: string }) =>
  k.insertInto('usager').values({ id: p.id, cree_le: p.le, vu_le: p.le, profil: p.profil, averti_le: null }),
);

/** He was there: his space is not an unused one. */
export const voirUsager = requete((k, p: { id: string; le: number }) =>
  k.updateTable('usager').set({ vu_le: p.le, averti_le: null }).where('id', '=', p.id),
);

/** Guarded by the profile that was read. */
export const ecrireProfil = requete((k, p: { id: string; ancien: string; profil: string }) =>
  k.updateTable('usager').set({ profil: p.profil }).where('id', '=', p.id).where('profil', '=', p.ancien),
);

/** Guarded by the profile that was read. */
export const effacerUsager = requete((k, p: { id: string; profil: string }) =>
  k.deleteFrom('usager').where('id', '=', p.id).where('profil', '=', p.profil),
);

export const identitePar = requete((k, p: { moyen: Moyen; valeur: string }) =>
  k.selectFrom('identite').selectAll().where('moyen', '=', p.moyen).where('valeur', '=', p.valeur),
);

/** The main address first, then the oldest. */
export const identitesDe = requete((k, p: { usager: string }) =>
  k
    .selectFrom('identite')
    .selectAll()
    .where('usager', '=', p.usager)
    .orderBy('principale', 'desc')
    .orderBy('verifiee_le'),
);

export const insererIdentite = requete(
  (k, p: { id: string; usager: string; moyen: Moyen; valeur: string; le: number; principale: 0 | 1 }) =>
    k.insertInto('identite').values({
      id: p.id,
      usager: p.usager,
      moyen: p.moyen,
      valeur: p.valeur,
      verifiee_le: p.le,
      principale: p.principale,
    }),
);

/** It was proven again. Guarded: it still opens that space. */
export const toucherIdentite = requete((k, p: { id: string; usager: string; le: number }) =>
  k.updateTable('identite').set({ verifiee_le: p.le }).where('id', '=', p.id).where('usager', '=', p.usager),
);

/** For a guard: it is still there. */
export const retenirIdentite = requete((k, p: { id: string; usager: string }) =>
  k.updateTable('identite').set({ usager: p.usager }).where('id', '=', p.id).where('usager', '=', p.usager),
);

export const effacerIdentite = requete((k, p: { id: string; usager: string }) =>
  k.deleteFrom('identite').where('id', '=', p.id).where('usager', '=', p.usager),
);

export const deplacerIdentites = requete((k, p: { de: string; vers: string }) =>
  k.updateTable('identite').set({ usager: p.vers, principale: 0 }).where('usager', '=', p.de),
);

/** No address is the main one any more; `nommerPrincipale` comes next in the commit. */
export const oublierPrincipale = requete((k, p: { usager: string }) =>
  k.updateTable('identite').set({ principale: 0 }).where('usager', '=', p.usager),
);

export const nommerPrincipale = requete((k, p: { usager: string; valeur: string }) =>
  k
    .updateTable('identite')
    .set({ principale: 1 })
    .where('usager', '=', p.usager)
    .where('moyen', '=', 'courriel')
    .where('valeur', '=', p.valeur),
);

export const insererEvenementUsager = requete((k, p: TableEvenementUsager) =>
  k.insertInto('evenement_usager').values({
    id: p.id,
    usager: p.usager,
    le: p.le,
    type: p.type,
    role: p.role,
    auteur: p.auteur,
    donnees: p.donnees,
  }),
);

/** When two spaces become one, so do their histories. */
export const deplacerEvenements = requete((k, p: { de: string; vers: string }) =>
  k.updateTable('evenement_usager').set({ usager: p.vers }).where('usager', '=', p.de),
);
