import { atelier } from '../socle/db/requete.ts';
import type { TableConfiguration } from './tables.ts';

const requete = atelier<{ configuration: TableConfiguration }>();

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
