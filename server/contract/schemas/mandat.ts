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

export const CONSENTEMENTS = ['feuille', 'courriel', 'telephone'] as const;
export type ConsentementPar = (typeof CONSENTEMENTS)[number];

/** `GET aidant/moi` */
export const Aidant = z
  .strictObject({
    courriel: z.string(),
    prenom: z.string(),
    nom: z.string(),
    structure: z.string(),
    /** Ways to agree that this server offers: `telephone` only where it can send text messages. */
    consentements: z.array(z.enum(CONSENTEMENTS)),
  })
  .meta({ id: 'Aidant' });
export type Aidant = z.output<typeof Aidant>;
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
export type MandatVoulu = z.output<typeof NouveauMandat>;

export const Mandat = z
  .strictObject({
    id: z.uuid(),
    /** Short reference printed on the sheet, e.g. `M-7K4F-92`. */
    reference: z.string(),
    aidant: z.strictObject({ nom: z.string(), structure: z.string() }),
    /** Once it ended, the helper reads the name alone. */
    pour: Personne,
    /** Empty: all those that are filed online. */
    demarches: z.array(z.strictObject({ code: Code, titre: z.string() })),
    jusquau: DateLocale,
    consentement: z.enum(CONSENTEMENTS),
    etat: z.enum(ETATS_MANDAT),
    creeLe: Instant,
    consentiLe: Instant.nullable(),
    finiLe: Instant.nullable(),
    /** Who ended it, as its reader says it: « Vous », « L’aidant », « La personne », « La mairie », « La date ». */
    finiPar: z.string().nullable(),
  })
  .meta({ id: 'Mandat' });
export type Mandat = z.output<typeof Mandat>;
export const Mandats = z.strictObject({ mandats: z.array(Mandat) }).meta({ id: 'Mandats' });

/** `POST aidant/mandats/{id}/consentement`: the code that the person received, or « the sheet is signed ». */
export const Consentement = z
  .strictObject({ code: CodeRecu.optional(), signeeLe: DateLocale.optional() })
  .meta({ id: 'Consentement' });
export type Consentement = z.output<typeof Consentement>;

/** `PATCH usager/mandats/{id}`: the citizen narrows it, never widens it. */
export const LimiteMandat = z
  .strictObject({ demarches: z.array(Code).optional(), jusquau: DateLocale.optional() })
  .meta({ id: 'LimiteMandat' });
export type LimiteMandat = z.output<typeof LimiteMandat>;

/** What everybody who sees a demande is told when a helper filed it. */
export const Accompagnement = z
  .strictObject({
    aidant: z.strictObject({ nom: z.string(), structure: z.string() }),
    /** « Marie Dupont » */
    pour: z.string(),
    reference: z.string(),
    accordLe: Instant.nullable(),
    /** May the helper still act under it today? */
    actif: z.boolean(),
  })
  .meta({ id: 'Accompagnement' });
export type Accompagnement = z.output<typeof Accompagnement>;
