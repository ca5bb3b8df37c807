import { sql, type RawBuilder, type SqlBool } from 'kysely';
import type { TableDemande, TableEvenement } from '../demandes/tables.ts';
import type { TableReponsesAnterieures, TableCourrielEnvoye } from '../demandes/tables-conversation.ts';
import type { TableAnnulable } from '../demandes/annulation/tables.ts';
import { atelier } from '../socle/db/requete.ts';
import type { TableIdempotence } from '../socle/http/idempotence.ts';
import type { TableJob } from '../socle/jobs/tables.ts';
import type { TableMesure } from '../statistiques/tables.ts';
import type { TablePiece } from '../televersements/tables.ts';
import type { TableRecherche, TableRechercheDoc } from '../triage/tables.ts';
import type { TableDemandeEffacee, TableEffacement } from './tables.ts';

const requete = atelier<{
  demande: TableDemande;
  evenement: TableEvenement;
  reponses_anterieures: TableReponsesAnterieures;
  annulable: TableAnnulable;
  courriel_envoye: TableCourrielEnvoye;
  piece: TablePiece;
  job: TableJob;
  idempotence: TableIdempotence;
  mesure: TableMesure;
  recherche: TableRecherche;
  recherche_doc: TableRechercheDoc;
  demande_effacee: TableDemandeEffacee;
  effacement: TableEffacement;
}>();

export const derniereTrace = requete((k, _p: object) =>
  k.selectFrom('demande_effacee').select(['rang', 'sceau']).orderBy('rang', 'desc').limit(1),
);

export const tracesApres = requete((k, p: { rang: number; limite: number }) =>
  k.selectFrom('demande_effacee').selectAll().where('rang', '>', p.rang).orderBy('rang').limit(p.limite),
);

/** Its rank is the key: of two erasures at once, the second begins again. */
export const insererTrace = requete((k, p: Omit<TableDemandeEffacee, 'comptee'>) =>
  k.insertInto('demande_effacee').values((eb) => ({
    rang: p.rang,
    demande_id: p.demande_id,
    numero: p.numero,
    recue_le: p.recue_le,
    maj_le: p.maj_le,
    effacee_le: p.effacee_le,
    motif: p.motif,
    evenements: p.evenements,
    tete: p.tete,
    comptee: eb
      .selectFrom('mesure')
      .select((e) => e.fn.countAll<0 | 1>().as('n'))
      .where('demande_id', '=', p.demande_id) as never,
    sceau: p.sceau,
  })),
);

export const insererEffacement = requete((k, p: TableEffacement) =>
  k
    .insertInto('effacement')
    .values({
      id: p.id,
      le: p.le,
      motif: p.motif,
      usager: p.usager,
      anciens: p.anciens,
      demandes: p.demandes,
      detachees: p.detachees,
      comptes: p.comptes,
    })
    .onConflict((oc) => oc.doNothing()),
);

export const effacements = requete((k, p: { apres: string }) =>
  k.selectFrom('effacement').selectAll().where('id', '>', p.apres).orderBy('id'),
);

export const clesDe = requete((k, p: { demande_id: string }) =>
  k.selectFrom('piece').select(['id', 'cle']).where('demande_id', '=', p.demande_id),
);

const parDemande = (
  table: 'evenement' | 'reponses_anterieures' | 'annulable' | 'courriel_envoye' | 'mesure' | 'piece',
) =>
  // All have the column; Kysely wants one table.
  requete((k, p: { demande_id: string }) =>
    k.deleteFrom(table as 'evenement').where('demande_id', '=', p.demande_id),
  );

const effacerMots = requete((k, p: { demande_id: string }) =>
  k
    .deleteFrom('recherche')
    .where('rowid', 'in', (eb) =>
      eb.selectFrom('recherche_doc').select('id').where('demande_id', '=', p.demande_id),
    ),
);
const effacerDoc = requete((k, p: { demande_id: string }) =>
  k.deleteFrom('recherche_doc').where('demande_id', '=', p.demande_id),
);
const effacerLigne = requete((k, p: { demande_id: string }) =>
  k.deleteFrom('demande').where('id', '=', p.demande_id),
);

/** In the order that the references between tables want. */
export const EFFACER_DEMANDE = [
  parDemande('evenement'),
  parDemande('reponses_anterieures'),
  parDemande('annulable'),
  parDemande('courriel_envoye'),
  parDemande('piece'),
  parDemande('mesure'),
  effacerMots,
  effacerDoc,
  effacerLigne,
] as const;

/**
 * Does a text (JSON, or words between spaces) name one of these ids or addresses (a JSON array, lower case)? An address is
 * looked for whole: `lea@exemple.fr` is not named where `e-lea@exemple.fr` is.
 */
export const nomme = (texte: RawBuilder<unknown>, mots: string) => sql<SqlBool>`exists (
  select 1 from json_each(${mots}) as mot where case when instr(mot.value, '@') > 0
    then instr(' ' || replace(lower(${texte}), '"', ' ') || ' ', ' ' || mot.value || ' ') > 0
    else instr(lower(${texte}), mot.value) > 0 end)`;

/** Jobs, done or given up, and answers kept for retries that name one of these ids or addresses (a JSON array). */
export const effacerJobs = requete((k, p: { mots: string }) =>
  k
    .deleteFrom('job')
    .where(nomme(sql`job.donnees || ' ' || coalesce(job.sujet, '') || ' ' || coalesce(job.cle, '')`, p.mots)),
);
export const effacerCles = requete((k, p: { mots: string }) =>
  k.deleteFrom('idempotence').where(nomme(sql`idempotence.resultat || ' ' || idempotence.cle`, p.mots)),
);

/** A reader of events that was under way may have written words or figures of what was erased meanwhile. */
const EFFACEES = sql`select demande_id from demande_effacee where effacee_le > `;
export const effacerMotsTardifs = requete((k, p: { depuis: number }) =>
  k.deleteFrom('recherche').where('rowid', 'in', (eb) =>
    eb
      .selectFrom('recherche_doc')
      .select('id')
      .where(sql<SqlBool>`demande_id in (${EFFACEES}${p.depuis})`),
  ),
);
export const effacerDocsTardifs = requete((k, p: { depuis: number }) =>
  k.deleteFrom('recherche_doc').where(sql<SqlBool>`demande_id in (${EFFACEES}${p.depuis})`),
);
export const effacerMesuresTardives = requete((k, p: { depuis: number }) =>
  k.deleteFrom('mesure').where(sql<SqlBool>`demande_id in (${EFFACEES}${p.depuis})`),
);

/** Words that no document holds any more leave the index when its segments are made one. */
export const resserrerRecherche = requete((k, _p: object) =>
  k
    .insertInto('recherche')
    .columns(['recherche' as never])
    .values({ recherche: 'optimize' } as never),
);

/** Counted in the figures, but neither there nor erased with a trace. */
export const compteDesChiffres = requete((k, _p: object) =>
  k.selectNoFrom((eb) => [
    eb
      .selectFrom('statistique' as never)
      .select(sql<number>`coalesce(sum(n), 0)`.as('n'))
      .as('comptees'),
    eb
      .selectFrom('mesure')
      .innerJoin('demande', 'demande.id', 'mesure.demande_id')
      .select((e) => e.fn.countAll<number>().as('n'))
      .as('presentes'),
    eb
      .selectFrom('demande_effacee')
      .select((e) => e.fn.coalesce(e.fn.sum<number>('comptee'), sql<number>`0`).as('n'))
      .as('effacees'),
  ]),
);
