import type { Moyen } from '#contract/schemas/session.ts';
import { atelier } from '../socle/db/requete.ts';
import type { TableIdentite, TableUsager } from './tables.ts';

const requete = atelier<{ usager: TableUsager; identite: TableIdentite }>();

export const usagerParId = requete((k, p: { id: string }) =>
  k.selectFrom('usager').selectAll().where('id', '=', p.id),
);

export const insererUsager = requete((k, p: { id: string; le: number; profil: string }) =>
  k.insertInto('usager').values({ id: p.id, cree_le: p.le, vu_le: p.le, profil: p.profil, averti_le: null }),
);

export const ecrireProfil = requete((k, p: { id: string; profil: string }) =>
  k.updateTable('usager').set({ profil: p.profil }).where('id', '=', p.id),
);

export const identitePar = requete((k, p: { moyen: Moyen; valeur: string }) =>
  k.selectFrom('identite').selectAll().where('moyen', '=', p.moyen).where('valeur', '=', p.valeur),
);

export const identitesDe = requete((k, p: { usager: string }) =>
  k.selectFrom('identite').selectAll().where('usager', '=', p.usager).orderBy('id'),
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

export const toucherIdentite = requete((k, p: { id: string; le: number }) =>
  k.updateTable('identite').set({ verifiee_le: p.le }).where('id', '=', p.id),
);
