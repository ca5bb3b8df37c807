import * as z from 'zod';
import type { Reponses } from '../formulaire.ts';
import {
  Code,
  DateLocale,
  Instant,
  ZCanal,
  ZGenre,
  ZRegimeSilence,
  ZRole,
  ZStatut,
  ZVisibilite,
} from './commun.ts';
import { Service } from './commune.ts';
import { DemarchePubliee } from './demarche.ts';

export const ZReponses = z.record(z.string(), z.unknown()).meta({
  id: 'Reponses',
  description: 'Réponses par identifiant de champ.',
}) as unknown as z.ZodType<Reponses>;

export const Televersement = z
  .strictObject({
    id: z.uuid(),
    nom: z.string(),
    /** Bytes kept. */
    taille: z.int(),
    /** Media type told by the content. */
    type: z.string(),
  })
  .meta({ id: 'Televersement' });
export type Televersement = z.output<typeof Televersement>;

export const DepotDemande = z
  .strictObject({ demarche: Code, version: z.int().min(1), reponses: ZReponses })
  .meta({ id: 'DepotDemande' });
export type DepotDemande = z.output<typeof DepotDemande>;

/** What the citizen is told at once (CRPA R112-11-1). */
export const Accuse = z
  .strictObject({
    titre: z.string(),
    recueLe: Instant,
    service: Service,
    silence: z.strictObject({
      regime: ZRegimeSilence,
      /** Last day of the legal delay, local to the commune. */
      echeance: DateLocale.nullable(),
      /** Plain French, ready to show. */
      explication: z.string(),
    }),
    /** Where the receipt was sent, partly masked; `null` without an address. */
    courriel: z.string().nullable(),
    /** Page where the request is followed, number and code in the fragment. */
    lien: z.url(),
  })
  .meta({ id: 'Accuse' });
export type Accuse = z.output<typeof Accuse>;

export const DemandeDeposee = z
  .strictObject({ numero: z.string(), code: z.string(), accuse: Accuse })
  .meta({ id: 'DemandeDeposee' });
export type DemandeDeposee = z.output<typeof DemandeDeposee>;

const Auteur = z.strictObject({
  role: ZRole,
  /** For an agent: first name, last name and capacity (CRPA L111-2). */
  nom: z.string().nullable(),
});

const commun = { id: z.uuid(), le: Instant, auteur: Auteur, visibilite: ZVisibilite };

/** One line of the timeline. Append-only: nothing here is ever changed. */
export const Evenement = z
  .discriminatedUnion('type', [
    z.strictObject({
      ...commun,
      type: z.literal('depot'),
      donnees: z.strictObject({
        canal: ZCanal,
        /** SHA-256 of the answers and files, hex: ties them to the chain of events. */
        empreinte: z.string().optional(),
      }),
    }),
    z.strictObject({
      ...commun,
      type: z.literal('statut'),
      donnees: z.strictObject({
        avant: ZStatut,
        apres: ZStatut,
        /** Only shown with the code. */
        motif: z.string().nullable(),
        planifieeLe: DateLocale.nullable(),
      }),
    }),
    z.strictObject({
      ...commun,
      type: z.literal('message'),
      donnees: z.strictObject({ corps: z.string(), pieces: z.array(Televersement) }),
    }),
    z.strictObject({ ...commun, type: z.literal('note'), donnees: z.strictObject({ corps: z.string() }) }),
    z.strictObject({
      ...commun,
      type: z.literal('affectation'),
      donnees: z.strictObject({ avant: z.string().nullable(), apres: z.string().nullable() }),
    }),
    z.strictObject({
      ...commun,
      type: z.literal('service'),
      donnees: z.strictObject({ avant: z.string(), apres: z.string() }),
    }),
    z.strictObject({
      ...commun,
      type: z.literal('courriel'),
      donnees: z.strictObject({ objet: z.string(), etat: z.enum(['envoye', 'echec']) }),
    }),
  ])
  .meta({ id: 'Evenement' });
export type Evenement = z.output<typeof Evenement>;

/** What a citizen sees: with the number alone, and `dossier` when the code (or a session) came too. */
export const Suivi = z
  .strictObject({
    numero: z.string(),
    titre: z.string(),
    genre: ZGenre,
    statut: ZStatut,
    service: Service,
    recueLe: Instant,
    majLe: Instant,
    echeance: DateLocale.nullable(),
    silence: ZRegimeSilence,
    planifieeLe: DateLocale.nullable(),
    evenements: z.array(Evenement),
    dossier: z
      .strictObject({
        /** Why it was refused, transmitted, or what is awaited. */
        motif: z.string().nullable(),
        reponses: ZReponses,
        demarche: DemarchePubliee,
        /** May the citizen still withdraw it? */
        retirable: z.boolean(),
      })
      .nullable(),
  })
  .meta({ id: 'Suivi' });
export type Suivi = z.output<typeof Suivi>;

export const NouveauMessage = z
  .strictObject({
    corps: z.string().trim().min(1).max(10_000),
    /** Ids of uploads, 5 at most. */
    pieces: z.array(z.uuid()).max(5).default([]),
  })
  .meta({ id: 'NouveauMessage' });
export type NouveauMessage = z.input<typeof NouveauMessage>;
