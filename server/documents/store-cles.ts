import type { TableUsager } from '../identite/tables.ts';
import { atelier } from '../socle/db/requete.ts';
import type { TableCleUsager, TableDocument } from './tables.ts';

const requete = atelier<{
  cle_usager: TableCleUsager;
  document: TableDocument;
  usager: TableUsager;
}>();

/** Any of them closes what is new: they are all his. */
export const cleDUsager = requete((k, p: { usager: string }) =>
  k.selectFrom('cle_usager').selectAll().where('usager', '=', p.usager).orderBy('id').limit(1),
);

export const cleParId = requete((k, p: { id: string; usager: string }) =>
  k.selectFrom('cle_usager').selectAll().where('id', '=', p.id).where('usager', '=', p.usager),
);

/** Only for a space that exists: one that is being erased gets none. Of two first documents at once, one makes it. */
export const insererCle = requete((k, p: Omit<TableCleUsager, 'id'>) =>
  k
    .insertInto('cle_usager')
    .columns(['id', 'usager', 'maitre', 'enveloppe'])
    .expression((k2) =>
      k2
        .selectFrom('usager')
        .select((eb) => [
          'id',
          'id as usager',
          eb.val(p.maitre).as('maitre'),
          eb.val(p.enveloppe).as('enveloppe'),
        ])
        .where('id', '=', p.usager),
    )
    .onConflict((oc) => oc.doNothing()),
);

export const donnerCles = requete((k, p: { de: string; a: string }) =>
  k.updateTable('cle_usager').set({ usager: p.a }).where('usager', '=', p.de),
);

/** The master keys in use. */
export const maitresUtilises = requete((k, _p: object) =>
  k.selectFrom('cle_usager').select('maitre').distinct(),
);

export const clesSousUnAutre = requete((k, p: { maitre: string; limite: number }) =>
  k.selectFrom('cle_usager').selectAll().where('maitre', '!=', p.maitre).limit(p.limite),
);

export const reenvelopper = requete(
  (k, p: { id: string; avant: string; maitre: string; enveloppe: string }) =>
    k
      .updateTable('cle_usager')
      .set({ maitre: p.maitre, enveloppe: p.enveloppe })
      .where('id', '=', p.id)
      .where('enveloppe', '=', p.avant),
);

/**
 * Kept only while its key is its owner's (an erasure may have come in between), and while there is room: both are
 * looked at where it is written, so that two at once do not pass together.
 */
export const insererDocument = requete((k, p: Omit<TableDocument, 'rappele_le'> & { quota: number }) =>
  k
    .insertInto('document')
    .columns([
      'id',
      'usager',
      'cle',
      'cle_usager',
      'nom',
      'genre',
      'type',
      'taille',
      'empreinte',
      'valable_jusquau',
      'ajoute_le',
      'etat',
      'numero',
    ])
    .expression((k2) =>
      k2
        .selectFrom('cle_usager')
        .select((eb) => [
          eb.val(p.id).as('id'),
          eb.val(p.usager).as('usager'),
          eb.val(p.cle).as('cle'),
          eb.val(p.cle_usager).as('cle_usager'),
          eb.val(p.nom).as('nom'),
          eb.val(p.genre).as('genre'),
          eb.val(p.type).as('type'),
          eb.val(p.taille).as('taille'),
          eb.val(p.empreinte).as('empreinte'),
          eb.val(p.valable_jusquau).as('valable_jusquau'),
          eb.val(p.ajoute_le).as('ajoute_le'),
          eb.val(p.etat).as('etat'),
          eb.val(p.numero).as('numero'),
        ])
        .where('cle_usager.id', '=', p.cle_usager)
        .where('cle_usager.usager', '=', p.usager)
        .where(
          (eb) =>
            eb(
              eb
                .selectFrom('document')
                .select((e) => e.fn.coalesce(e.fn.sum<number>('taille'), e.val(0)).as('octets'))
                .where('document.usager', '=', p.usager),
              '+',
              eb.val(p.taille),
            ),
          '<=',
          p.quota as never,
        ),
    ),
);
