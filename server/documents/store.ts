import type { TableIdentite, TableUsager } from '../identite/tables.ts';
import type { TableDemande, TableEvenement } from '../demandes/tables.ts';
import { atelier } from '../socle/db/requete.ts';
import type { TablePiece } from '../televersements/tables.ts';
import type { TableAccesDocument, TableDocument } from './tables.ts';

const requete = atelier<{
  document: TableDocument;
  acces_document: TableAccesDocument;
  identite: TableIdentite;
  usager: TableUsager;
  piece: TablePiece;
  demande: TableDemande;
  evenement: TableEvenement;
}>();

export const documentsDe = requete((k, p: { usager: string }) =>
  k
    .selectFrom('document')
    .selectAll()
    .where('usager', '=', p.usager)
    .orderBy('ajoute_le', 'desc')
    .orderBy('id', 'desc'),
);

/** One's own only: another's is as one that does not exist. */
export const documentDe = requete((k, p: { id: string; usager: string }) =>
  k.selectFrom('document').selectAll().where('id', '=', p.id).where('usager', '=', p.usager),
);

export const documentParId = requete((k, p: { id: string }) =>
  k.selectFrom('document').selectAll().where('id', '=', p.id),
);

/** Bytes of all that a citizen keeps. */
export const placePrise = requete((k, p: { usager: string }) =>
  k
    .selectFrom('document')
    .select((eb) => eb.fn.coalesce(eb.fn.sum<number>('taille'), eb.val(0)).as('octets'))
    .where('usager', '=', p.usager),
);

export const modifierDocument = requete(
  (k, p: Pick<TableDocument, 'id' | 'usager' | 'nom' | 'genre' | 'valable_jusquau' | 'rappele_le'>) =>
    k
      .updateTable('document')
      .set({ nom: p.nom, genre: p.genre, valable_jusquau: p.valable_jusquau, rappele_le: p.rappele_le })
      .where('id', '=', p.id)
      .where('usager', '=', p.usager),
);

export const supprimerDocument = requete((k, p: { id: string; usager: string }) =>
  k.deleteFrom('document').where('id', '=', p.id).where('usager', '=', p.usager),
);

export const donnerDocuments = requete((k, p: { de: string; a: string }) =>
  k.updateTable('document').set({ usager: p.a }).where('usager', '=', p.de),
);

export const documentsAVerifier = requete((k, p: { apres: string; limite: number }) =>
  k
    .selectFrom('document')
    .selectAll()
    .where('etat', '=', 'a-verifier')
    .where('id', '>', p.apres)
    .orderBy('id')
    .limit(p.limite),
);

export const conclureDocument = requete((k, p: { id: string }) =>
  k.updateTable('document').set({ etat: 'pret' }).where('id', '=', p.id).where('etat', '=', 'a-verifier'),
);

/** Those whose last day comes before `avant`, and whose owner was not told. */
export const documentsARappeler = requete((k, p: { aujourdhui: string; avant: string; limite: number }) =>
  k
    .selectFrom('document')
    .select(['id', 'valable_jusquau'])
    .where('valable_jusquau', '>=', p.aujourdhui)
    .where('valable_jusquau', '<=', p.avant)
    .where('rappele_le', 'is', null)
    .limit(p.limite),
);

export const noterRappel = requete((k, p: { id: string; le: number }) =>
  k.updateTable('document').set({ rappele_le: p.le }).where('id', '=', p.id).where('rappele_le', 'is', null),
);

/** Only for a space that is there: it may have been erased while one of its papers was being read. */
export const noterAcces = requete((k, p: TableAccesDocument) =>
  k
    .insertInto('acces_document')
    .columns(['id', 'usager', 'document', 'nom', 'acte', 'par', 'televersement', 'le'])
    .expression((k2) =>
      k2
        .selectFrom('usager')
        .select((eb) => [
          eb.val(p.id).as('id'),
          'usager.id as usager',
          eb.val(p.document).as('document'),
          eb.val(p.nom).as('nom'),
          eb.val(p.acte).as('acte'),
          eb.val(p.par).as('par'),
          eb.val(p.televersement).as('televersement'),
          eb.val(p.le).as('le'),
        ])
        .where('usager.id', '=', p.usager),
    ),
);

/** Newest first; the number of the request that a copy went to is read where it is. */
export const accesDe = requete((k, p: { usager: string; avant: string; limite: number }) =>
  k
    .selectFrom('acces_document')
    .leftJoin('piece', 'piece.id', 'acces_document.televersement')
    .leftJoin('demande', 'demande.id', 'piece.demande_id')
    .select([
      'acces_document.id',
      'acces_document.acte',
      'acces_document.nom',
      'acces_document.par',
      'acces_document.le',
      'demande.numero',
    ])
    .where('acces_document.usager', '=', p.usager)
    .where('acces_document.id', '<', p.avant)
    .orderBy('acces_document.id', 'desc')
    .limit(p.limite),
);

export const dejaRemis = requete((k, p: { document: string }) =>
  k
    .selectFrom('acces_document')
    .select('id')
    .where('document', '=', p.document)
    .where('acte', '=', 'remise')
    .limit(1),
);

export const donnerAcces = requete((k, p: { de: string; a: string }) =>
  k.updateTable('acces_document').set({ usager: p.a }).where('usager', '=', p.de),
);

/** Where mails to a citizen go. */
export const adresseDe = requete((k, p: { usager: string }) =>
  k
    .selectFrom('identite')
    .select('valeur')
    .where('usager', '=', p.usager)
    .where('moyen', '=', 'courriel')
    .orderBy('principale', 'desc')
    .limit(1),
);

/** Papers that the town gave in a request. */
export const papiersDe = requete((k, p: { demande_id: string }) =>
  k
    .selectFrom('evenement')
    .select('donnees')
    .where('demande_id', '=', p.demande_id)
    .where('type', '=', 'document')
    .where('visibilite', '=', 'dossier')
    .orderBy('rang'),
);
