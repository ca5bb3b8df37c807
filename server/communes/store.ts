import { atelier } from '../socle/db/requete.ts';
import type { TableConfiguration, TableOrigineAjoutee } from './tables.ts';

const requete = atelier<{ configuration: TableConfiguration; origine_ajoutee: TableOrigineAjoutee }>();

export const lireConfiguration = requete((k, _p: object) =>
  k.selectFrom('configuration').select(['commune', 'importee_le']),
);

export const dateImport = requete((k, _p: object) => k.selectFrom('configuration').select('importee_le'));

export const ecrireConfiguration = requete((k, p: { commune: string; importee_le: number }) =>
  k
    .insertInto('configuration')
    .values({ id: 1, commune: p.commune, importee_le: p.importee_le })
    .onConflict((oc) => oc.column('id').doUpdateSet({ commune: p.commune, importee_le: p.importee_le })),
);

/** A running server reads the configuration again. */
export const avancerConfiguration = requete((k, _p: object) =>
  k.updateTable('configuration').set(({ eb }) => ({ importee_le: eb('importee_le', '+', 1) })),
);

export const originesAjoutees = requete((k, _p: object) =>
  k.selectFrom('origine_ajoutee').select(['origine', 'agents']).orderBy('ajoutee_le').orderBy('origine'),
);

export const insererOrigine = requete((k, p: TableOrigineAjoutee) =>
  k
    .insertInto('origine_ajoutee')
    .values({ origine: p.origine, agents: p.agents, ajoutee_le: p.ajoutee_le })
    .onConflict((oc) => oc.doNothing()),
);

export const retirerOrigine = requete((k, p: { origine: string; agents: 0 | 1 }) =>
  k.deleteFrom('origine_ajoutee').where('origine', '=', p.origine).where('agents', '=', p.agents),
);
