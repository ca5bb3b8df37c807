import * as z from 'zod';
import { Code, Instant, Texte, ZCanal } from './commun.ts';

const Mois = z
  .string()
  .regex(/^\d{4}-(0[1-9]|1[0-2])$/, 'Un mois, par exemple 2026-11.')
  .meta({ examples: ['2026-11'] });

/** `null`: not shown, so that nobody can be recognised; or nothing to compute it from. */
const Nombre = z.number().nullable();

export const Chiffres = z
  .strictObject({
    /** Requests received in the period. */
    recues: Nombre,
    /** Of these, those the town has answered, and not taken up again since. */
    repondues: Nombre,
    /** Of those answered that had a legal delay, those answered within it. */
    aTemps: Nombre,
    /** Answered after the delay, or left to an implicit decision. */
    horsDelai: Nombre,
    /** Withdrawn by the citizen. */
    retirees: Nombre,
    /** Days from receipt to answer: half of the answers took less, nine in ten took less. */
    mediane: Nombre,
    p90: Nombre,
  })
  .meta({ id: 'Chiffres' });
export type Chiffres = z.output<typeof Chiffres>;

const ligne = <C extends z.ZodType>(code: C) => z.strictObject({ code, libelle: Texte, chiffres: Chiffres });

export const Statistiques = z
  .strictObject({
    /** First and last month, both counted, by day of receipt. */
    de: Mois,
    a: Mois,
    calculeesLe: Instant,
    /** Small numbers are hidden: what anybody may read. */
    publiques: z.boolean(),
    total: Chiffres,
    parMois: z.array(ligne(Mois)),
    parService: z.array(ligne(Code)),
    parCanal: z.array(ligne(ZCanal)),
    parDemarche: z.array(ligne(Code)),
  })
  .meta({ id: 'Statistiques' });
export type Statistiques = z.output<typeof Statistiques>;
export type LigneStatistiques = Statistiques['parService'][number];

export const FiltreStatistiques = z.strictObject({
  /** Default: the twelve months that end with the present one. */
  de: Mois.optional(),
  a: Mois.optional(),
  service: Code.optional(),
  demarche: Code.optional(),
  canal: ZCanal.optional(),
  format: z.enum(['json', 'csv']).default('json'),
});
export type FiltreStatistiques = z.output<typeof FiltreStatistiques>;
