import { atelier } from '../socle/db/requete.ts';
import type { TableCatalogue, TableDemarcheVersion } from './tables.ts';

const requete = atelier<{ demarche_version: TableDemarcheVersion; catalogue: TableCatalogue }>();

export const versionsOffertes = requete((k, _p: object) =>
  k
    .selectFrom('catalogue')
    .innerJoin('demarche_version', (jointure) =>
      jointure
        .onRef('demarche_version.code', '=', 'catalogue.code')
        .onRef('demarche_version.version', '=', 'catalogue.version'),
    )
    .selectAll('demarche_version'),
);

export const versionDe = requete((k, p: { code: string; version: number }) =>
  k.selectFrom('demarche_version').selectAll().where('code', '=', p.code).where('version', '=', p.version),
);

export const derniereVersion = requete((k, p: { code: string }) =>
  k
    .selectFrom('demarche_version')
    .select(['version', 'empreinte'])
    .where('code', '=', p.code)
    .orderBy('version', 'desc')
    .limit(1),
);

export const insererVersion = requete((k, p: TableDemarcheVersion) =>
  k.insertInto('demarche_version').values({
    code: p.code,
    version: p.version,
    definition: p.definition,
    empreinte: p.empreinte,
    publiee_le: p.publiee_le,
  }),
);

export const viderCatalogue = requete((k, _p: object) => k.deleteFrom('catalogue'));

export const offrirVersion = requete((k, p: TableCatalogue) =>
  k.insertInto('catalogue').values({ code: p.code, version: p.version }),
);

/** No longer offered; its versions stay for the demandes filed under them. */
export const retirerDuCatalogue = requete((k, p: { code: string }) =>
  k.deleteFrom('catalogue').where('code', '=', p.code),
);
