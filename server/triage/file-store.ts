import { sql, type ExpressionBuilder, type Kysely, type SqlBool } from 'kysely';
import { atelier, type Requete } from '../socle/db/requete.ts';
import type { TableDemande } from '../demandes/tables.ts';
import type { TableRecherche, TableRechercheDoc } from './tables.ts';

interface Tables {
  demande: TableDemande;
  recherche: TableRecherche;
  recherche_doc: TableRechercheDoc;
}

const COLONNES = [
  'demande.id',
  'demande.numero',
  'demande.demarche',
  'demande.demarche_version',
  'demande.genre',
  'demande.service',
  'demande.statut',
  'demande.canal',
  'demande.recue_le',
  'demande.maj_le',
  'demande.echeance',
  'demande.affectee_a',
  'demande.demandeur_nom',
  'demande.objet',
  'demande.reponse_attendue',
  'demande.implicite',
  'demande.implicite_le',
  'demande.complement',
  'demande.satisfaction',
  'demande.mandat',
  'demande.rang',
] as const;

export type LigneFile = Pick<
  TableDemande,
  | 'id'
  | 'numero'
  | 'demarche'
  | 'demarche_version'
  | 'genre'
  | 'service'
  | 'statut'
  | 'canal'
  | 'recue_le'
  | 'maj_le'
  | 'echeance'
  | 'affectee_a'
  | 'demandeur_nom'
  | 'objet'
  | 'reponse_attendue'
  | 'implicite'
  | 'implicite_le'
  | 'complement'
  | 'satisfaction'
  | 'mandat'
  | 'rang'
>;

/** Which filters a page has: one statement for each shape, built the first time it is asked for. */
export interface Forme {
  /** Number of services, each its own walk of the index. */
  services: number;
  statut: boolean;
  canal: boolean;
  demarche: boolean;
  affectation: 'toutes' | 'personne' | 'agent';
  tri: 'echeance' | 'recente';
  suite: boolean;
}

export interface ParametresFile {
  clos: number;
  statut?: string;
  canal?: string;
  demarche?: string;
  agent?: string;
  apresEcheance?: string;
  apresId?: string;
  limite: number;
  /** `service0`, `service1`, … */
  [service: `service${number}`]: string;
}

const requete = atelier<Tables>();
const formes = new Map<string, Requete<ParametresFile, LigneFile>>();

/**
 * A page of the queue. Each service is read in the order of its own index and the heads are merged, so a page
 * costs the same among a thousand demandes and a million.
 */
export function pageDeFile(forme: Forme): Requete<ParametresFile, LigneFile> {
  const cle = JSON.stringify(forme);
  let connue = formes.get(cle);
  if (!connue) {
    connue = requete((k, p: ParametresFile) => {
      if (forme.services === 1) return unService(k, p, forme, p.service0!);
      const parService = Array.from({ length: forme.services }, (_, i) =>
        k.selectFrom(unService(k, p, forme, p[`service${i}`]!).as(`s${i}`)).selectAll(),
      );
      const reunies = parService.reduce((a, b) => a.unionAll(b) as typeof a);
      return ordonner(k.selectFrom(reunies.as('demande')).selectAll(), forme.tri).limit(p.limite);
    }) as Requete<ParametresFile, LigneFile>;
    formes.set(cle, connue);
  }
  return connue;
}

function unService(k: Kysely<Tables>, p: ParametresFile, forme: Forme, service: string) {
  let lignes = k
    .selectFrom('demande')
    .select(COLONNES)
    .where('demande.service', '=', service)
    .where('demande.clos', '=', p.clos as 0 | 1)
    .where('demande.archivee_le', 'is', null);
  if (forme.statut) lignes = lignes.where('demande.statut', '=', p.statut as never);
  if (forme.canal) lignes = lignes.where('demande.canal', '=', p.canal as never);
  if (forme.demarche) lignes = lignes.where('demande.demarche', '=', p.demarche!);
  if (forme.affectation === 'personne') lignes = lignes.where('demande.affectee_a', 'is', null);
  if (forme.affectation === 'agent') lignes = lignes.where('demande.affectee_a', '=', p.agent!);
  if (forme.suite) lignes = lignes.where((eb) => apres(eb, p, forme.tri));
  return ordonner(lignes, forme.tri).limit(p.limite);
}

function apres(eb: ExpressionBuilder<Tables, 'demande'>, p: ParametresFile, tri: Forme['tri']) {
  if (tri === 'recente') return eb('demande.id', '<', p.apresId!);
  return eb(eb.refTuple('demande.echeance', 'demande.id'), '>', eb.tuple(p.apresEcheance!, p.apresId!));
}

function ordonner<Q extends { orderBy: (colonne: never, sens?: 'asc' | 'desc') => Q }>(
  lignes: Q,
  tri: Forme['tri'],
): Q {
  if (tri === 'recente') return lignes.orderBy('demande.id' as never, 'desc');
  return lignes.orderBy('demande.echeance' as never).orderBy('demande.id' as never);
}

/** A filter of the search; `null` lets everything through. `agent` may be `personne`. */
export interface ParametresRecherche {
  mots: string;
  services: string;
  clos: number;
  statut: string | null;
  canal: string | null;
  demarche: string | null;
  agent: string | null;
  avant: number;
  limite: number;
}

/** Newest first; `services` and the filters as values, for a search is rare and reads few rows. */
export const rechercherFile = requete((k, p: ParametresRecherche) =>
  k
    .selectFrom('recherche')
    .innerJoin('recherche_doc', 'recherche_doc.id', 'recherche.rowid')
    .innerJoin('demande', 'demande.id', 'recherche_doc.demande_id')
    .select([...COLONNES, 'recherche_doc.id as doc'])
    .where(sql<SqlBool>`recherche match ${p.mots}`)
    .where('recherche.rowid', '<', p.avant)
    .where('demande.clos', '=', p.clos as 0 | 1)
    .where('demande.archivee_le', 'is', null)
    .where(sql<SqlBool>`demande.service in (select value from json_each(${p.services}))`)
    .where(sql<SqlBool>`(${p.statut} is null or demande.statut = ${p.statut})`)
    .where(sql<SqlBool>`(${p.canal} is null or demande.canal = ${p.canal})`)
    .where(sql<SqlBool>`(${p.demarche} is null or demande.demarche = ${p.demarche})`)
    .where(sql<SqlBool>`(${p.agent} is null or coalesce(demande.affectee_a, 'personne') = ${p.agent})`)
    .orderBy('recherche.rowid', 'desc')
    .limit(p.limite),
);
