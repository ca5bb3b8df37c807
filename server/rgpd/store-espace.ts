import { sql, type SqlBool } from 'kysely';
import type { TableDemande } from '../demandes/tables.ts';
import type { TableDemarcheVersion } from '../demarches/tables.ts';
import type { TableAccesDocument, TableCleUsager, TableDocument } from '../documents/tables.ts';
import type {
  TableCodeRecu,
  TableConnexionOidc,
  TableEvenementUsager,
  TableIdentite,
  TableRetablissement,
  TableSessionOuverte,
  TableUsager,
} from '../identite/tables.ts';
import type { TableMandat } from '../mandats/tables.ts';
import { atelier } from '../socle/db/requete.ts';
import type { TablePiece } from '../televersements/tables.ts';
import type { TableBrouillon } from '../usagers/tables.ts';
import { nomme } from './store.ts';

const requete = atelier<{
  usager: TableUsager;
  identite: TableIdentite;
  retablissement: TableRetablissement;
  evenement_usager: TableEvenementUsager;
  session_ouverte: TableSessionOuverte;
  connexion_oidc: TableConnexionOidc;
  code_recu: TableCodeRecu;
  brouillon: TableBrouillon;
  document: TableDocument;
  acces_document: TableAccesDocument;
  cle_usager: TableCleUsager;
  mandat: TableMandat;
  piece: TablePiece;
  demande: TableDemande;
  demarche_version: TableDemarcheVersion;
}>();

type Sien = { usager: string };

export const usagerParId = requete((k, p: Sien) =>
  k.selectFrom('usager').selectAll().where('id', '=', p.usager),
);
/** Guarded: of two erasures at once, one finds it. */
export const saisirUsager = requete((k, p: Sien) =>
  k.updateTable('usager').set({ averti_le: null }).where('id', '=', p.usager),
);
export const identitesDe = requete((k, p: Sien) =>
  k.selectFrom('identite').selectAll().where('usager', '=', p.usager).orderBy('principale', 'desc'),
);
export const sessionsDe = requete((k, p: Sien) =>
  k.selectFrom('session_ouverte').selectAll().where('role', '=', 'usager').where('sujet', '=', p.usager),
);
export const evenementsDe = requete((k, p: Sien) =>
  k.selectFrom('evenement_usager').selectAll().where('usager', '=', p.usager).orderBy('id'),
);
export const brouillonsDe = requete((k, p: Sien) =>
  k.selectFrom('brouillon').selectAll().where('usager', '=', p.usager),
);
export const titreBrouillon = requete((k, p: { id: string }) =>
  k.selectFrom('brouillon').select(['demarche', 'version']).where('id', '=', p.id),
);
export const documentsDe = requete((k, p: Sien) =>
  k.selectFrom('document').selectAll().where('usager', '=', p.usager).orderBy('ajoute_le'),
);
export const copiesDe = requete((k, p: Sien) =>
  k
    .selectFrom('acces_document')
    .select('televersement')
    .where('usager', '=', p.usager)
    .where('televersement', 'is not', null),
);
/** In his space, or given by mail to one of his addresses (a JSON array, lower case). */
export const mandatsDe = requete((k, p: Sien & { adresses: string }) =>
  k
    .selectFrom('mandat')
    .selectAll()
    .where(
      sql<SqlBool>`(usager = ${p.usager} or lower(courriel) in (select value from json_each(${p.adresses})))`,
    ),
);
/** All of them, archived too. */
export const demandesDe = requete((k, p: Sien) =>
  k.selectFrom('demande').selectAll().where('usager', '=', p.usager).orderBy('id'),
);
export const piecesDe = requete((k, p: { demande_id: string }) =>
  k.selectFrom('piece').selectAll().where('demande_id', '=', p.demande_id).orderBy('id'),
);
export const demandesParIds = requete((k, p: { ids: string }) =>
  k
    .selectFrom('demande')
    .selectAll()
    .where(sql<SqlBool>`id in (select value from json_each(${p.ids}))`),
);

/** Files sent for a form that was not filed, by their ids (a JSON array). */
export const piecesLibres = requete((k, p: { ids: string }) =>
  k
    .selectFrom('piece')
    .select(['id', 'cle'])
    .where('etat', '=', 'libre')
    .where(sql<SqlBool>`id in (select value from json_each(${p.ids}))`),
);
export const effacerPieceLibre = requete((k, p: { id: string }) =>
  k.deleteFrom('piece').where('id', '=', p.id).where('etat', '=', 'libre'),
);

/** Kept without its space: nobody reads it there, no helper under a mandate that is gone. */
export const detacherDemande = requete((k, p: { id: string; effacement_le: number | null }) =>
  k
    .updateTable('demande')
    .set((eb) => ({
      usager: null,
      mandat: null,
      effacement_le: eb.fn.coalesce('effacement_le', sql<number | null>`${p.effacement_le}`),
    }))
    .where('id', '=', p.id),
);

const parUsager = (
  table:
    | 'brouillon'
    | 'document'
    | 'acces_document'
    | 'cle_usager'
    | 'identite'
    | 'evenement_usager'
    | 'retablissement',
) =>
  // All have the column; Kysely wants one table.
  requete((k, p: Sien) => k.deleteFrom(table as 'brouillon').where('usager', '=', p.usager));

/** In the order that the references between tables want. */
export const EFFACER_ESPACE = [
  parUsager('cle_usager'),
  parUsager('document'),
  parUsager('acces_document'),
  parUsager('brouillon'),
  parUsager('identite'),
  parUsager('evenement_usager'),
  parUsager('retablissement'),
  requete((k, p: Sien) => k.deleteFrom('usager').where('id', '=', p.usager)),
] as const;

export const effacerSessions = requete((k, p: Sien) =>
  k.deleteFrom('session_ouverte').where('role', '=', 'usager').where('sujet', '=', p.usager),
);
export const effacerMandat = requete((k, p: { id: string }) => k.deleteFrom('mandat').where('id', '=', p.id));
/** Codes on their way and sign-ins under way that name one of these (a JSON array, lower case). */
export const effacerCodes = requete((k, p: { mots: string }) =>
  k.deleteFrom('code_recu').where(nomme(sql`code_recu.cle`, p.mots)),
);
/** @param p.subs what the provider calls him (a JSON array): its answer holds his civil status, and not always an address */
export const effacerConnexions = requete((k, p: { mots: string; subs: string }) =>
  k
    .deleteFrom('connexion_oidc')
    .where((ou) =>
      ou.or([
        nomme(sql`coalesce(resultat, '') || ' ' || coalesce(session, '')`, p.mots),
        sql<SqlBool>`case when json_valid(resultat) then json_extract(resultat, '$.sub') in (select value from json_each(${p.subs})) else 0 end`,
      ]),
    ),
);
