import * as z from 'zod';
import type { Reponses } from '../formulaire.ts';
import {
  Code,
  DateLocale,
  Instant,
  ZCanal,
  ZGenre,
  ZNatureDocument,
  ZRegimeSilence,
  ZResultat,
  ZRole,
  ZSensDecision,
  ZStatut,
  ZVisibilite,
} from './commun.ts';
import { Service } from './commune.ts';
import { DemarchePubliee } from './demarche.ts';
import { Accompagnement } from './mandat.ts';
import { CalculEcheance, CAUSES_ECHEANCE, Complement, Implicite } from './echeance.ts';

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
  .strictObject({
    demarche: Code,
    version: z.int().min(1),
    reponses: ZReponses,
    /** The mandate that a helper files under; nobody else gives one. */
    mandat: z.uuid().optional(),
  })
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
  .strictObject({
    numero: z.string(),
    /** Empty for a helper who filed for somebody with an address: the code is hers, and went there. */
    code: z.string(),
    accuse: Accuse,
  })
  .meta({ id: 'DemandeDeposee' });
export type DemandeDeposee = z.output<typeof DemandeDeposee>;

const Auteur = z.strictObject({
  role: ZRole,
  /** For an agent: first name, last name and capacity (CRPA L111-2). */
  nom: z.string().nullable(),
});

const commun = {
  id: z.uuid(),
  /** Its place in the demande, from 1; what `luJusqua`, `Lecture` and `annulation` count by. */
  rang: z.int().min(1).optional(),
  le: Instant,
  auteur: Auteur,
  visibilite: ZVisibilite,
};

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
        /** Reference of the mandate under which a helper, the author, filed it. */
        mandat: z.string().optional(),
        /** Why it is due when it is; absent from the first requests of a server. */
        calcul: CalculEcheance.optional(),
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
    /** The deadline changed. */
    z.strictObject({
      ...commun,
      type: z.literal('echeance'),
      donnees: z.strictObject({
        avant: DateLocale.nullable(),
        apres: DateLocale.nullable(),
        cause: z.enum(CAUSES_ECHEANCE),
        calcul: CalculEcheance,
      }),
    }),
    /** Nobody answered in time: the law answers (recorded by the server, dated of the day it was born). */
    z.strictObject({ ...commun, type: z.literal('implicite'), donnees: Implicite }),
    /** An agent asks for fields or pieces (CRPA L114-5). */
    z.strictObject({
      ...commun,
      type: z.literal('complement-demande'),
      donnees: Complement.omit({ demandeLe: true }),
    }),
    z.strictObject({
      ...commun,
      type: z.literal('complement-recu'),
      donnees: z.strictObject({
        chemins: z.array(z.string()),
        /** Nothing that was asked is still awaited. */
        complet: z.boolean(),
        /** SHA-256 of the answers and files as they stand from now on. */
        empreinte: z.string().optional(),
        /** For agents: what each answer was and has become. Read from the file, no part of the chain. */
        remplacements: z
          .array(
            z.strictObject({
              chemin: z.string(),
              libelle: z.string(),
              avant: z.unknown().optional(),
              apres: z.unknown().optional(),
            }),
          )
          .optional(),
      }),
    }),
    /** What an agent had asked is no longer awaited: not needed, or come another way. */
    z.strictObject({
      ...commun,
      type: z.literal('complement-annule'),
      donnees: z.strictObject({
        chemins: z.array(z.string()),
        /** Local day on which it came, by the counter, a letter or a mail. */
        recuLe: DateLocale.optional(),
      }),
    }),
    /** Sent on to the administration that is competent (CRPA L114-2, L114-3). */
    z.strictObject({
      ...commun,
      type: z.literal('transfert'),
      donnees: z.strictObject({ organisme: z.string(), contact: z.string().nullable() }),
    }),
    /** An explicit decision; its letter follows as a `document`. */
    z.strictObject({
      ...commun,
      type: z.literal('decision'),
      donnees: z.strictObject({
        sens: ZSensDecision,
        /** What the letter says. */
        texte: z.string(),
        /** The agent signs by service only (CRPA L111-2, public safety). */
        anonyme: z.boolean(),
        /** For a refusal: how to appeal. */
        recours: z.string().nullable(),
        /** For a transmission: to whom, and how to reach them. */
        organisme: z.string().optional(),
        contact: z.string().optional(),
      }),
    }),
    /** The agent took the last decision back before it was sent. `rang`: of the event undone; one for each. */
    z.strictObject({ ...commun, type: z.literal('annulation'), donnees: z.strictObject({ rang: z.int() }) }),
    /** A paper made by the town. */
    z.strictObject({
      ...commun,
      type: z.literal('document'),
      donnees: z.strictObject({ nature: ZNatureDocument, piece: Televersement }),
    }),
    /** The citizen's word on a closed report. */
    z.strictObject({
      ...commun,
      type: z.literal('satisfaction'),
      donnees: z.strictObject({ resultat: ZResultat, commentaire: z.string().nullable() }),
    }),
    /** Its owner put it in his space. */
    z.strictObject({ ...commun, type: z.literal('rattachement'), donnees: z.strictObject({}) }),
    /** The contact details were corrected; which, never what they are. */
    z.strictObject({
      ...commun,
      type: z.literal('coordonnees'),
      donnees: z.strictObject({ champs: z.array(z.string()) }),
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
    /** What silence decided, if it did. */
    implicite: Implicite.nullable(),
    evenements: z.array(Evenement),
    dossier: z
      .strictObject({
        /** Why it was refused, transmitted, or what is awaited. */
        motif: z.string().nullable(),
        /** What the town waits for, field by field. */
        complement: Complement.nullable(),
        /** May the citizen say whether the problem is solved? */
        satisfactionAttendue: z.boolean(),
        /** Rank of the last event the citizen has seen; what follows is new. */
        luJusqua: z.int(),
        reponses: ZReponses,
        demarche: DemarchePubliee,
        /** May the citizen still withdraw it? */
        retirable: z.boolean(),
        /** When a helper filed it. */
        accompagnement: Accompagnement.optional(),
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

/**
 * The citizen's answer to a `Complement`, by the path of each field as it was asked (`identite`,
 * `enfants.0.prenom`). Files are those of uploads, or those that stand and stay, each with its `id`.
 */
export const ReponseComplement = z.strictObject({ reponses: ZReponses }).meta({ id: 'ReponseComplement' });
export type ReponseComplement = z.output<typeof ReponseComplement>;

export const AvisSatisfaction = z
  .strictObject({ resultat: ZResultat, commentaire: z.string().trim().max(4000).optional() })
  .meta({ id: 'AvisSatisfaction' });
export type AvisSatisfaction = z.input<typeof AvisSatisfaction>;

/** Rank of the last event that was on the reader's screen. */
export const Lecture = z.strictObject({ jusqua: z.int().min(0) }).meta({ id: 'Lecture' });

/** « J'ai perdu mon numéro »: the list goes to that address; the answer is the same whether it is known or not. */
export const NumerosPerdus = z.strictObject({ courriel: z.email().max(254) }).meta({ id: 'NumerosPerdus' });
