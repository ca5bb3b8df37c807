import * as z from 'zod';
import {
  CANAUX,
  DEPOTS,
  GENRES,
  NATURES_DOCUMENT,
  REGIMES_SILENCE,
  RESULTATS,
  ROLES,
  SENS_DECISION,
  STATUTS,
  UNITES_DELAI,
  VISIBILITES,
} from '../vocabulaire.ts';

/** Instants travel as ISO 8601 in UTC, local dates as `AAAA-MM-JJ` of the commune's zone. */
export const Instant = z.iso.datetime().meta({ examples: ['2026-11-22T09:30:00.000Z'] });
export const DateLocale = z.iso.date().meta({ examples: ['2027-01-22'] });

/** `a-z`, digits and hyphens. */
export const Code = z
  .string()
  .regex(
    /^[a-z][a-z0-9-]{0,63}$/,
    'Minuscules sans accent, chiffres et tirets, en commençant par une lettre.',
  );
export const Texte = z.string().trim().min(1);

export const ZGenre = z.enum(GENRES);
export const ZCanal = z.enum(CANAUX);
export const ZStatut = z.enum(STATUTS);
export const ZRegimeSilence = z.enum(REGIMES_SILENCE);
export const ZDepot = z.enum(DEPOTS);
export const ZRole = z.enum(ROLES);
export const ZVisibilite = z.enum(VISIBILITES);
export const ZSensDecision = z.enum(SENS_DECISION);
export const ZResultat = z.enum(RESULTATS);
export const ZNatureDocument = z.enum(NATURES_DOCUMENT);
export const ZUniteDelai = z.enum(UNITES_DELAI);

/** How to reach a human. */
export const Contact = z
  .strictObject({
    telephone: Texte.optional(),
    courriel: z.email().optional(),
    adresse: Texte.optional(),
    horaires: z.array(z.strictObject({ jours: Texte, heures: Texte })).default([]),
  })
  .meta({ id: 'Contact' });
export type Contact = z.output<typeof Contact>;

/** RFC 9457 problem details, in French, with a stable `code`. */
export const Probleme = z
  .looseObject({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    code: z.string(),
    erreurs: z.array(z.object({ chemin: z.string(), code: z.string(), message: z.string() })).optional(),
  })
  .meta({ id: 'Probleme' });
export type Probleme = z.output<typeof Probleme>;
