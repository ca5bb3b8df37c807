import * as z from 'zod';
import { DateLocale, Instant, Texte, ZRegimeSilence, ZUniteDelai } from './commun.ts';

/**
 * How a deadline was found, so that an agent can read why a request is due on its day.
 * `etapes` is in the order of the reasoning; each names its rule in the texts.
 */
export const CalculEcheance = z
  .strictObject({
    regime: ZRegimeSilence,
    delai: z.strictObject({ valeur: z.int().min(1), unite: ZUniteDelai }).nullable(),
    etapes: z.array(
      z.strictObject({
        /** Plain French: « Reçue le 31 décembre 2026 », « Suspendu pendant 15 jours ». */
        libelle: Texte,
        /** The day reached by this step; `null` when the delay does not run. */
        le: DateLocale.nullable(),
        /** e.g. `CRPA L114-5`. */
        source: Texte.optional(),
      }),
    ),
    /** Last day of the delay, local to the commune; `null`: none runs (no regime, or pieces are awaited). */
    echeance: DateLocale.nullable(),
  })
  .meta({ id: 'CalculEcheance' });
export type CalculEcheance = z.output<typeof CalculEcheance>;

/** Why a deadline was computed again. */
export const CAUSES_ECHEANCE = [
  'complement-demande',
  'complement-recu',
  'complement-annule',
  'transfert',
  'reouverture',
  'correction',
] as const;

/** An implicit decision, born at 00:00 local of the day after the deadline (CRPA L231-1, L231-4). */
export const Implicite = z
  .strictObject({ sens: z.enum(['acceptation', 'refus']), neeLe: DateLocale })
  .meta({ id: 'Implicite' });
export type Implicite = z.output<typeof Implicite>;

/** What an agent asked to complete or correct in the form, field by field (CRPA L114-5). */
export const Complement = z
  .strictObject({
    champs: z
      .array(
        z.strictObject({
          /** Path of the field in the answers: `identite`, `enfants.0.prenom`. */
          chemin: Texte,
          libelle: Texte,
          /** What is wrong with what was given, or what is expected. */
          precision: z.string().nullable(),
        }),
      )
      .min(1),
    motif: Texte,
    /** Day before which the answer is wanted. */
    avantLe: DateLocale,
    demandeLe: Instant,
  })
  .meta({ id: 'Complement' });
export type Complement = z.output<typeof Complement>;
