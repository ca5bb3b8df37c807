import type { TableDemande, TableEvenement } from '../../demandes/tables.ts';
import { atelier } from '../../socle/db/requete.ts';
import type { TableJob } from '../../socle/jobs/tables.ts';

const requete = atelier<{ demande: TableDemande; evenement: TableEvenement; job: TableJob }>();

/** What the digest tells of a request. */
const COLONNES = [
  'demande.id',
  'demande.numero',
  'demande.demarche',
  'demande.demarche_version',
  'demande.echeance',
  'demande.affectee_a',
  'demande.implicite',
  'demande.implicite_le',
] as const;
export type LigneRecapitulatif = Pick<
  TableDemande,
  'id' | 'numero' | 'demarche' | 'demarche_version' | 'echeance' | 'affectee_a' | 'implicite' | 'implicite_le'
>;

/** Nothing more is expected of the service: answered, or gone to another body. */
const AILLEURS = ['transmise', 'traitee', 'refusee', 'retiree'] as const;

/** Open requests of a service due from `de` (included) to `a` (not included), by the index of the queue. */
export const demandesDues = requete((k, p: { service: string; de: string; a: string; limite: number }) =>
  k
    .selectFrom('demande')
    .select(COLONNES)
    .where('service', '=', p.service)
    .where('clos', '=', 0)
    .where('archivee_le', 'is', null)
    .where('echeance', '>=', p.de)
    .where('echeance', '<', p.a)
    .where('statut', 'not in', AILLEURS)
    .orderBy('echeance')
    .orderBy('id')
    .limit(p.limite),
);

export const compterDues = requete((k, p: { service: string; de: string; a: string }) =>
  k
    .selectFrom('demande')
    .select((eb) => eb.fn.countAll<number>().as('nombre'))
    .where('service', '=', p.service)
    .where('clos', '=', 0)
    .where('archivee_le', 'is', null)
    .where('echeance', '>=', p.de)
    .where('echeance', '<', p.a)
    .where('statut', 'not in', AILLEURS),
);

/** The citizen wrote last. */
export const demandesSansReponse = requete((k, p: { service: string }) =>
  k
    .selectFrom('demande')
    .select(COLONNES)
    .where('service', '=', p.service)
    .where('clos', '=', 0)
    .where('archivee_le', 'is', null)
    .where('reponse_attendue', '=', 1)
    .orderBy('echeance')
    .orderBy('id'),
);

/** Implicit decisions born after the day `apres`, on requests that are still open. */
export const decisionsNees = requete((k, p: { service: string; apres: string }) =>
  k
    .selectFrom('demande')
    .select(COLONNES)
    .where('service', '=', p.service)
    .where('clos', '=', 0)
    .where('archivee_le', 'is', null)
    .where('implicite_le', '>', p.apres)
    .orderBy('implicite_le')
    .orderBy('id'),
);

/** Requests completed since the event `apres`: ids of events are in the order of time. */
export const complementsRecus = requete((k, p: { service: string; apres: string }) =>
  k
    .selectFrom('evenement')
    .innerJoin('demande', 'demande.id', 'evenement.demande_id')
    .select(COLONNES)
    .distinct()
    .where('evenement.id', '>', p.apres)
    .where('evenement.type', '=', 'complement-recu')
    .where('demande.service', '=', p.service)
    .where('demande.clos', '=', 0)
    .orderBy('demande.echeance')
    .orderBy('demande.id'),
);

/** Mails and papers given up, that only an agent can set going again. */
export const compterIncidents = requete((k, p: { service: string }) =>
  k
    .selectFrom('job')
    .innerJoin('demande', 'demande.id', 'job.sujet')
    .select((eb) => eb.fn.countAll<number>().as('nombre'))
    .where('job.etat', '=', 'mort')
    .where('demande.service', '=', p.service),
);
