import { sql, type SqlBool } from 'kysely';
import type { TableDemande } from '../../demandes/tables.ts';
import type { TableDemarcheVersion } from '../../demarches/tables.ts';
import type { TableAccesDocument } from '../../documents/tables.ts';
import type { TableEvenementUsager, TableRetablissement, TableUsager } from '../../identite/tables.ts';
import type { TableMandat } from '../../mandats/tables.ts';
import { atelier } from '../../socle/db/requete.ts';
import type { TableBrouillon } from '../../usagers/tables.ts';

const requete = atelier<{
  demande: TableDemande;
  demarche_version: TableDemarcheVersion;
  brouillon: TableBrouillon & { averti_le: number | null };
  usager: TableUsager;
  evenement_usager: TableEvenementUsager;
  acces_document: TableAccesDocument;
  mandat: TableMandat;
  retablissement: TableRetablissement;
}>();

/** Closed, and nothing happened to them since `avant`. */
export const archiver = requete((k, p: { avant: number; maintenant: number; limite: number }) =>
  k
    .updateTable('demande')
    .set({ archivee_le: p.maintenant })
    .where('id', 'in', (eb) =>
      eb
        .selectFrom('demande')
        .select('id')
        // As the index has it.
        .where(sql<SqlBool>`clos = 1 and archivee_le is null`)
        .where('maj_le', '<', p.avant)
        .orderBy('maj_le')
        .limit(p.limite),
    )
    .returning('id'),
);

/** Every version that some archived demande may be of. */
export const versionsPubliees = requete((k, _p: object) =>
  k.selectFrom('demarche_version').select(['code', 'version']),
);

export const archivesEchues = requete(
  (k, p: { demarche: string; version: number; avant: number; limite: number }) =>
    k
      .selectFrom('demande')
      .selectAll()
      .where('demarche', '=', p.demarche)
      .where('demarche_version', '=', p.version)
      .where('archivee_le', 'is not', null)
      .where('maj_le', '<', p.avant)
      .orderBy('maj_le')
      .limit(p.limite),
);

/** Their citizens asked for their erasure; oldest wish first. */
export const effacementsVoulus = requete((k, p: { apres: number; limite: number }) =>
  k
    .selectFrom('demande')
    .selectAll()
    .where('effacement_le', 'is not', null)
    .where('effacement_le', '>', p.apres)
    .where('clos', '=', 1)
    .orderBy('effacement_le')
    .limit(p.limite),
);

/** Untouched since `avant`, and not told since they were last touched. */
export const brouillonsAAvertir = requete((k, p: { avant: number; limite: number }) =>
  k
    .selectFrom('brouillon')
    .select(['id', 'usager', 'maj_le'])
    .where('maj_le', '<', p.avant)
    .where(sql<SqlBool>`(averti_le is null or averti_le < maj_le)`)
    .orderBy('maj_le')
    .limit(p.limite),
);
export const noterBrouillonAverti = requete((k, p: { id: string; le: number }) =>
  k.updateTable('brouillon').set({ averti_le: p.le }).where('id', '=', p.id),
);
export const effacerBrouillons = requete((k, p: { avant: number; avertiAvant: number }) =>
  k
    .deleteFrom('brouillon')
    .where('maj_le', '<', p.avant)
    .where(sql<SqlBool>`averti_le >= maj_le`)
    .where('averti_le', '<=', p.avertiAvant)
    .returning('id'),
);

const SANS_DEMANDE_OUVERTE = sql<SqlBool>`not exists (select 1 from demande where demande.usager = usager.id and clos = 0)`;
/** Spaces that nobody opened since `avant`, and that wait for no answer of the town. */
export const comptesAAvertir = requete((k, p: { avant: number; limite: number }) =>
  k
    .selectFrom('usager')
    .select(['id', 'vu_le'])
    .where('vu_le', '<', p.avant)
    .where('averti_le', 'is', null)
    .where(SANS_DEMANDE_OUVERTE)
    .orderBy('vu_le')
    .limit(p.limite),
);
/** Guarded by the visit that was read: whoever comes back in between is told nothing. */
export const noterCompteAverti = requete((k, p: { id: string; vu_le: number; le: number }) =>
  k.updateTable('usager').set({ averti_le: p.le }).where('id', '=', p.id).where('vu_le', '=', p.vu_le),
);
export const comptesEchus = requete((k, p: { avant: number; avertiAvant: number; limite: number }) =>
  k
    .selectFrom('usager')
    .select('id')
    .where('vu_le', '<', p.avant)
    .where('averti_le', '<=', p.avertiAvant)
    .where(SANS_DEMANDE_OUVERTE)
    .orderBy('vu_le')
    .limit(p.limite),
);

export const effacerEvenementsUsager = requete((k, p: { avant: number }) =>
  k.deleteFrom('evenement_usager').where('le', '<', p.avant),
);
export const effacerAcces = requete((k, p: { avant: number }) =>
  k.deleteFrom('acces_document').where('le', '<', p.avant),
);

/** Over for long, and no demande kept stands on them. Their own events go with them. */
export const effacerMandats = requete((k, p: { avant: number; jour: string; limite: number }) =>
  k
    .deleteFrom('mandat')
    .where('id', 'in', (eb) =>
      eb
        .selectFrom('mandat as vieux')
        .select('vieux.id')
        .where('vieux.cree_le', '<', p.avant)
        .where(
          sql<SqlBool>`(vieux.fini_le < ${p.avant} or (vieux.fini_le is null and vieux.jusquau < ${p.jour}))`,
        )
        .where(sql<SqlBool>`not exists (select 1 from demande where demande.mandat = vieux.id)`)
        .limit(p.limite),
    )
    .returning('id'),
);
export const effacerRetablissements = requete((k, p: { avant: number }) =>
  k.deleteFrom('retablissement').where('le', '<', p.avant),
);
