import type { TableDemande, TableEvenement } from '../demandes/tables.ts';
import { atelier } from '../socle/db/requete.ts';
import type {
  Cellule,
  TableMesure,
  TablePublication,
  TableStatistique,
  TableStatistiqueCurseur,
} from './tables.ts';

const requete = atelier<{
  demande: TableDemande;
  evenement: TableEvenement;
  mesure: TableMesure;
  statistique: TableStatistique;
  statistique_curseur: TableStatistiqueCurseur;
  publication: TablePublication;
}>();

export const lireCurseur = requete((k, _p: object) =>
  k.selectFrom('statistique_curseur').select('evenement'),
);
export const avancerCurseur = requete((k, p: { avant: string; apres: string }) =>
  k.updateTable('statistique_curseur').set({ evenement: p.apres }).where('evenement', '=', p.avant),
);
export const etatDe = requete((k, p: { id: string }) =>
  k
    .selectFrom('demande')
    .select(['recue_le', 'service', 'demarche', 'canal', 'statut', 'echeance', 'implicite'])
    .where('id', '=', p.id),
);
/** What tells when a demande was answered, in order. */
export const parcoursDe = requete((k, p: { demande_id: string }) =>
  k
    .selectFrom('evenement')
    .select(['rang', 'type', 'le', 'donnees'])
    .where('demande_id', '=', p.demande_id)
    .where('type', 'in', ['statut', 'echeance', 'annulation'])
    .orderBy('rang'),
);

export const publicationDe = requete((k, p: { periode: string }) =>
  k.selectFrom('publication').select('statistiques').where('periode', '=', p.periode),
);
/** The first one stays. */
export const publier = requete((k, p: { periode: string; publiee_le: number; statistiques: string }) =>
  k
    .insertInto('publication')
    .values({ periode: p.periode, publiee_le: p.publiee_le, statistiques: p.statistiques })
    .onConflict((oc) => oc.column('periode').doNothing()),
);

export const mesureDe = requete((k, p: { demande_id: string }) =>
  k.selectFrom('mesure').selectAll().where('demande_id', '=', p.demande_id),
);
export const ecrireMesure = requete((k, p: TableMesure) => {
  const { demande_id, mois, service, demarche, canal, issue, delai, jours } = p;
  const cellule = { mois, service, demarche, canal, issue, delai, jours };
  return k
    .insertInto('mesure')
    .values({ demande_id, ...cellule })
    .onConflict((oc) => oc.column('demande_id').doUpdateSet(cellule));
});

export const compter = requete((k, p: Cellule) => {
  const { mois, service, demarche, canal, issue, delai, jours } = p;
  return k
    .insertInto('statistique')
    .values({ mois, service, demarche, canal, issue, delai, jours, n: 1 })
    .onConflict((oc) => oc.doUpdateSet((eb) => ({ n: eb('statistique.n', '+', 1) })));
});
export const decompter = requete((k, p: Cellule) => {
  const { mois, service, demarche, canal, issue, delai, jours } = p;
  return k
    .updateTable('statistique')
    .set((eb) => ({ n: eb('n', '-', 1) }))
    .where('mois', '=', mois)
    .where('service', '=', service)
    .where('demarche', '=', demarche)
    .where('canal', '=', canal)
    .where('issue', '=', issue)
    .where('delai', '=', delai)
    .where('jours', '=', jours);
});

export type Dimension = 'mois' | 'service' | 'canal' | 'demarche';
export interface Periode {
  de: string;
  a: string;
}
/** One line for each value of the dimension, issue, delay and number of days. */
export interface Compte {
  cle: string;
  issue: Cellule['issue'];
  delai: Cellule['delai'];
  jours: number;
  n: number;
}

/** Which filters a query has: one statement for each shape. */
export interface Forme {
  dimension: Dimension | 'total';
  service: boolean;
  demarche: boolean;
  canal: boolean;
}
export type Parametres = Periode & {
  /** JSON list of the services that may be read. */
  services: string;
  service?: string;
  demarche?: string;
  canal?: string;
};

const construites = new Map<string, ReturnType<typeof construire>>();

export function comptesPar(forme: Forme): ReturnType<typeof construire> {
  const cle = JSON.stringify(forme);
  let construite = construites.get(cle);
  if (!construite) construites.set(cle, (construite = construire(forme)));
  return construite;
}

function construire({ dimension, service, demarche, canal }: Forme) {
  return requete((k, p: Parametres) => {
    let r = k
      .selectFrom('statistique')
      .select((eb) => [
        dimension === 'total' ? eb.val('').as('cle') : eb.ref(dimension).as('cle'),
        'issue',
        'delai',
        'jours',
        eb.fn.sum<number>('n').as('n'),
      ])
      .where('mois', '>=', p.de)
      .where('mois', '<=', p.a)
      .where('n', '>', 0)
      .where('service', 'in', (eb) =>
        eb
          .selectFrom(eb.fn<{ value: string }>('json_each', [eb.val(p.services)]).as('permis'))
          .select('permis.value'),
      );
    if (service) r = r.where('service', '=', p.service!);
    if (demarche) r = r.where('demarche', '=', p.demarche!);
    if (canal) r = r.where('canal', '=', p.canal as never);
    return (dimension === 'total' ? r : r.groupBy(dimension)).groupBy(['issue', 'delai', 'jours']);
  });
}
