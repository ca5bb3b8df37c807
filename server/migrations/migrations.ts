import type { Migration } from '../socle/db/migrations.ts';
import { SQL_AGENTS, SQL_AGENTS_PARTIS } from '../agents/tables.ts';
import { SQL_COMMUNE, SQL_ORIGINES } from '../communes/tables.ts';
import { SQL_CONVERSATION } from '../demandes/tables-conversation.ts';
import { SQL_DELAIS, SQL_DEMANDES, SQL_LU_AIDANT } from '../demandes/tables.ts';
import { SQL_DEMARCHES } from '../demarches/tables.ts';
import { SQL_DOCUMENTS } from '../documents/tables.ts';
import { SQL_CODES, SQL_IDENTITE } from '../identite/tables.ts';
import { SQL_MANDATS } from '../mandats/tables.ts';
import { SQL_RGPD } from '../rgpd/tables.ts';
import { SQL_IDEMPOTENCE } from '../socle/http/idempotence.ts';
import { SQL_JOBS } from '../socle/jobs/tables.ts';
import { SQL_PUBLICATIONS, SQL_STATISTIQUES } from '../statistiques/tables.ts';
import { SQL_TELEVERSEMENTS, SQL_VERIFICATION } from '../televersements/tables.ts';
import { SQL_TRIAGE } from '../triage/tables.ts';
import { SQL_USAGERS } from '../usagers/tables.ts';

/**
 * The steps of a commune's schema. The first gathers the tables as each domain founded them; those texts are part
 * of step 1 and never change: a change is a next step.
 */
export const MIGRATIONS: readonly Migration[] = [
  {
    numero: 1,
    nom: 'fondation',
    sql: [
      SQL_JOBS,
      SQL_IDEMPOTENCE,
      SQL_COMMUNE,
      SQL_DEMARCHES,
      SQL_TELEVERSEMENTS,
      SQL_DEMANDES,
      SQL_AGENTS,
      SQL_TRIAGE,
    ].join('\n'),
  },
  { numero: 2, nom: 'origines-ajoutees', sql: SQL_ORIGINES },
  { numero: 3, nom: 'delais', sql: SQL_DELAIS },
  { numero: 4, nom: 'statistiques', sql: SQL_STATISTIQUES },
  { numero: 5, nom: 'conversation', sql: SQL_CONVERSATION },
  {
    numero: 6,
    nom: 'espace',
    sql: [
      SQL_AGENTS_PARTIS,
      SQL_IDENTITE,
      SQL_USAGERS,
      SQL_DOCUMENTS,
      SQL_VERIFICATION,
      SQL_MANDATS,
      SQL_RGPD,
    ].join('\n'),
  },
  { numero: 7, nom: 'lecture-aidant', sql: SQL_LU_AIDANT },
  { numero: 8, nom: 'publications', sql: SQL_PUBLICATIONS },
  { numero: 9, nom: 'codes', sql: SQL_CODES },
];
