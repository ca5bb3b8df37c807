/** Helpers file for people who cannot, with a mandate: who, for whom, which démarches, until when, agreed how. */
import * as z from 'zod';
import { Code, DateLocale, Instant } from './commun.ts';
import { CodeRecu, courriel } from './session.ts';

export const GENRES_AIDANT = ['conseiller-numerique', 'france-services', 'msap', 'mairie', 'autre'] as const;

/** In `commune.yaml`. */
export const AidantConfigure = z.strictObject({
  courriel: courriel.transform((adresse) => adresse.toLowerCase()),
  prenom: z.string().trim().min(1),
  nom: z.string().trim().min(1),
  /** « France services de Port-Aubier ». */
  structure: z.string().trim().min(1),
  genre: z.enum(GENRES_AIDANT).default('autre'),
});
export type AidantConfigure = z.output<typeof AidantConfigure>;

/** `GET aidant/moi` */
export const Aidant = z
  .strictObject({ courriel: z.string(), prenom: z.string(), nom: z.string(), structure: z.string() })
  .meta({ id: 'Aidant' });
export type Aidant = z.output<typeof Aidant>;

export const CONSENTEMENTS = ['feuille', 'courriel', 'telephone'] as const;
/** `attendu`: nothing may be filed yet. */
export const ETATS_MANDAT = ['attendu', 'actif', 'fini'] as const;

const Personne = z.strictObject({
  prenom: z.string().trim().min(1).max(100),
  nom: z.string().trim().min(1).max(100),
  courriel: courriel.optional(),
  telephone: z.string().trim().min(1).max(30).optional(),
});

/** `POST aidant/mandats` */
export const NouveauMandat = z
  .strictObject({
    pour: Personne,
    /** Codes of démarches; empty: all those that are filed online. */
    demarches: z.array(Code).max(50).default([]),
    /** Last day, at most 12 months away. */
    jusquau: DateLocale,
    consentement: z.enum(CONSENTEMENTS),
  })
  .meta({ id: 'NouveauMandat' });
export type NouveauMandat = z.input<typeof NouveauMandat>;

export const Mandat = z
  .strictObject({
    id: z.uuid(),
    /** Short reference printed on the sheet, e.g. `M-7K4F-92`. */
    reference: z.string(),
    aidant: z.strictObject({ nom: z.string(), structure: z.string() }),
    pour: Personne,
    demarches: z.array(z.strictObject({ code: Code, titre: z.string() })),
    jusquau: DateLocale,
    consentement: z.enum(CONSENTEMENTS),
    etat: z.enum(ETATS_MANDAT),
    creeLe: Instant,
    consentiLe: Instant.nullable(),
    finiLe: Instant.nullable(),
    /** Who ended it: « Vous », « L’aidant », « La mairie », « La date ». */
    finiPar: z.string().nullable(),
  })
  .meta({ id: 'Mandat' });
export type Mandat = z.output<typeof Mandat>;
export const Mandats = z.strictObject({ mandats: z.array(Mandat) }).meta({ id: 'Mandats' });

/** `POST aidant/mandats/{id}/consentement`: the code that the person received, or « the sheet is signed ». */
export const Consentement = z
  .strictObject({ code: CodeRecu.optional(), signeeLe: DateLocale.optional() })
  .meta({ id: 'Consentement' });

/** `PATCH usager/mandats/{id}`: the citizen narrows it, never widens it. */
export const LimiteMandat = z
  .strictObject({ demarches: z.array(Code).optional(), jusquau: DateLocale.optional() })
  .meta({ id: 'LimiteMandat' });
