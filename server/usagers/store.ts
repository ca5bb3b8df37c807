import { atelier } from '../socle/db/requete.ts';
import type { TableDemande, TableEvenement } from '../demandes/tables.ts';
import type { TableIdentite, TableUsager } from '../identite/tables.ts';
import type { TableBrouillon } from './tables.ts';

const requete = atelier<{
  demande: TableDemande;
  evenement: TableEvenement;
  identite: TableIdentite;
  brouillon: TableBrouillon;
  usager: TableUsager;
}>();

/** Everything of one citizen, the newest first. */
export const demandesDeUsager = requete((k, p: { usager: string; limite: number }) =>
  k
    .selectFrom('demande')
    .selectAll()
    .where('usager', '=', p.usager)
    .where('archivee_le', 'is', null)
    .orderBy('id', 'desc')
    .limit(p.limite),
);

/** Filed by nobody in particular with an address that this citizen has proven to be his. */
export const demandesOffertes = requete((k, p: { usager: string; limite: number }) =>
  k
    .selectFrom('demande')
    .selectAll('demande')
    .innerJoin('identite', 'identite.valeur', 'demande.demandeur_courriel')
    .where('identite.usager', '=', p.usager)
    .where('identite.moyen', '=', 'courriel')
    .where('demande.usager', 'is', null)
    .where('demande.archivee_le', 'is', null)
    // Kept because the law asks: who erased a space does not find them in the next one.
    .where('demande.effacement_le', 'is', null)
    .orderBy('demande.id', 'desc')
    .limit(p.limite),
);

export const adressesDe = requete((k, p: { usager: string }) =>
  k.selectFrom('identite').select('valeur').where('usager', '=', p.usager).where('moyen', '=', 'courriel'),
);

/** Guarded: of two that claim it at once, one has it. */
export const rattacher = requete((k, p: { id: string; usager: string }) =>
  k.updateTable('demande').set({ usager: p.usager }).where('id', '=', p.id).where('usager', 'is', null),
);

export const brouillonsDe = requete((k, p: { usager: string }) =>
  k
    .selectFrom('brouillon')
    .select(['id', 'demarche', 'version', 'etape', 'revision', 'maj_le'])
    .where('usager', '=', p.usager)
    .orderBy('maj_le', 'desc'),
);

export const brouillonDe = requete((k, p: { id: string; usager: string }) =>
  k.selectFrom('brouillon').selectAll().where('id', '=', p.id).where('usager', '=', p.usager),
);

/** To be guarded: only for a space that is there, for it may have been erased while this was on its way. */
export const insererBrouillon = requete((k, p: TableBrouillon) =>
  k
    .insertInto('brouillon')
    .columns(['id', 'usager', 'demarche', 'version', 'etape', 'reponses', 'revision', 'maj_le'])
    .expression((k2) =>
      k2
        .selectFrom('usager')
        .select((eb) => [
          eb.val(p.id).as('id'),
          'usager.id as usager',
          eb.val(p.demarche).as('demarche'),
          eb.val(p.version).as('version'),
          eb.val(p.etape).as('etape'),
          eb.val(p.reponses).as('reponses'),
          eb.val(p.revision).as('revision'),
          eb.val(p.maj_le).as('maj_le'),
        ])
        .where('usager.id', '=', p.usager),
    ),
);

/** Guarded by the revision that was read. */
export const majBrouillon = requete((k, p: TableBrouillon & { lue: number }) =>
  k
    .updateTable('brouillon')
    .set({
      demarche: p.demarche,
      version: p.version,
      etape: p.etape,
      reponses: p.reponses,
      revision: p.revision,
      maj_le: p.maj_le,
    })
    .where('id', '=', p.id)
    .where('usager', '=', p.usager)
    .where('revision', '=', p.lue),
);

export const supprimerBrouillon = requete((k, p: { id: string; usager: string }) =>
  k.deleteFrom('brouillon').where('id', '=', p.id).where('usager', '=', p.usager),
);

/** Guarded by the revision that was read. */
export const supprimerBrouillonLu = requete((k, p: { id: string; usager: string; lue: number }) =>
  k
    .deleteFrom('brouillon')
    .where('id', '=', p.id)
    .where('usager', '=', p.usager)
    .where('revision', '=', p.lue),
);
