/** « Mes documents »: papers that a citizen keeps here. The contents are encrypted at rest, one key per citizen. */
import * as z from 'zod';
import { DateLocale, Instant } from './commun.ts';

export const GENRES_DOCUMENT = [
  'identite',
  'domicile',
  'etat-civil',
  'famille',
  'ressources',
  'scolarite',
  'vehicule',
  'mairie',
  'autre',
] as const;
export type GenreDocument = (typeof GENRES_DOCUMENT)[number];

/** `a-verifier`: the antivirus did not answer yet; kept, not served. */
export const ETATS_DOCUMENT = ['pret', 'a-verifier'] as const;

export const Document = z
  .strictObject({
    id: z.uuid(),
    nom: z.string(),
    genre: z.enum(GENRES_DOCUMENT),
    /** Media type told by the content. */
    type: z.string(),
    /** Bytes of the paper. */
    taille: z.int(),
    /** Last day it serves; a mail reminds of it before. */
    valableJusquau: DateLocale.nullable(),
    ajouteLe: Instant,
    etat: z.enum(ETATS_DOCUMENT),
    /** Number of the request it was delivered by, `null` for what the citizen added. */
    numero: z.string().nullable(),
  })
  .meta({ id: 'Document' });
export type Document = z.output<typeof Document>;

/** `GET usager/documents` */
export const MesDocuments = z
  .strictObject({ documents: z.array(Document), utilises: z.int(), quota: z.int() })
  .meta({ id: 'MesDocuments' });
export type MesDocuments = z.output<typeof MesDocuments>;

/** `POST usager/documents` (raw body, `application/octet-stream`): the description goes in the address. */
export const NouveauDocument = z.strictObject({
  nom: z.string().trim().min(1).max(200),
  genre: z.enum(GENRES_DOCUMENT).default('autre'),
  valableJusquau: DateLocale.optional(),
});

/** `PATCH usager/documents/{id}` */
export const ModificationDocument = z
  .strictObject({
    nom: z.string().trim().min(1).max(200).optional(),
    genre: z.enum(GENRES_DOCUMENT).optional(),
    valableJusquau: DateLocale.nullable().optional(),
  })
  .meta({ id: 'ModificationDocument' });

export const ACTES_DOCUMENT = [
  'ajout',
  'lecture',
  'copie',
  'archive',
  'modification',
  'suppression',
  'remise',
] as const;

/** One line of the log that the citizen reads: `GET usager/documents/acces`. */
export const AccesDocument = z
  .strictObject({
    le: Instant,
    acte: z.enum(ACTES_DOCUMENT),
    /** Name of the paper as it was then. */
    document: z.string(),
    /** « Vous », the name of a helper, « La mairie ». */
    par: z.string(),
    /** For a copy: the request it went to, when it was filed. */
    numero: z.string().nullable(),
  })
  .meta({ id: 'AccesDocument' });
export type AccesDocument = z.output<typeof AccesDocument>;
export const AccesDocuments = z
  .strictObject({ acces: z.array(AccesDocument), suivant: z.string().nullable() })
  .meta({ id: 'AccesDocuments' });
export type AccesDocuments = z.output<typeof AccesDocuments>;
