/** At the counter, for a citizen who lost his mailbox: his space gets another address once his identity is checked. */
import * as z from 'zod';
import { Instant } from './commun.ts';
import { courriel } from './session.ts';

/** Kinds of identity papers that an agent may go by; the paper itself is never kept. */
export const PIECES_IDENTITE = ['carte-identite', 'passeport', 'titre-de-sejour', 'permis'] as const;

/** `POST agent/usagers/retablissement` */
export const NouveauRetablissement = z
  .strictObject({
    /** The address that is lost. */
    ancienne: courriel,
    nouvelle: courriel,
    piece: z.enum(PIECES_IDENTITE),
    motif: z.string().trim().min(1).max(500).optional(),
  })
  .meta({ id: 'NouveauRetablissement' });
export type NouveauRetablissement = z.input<typeof NouveauRetablissement>;

export const Retablissement = z
  .strictObject({
    id: z.uuid(),
    /** The code mailed to the new address must be typed before, by a normal sign-in. */
    entrerAvant: Instant,
    /** Until then the old address is refused, and `POST agent/usagers/retablissement/{id}/annulation` undoes it. */
    annulableJusquau: Instant,
  })
  .meta({ id: 'Retablissement' });
export type Retablissement = z.output<typeof Retablissement>;

/** `GET agent/usagers/retablissement`: those that can still be undone, the newest first. */
export const Retablissements = z
  .strictObject({
    retablissements: z.array(
      Retablissement.extend({
        le: Instant,
        ancienne: z.string(),
        nouvelle: z.string(),
        /** Name of the agent. */
        par: z.string(),
        /** The person has come in with the new address. */
        entree: z.boolean(),
      }),
    ),
  })
  .meta({ id: 'Retablissements' });
export type Retablissements = z.output<typeof Retablissements>;
