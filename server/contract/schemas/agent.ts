import * as z from 'zod';
import {
  Code,
  DateLocale,
  Instant,
  Texte,
  ZCanal,
  ZGenre,
  ZResultat,
  ZSensDecision,
  ZStatut,
} from './commun.ts';
import { DepotDemande, Evenement, ZReponses } from './demande.ts';
import { DemarchePubliee } from './demarche.ts';
import { Complement, Implicite } from './echeance.ts';
import { Accompagnement } from './mandat.ts';
import { courriel } from './session.ts';

const ServiceBref = z.strictObject({ code: Code, nom: z.string() });
const AgentBref = z.strictObject({ courriel: z.string(), nom: z.string() });

export const Agent = z
  .strictObject({
    courriel: z.string(),
    prenom: z.string(),
    nom: z.string(),
    qualite: z.string(),
    /** The services whose requests this agent sees. */
    services: z.array(ServiceBref),
    /** Every service of the commune: a request can be passed on to any of them. */
    tousServices: z.array(ServiceBref),
    /** Agents of the same services, this one included. */
    collegues: z.array(AgentBref.extend({ services: z.array(Code) })),
  })
  .meta({ id: 'Agent' });
export type Agent = z.output<typeof Agent>;

/** A row of the queue. */
export const LigneDemande = z
  .strictObject({
    numero: z.string(),
    /** Number of events so far; sent back with a PATCH. */
    version: z.int(),
    demarche: Code,
    titre: z.string(),
    genre: ZGenre,
    statut: ZStatut,
    service: ServiceBref,
    canal: ZCanal,
    recueLe: Instant,
    majLe: Instant,
    echeance: DateLocale.nullable(),
    affecteeA: AgentBref.nullable(),
    /** Name of who filed, or `null`. */
    demandeur: z.string().nullable(),
    /** « Léa Roy, France services du Port », when a helper filed it. */
    deposeePar: z.string().optional(),
    /** First words of what is asked, or the place of a report. */
    objet: z.string(),
    /** The citizen wrote and nobody answered yet. */
    reponseAttendue: z.boolean(),
    /** What silence decided, if it did. */
    implicite: Implicite.nullable(),
    /** Day before which the citizen was asked to complete the file, while that is awaited. */
    complementAvantLe: DateLocale.nullable(),
    /** What the citizen last said of a report that was closed, until it is closed again. */
    satisfaction: ZResultat.nullable(),
  })
  .meta({ id: 'LigneDemande' });
export type LigneDemande = z.output<typeof LigneDemande>;

/** Filters of `GET agent/demandes`; lists are comma separated. */
export const FiltreFile = z.strictObject({
  /** `ouvertes` (default), `closes`, or a status. */
  statut: z.union([z.literal('ouvertes'), z.literal('closes'), ZStatut]).default('ouvertes'),
  service: Code.optional(),
  canal: ZCanal.optional(),
  demarche: Code.optional(),
  /** `moi`, `personne`, or the address of a colleague. */
  affectation: z.string().max(254).optional(),
  /** Words of the file, a number, a name: 2 characters or more. */
  q: z.string().trim().min(2).max(100).optional(),
  tri: z.enum(['echeance', 'recente']).default('echeance'),
  curseur: z.string().max(200).optional(),
  limite: z.coerce.number().int().min(1).max(100).default(25),
});
export type FiltreFile = z.input<typeof FiltreFile>;

export const PageFile = z
  .strictObject({ demandes: z.array(LigneDemande), suivant: z.string().nullable() })
  .meta({ id: 'PageFile' });
export type PageFile = z.output<typeof PageFile>;

/** The whole file, as an agent of the service sees it. */
export const DemandeAgent = z
  .strictObject({
    ligne: LigneDemande,
    definition: DemarchePubliee,
    /** Version offered today; `null` when the démarche no longer is. */
    versionOfferte: z.int().nullable(),
    reponses: ZReponses,
    demandeur: z.strictObject({
      nom: z.string().nullable(),
      courriel: z.string().nullable(),
      telephone: z.string().nullable(),
    }),
    /** When a helper filed it. */
    accompagnement: Accompagnement.optional(),
    motif: z.string().nullable(),
    planifieeLe: DateLocale.nullable(),
    complement: Complement.nullable(),
    /** Until when the last decision of this agent can be taken back. */
    annulableJusqua: Instant.nullable(),
    /** Rank of the last event that the citizen has seen. */
    luJusqua: z.int(),
    evenements: z.array(Evenement),
    transitions: z.array(ZStatut),
  })
  .meta({ id: 'DemandeAgent' });
export type DemandeAgent = z.output<typeof DemandeAgent>;

/** What an agent changes; `version` is the one read. At least one other key. */
export const ModificationDemande = z
  .strictObject({
    version: z.int().min(1),
    statut: ZStatut.optional(),
    /** Required for `refusee`, `transmise`, `en-attente`. */
    motif: z.string().trim().min(1).max(4000).optional(),
    /** Required for `planifiee`. */
    planifieeLe: DateLocale.optional(),
    affecteeA: courriel.nullable().optional(),
    service: Code.optional(),
    /** Corrects the citizen's address: what could not be delivered is sent again. */
    courriel: courriel.optional(),
  })
  .refine(
    (modification) => Object.keys(modification).some((cle) => cle !== 'version'),
    'Dites ce qui change : statut, affecteeA, service ou courriel.',
  )
  .refine(({ statut, motif, planifieeLe }) => statut !== undefined || (motif ?? planifieeLe) === undefined, {
    message: 'Donnez aussi le statut que ce motif ou cette date accompagne.',
    path: ['statut'],
  })
  .meta({ id: 'ModificationDemande' });
export type ModificationDemande = z.output<typeof ModificationDemande>;

export const NouvelleNote = z
  .strictObject({ corps: z.string().trim().min(1).max(10_000) })
  .meta({ id: 'NouvelleNote' });

/** A request received by another door, typed by an agent with the same form. */
export const SaisieDemande = DepotDemande.extend({
  canal: ZCanal.exclude(['web']),
  /** Day it reached the town, when it was before today. */
  recueLe: DateLocale.optional(),
}).meta({ id: 'SaisieDemande' });
export type SaisieDemande = z.output<typeof SaisieDemande>;

/** Something that the server could not do by itself, e.g. a mail that was refused. */
export const Incident = z
  .strictObject({
    id: z.uuid(),
    type: z.string(),
    /** Tracking number it concerns, when there is one. */
    numero: z.string().nullable(),
    /** What failed, for the agent. */
    cause: z.string(),
    le: Instant,
    essais: z.int(),
  })
  .meta({ id: 'Incident' });
export type Incident = z.output<typeof Incident>;

/** Body of a 409: what stands now and what changed since the version sent. */
export const Conflit = z
  .looseObject({ actuelle: DemandeAgent, changements: z.array(Evenement) })
  .meta({ id: 'Conflit' });
export type Conflit = z.output<typeof Conflit>;

/** Asks the citizen for fields or pieces (CRPA L114-5). */
export const DemandeComplement = z
  .strictObject({
    version: z.int().min(1),
    champs: z
      .array(z.strictObject({ chemin: Texte.max(200), precision: z.string().trim().max(1000).optional() }))
      .min(1)
      .max(50),
    motif: z.string().trim().min(1).max(4000),
    /** Tomorrow at the earliest. */
    avantLe: DateLocale,
  })
  .meta({ id: 'DemandeComplement' });
export type DemandeComplement = z.output<typeof DemandeComplement>;

/** Fields that are no longer awaited. */
export const AnnulationComplement = z
  .strictObject({
    version: z.int().min(1),
    chemins: z.array(Texte).min(1),
    /**
     * They came another way (counter, letter, mail) on that local day: the clock obeys it (CRPA L114-5). Between the day
     * they were asked and today. Without it: they are not needed any more.
     */
    recuLe: DateLocale.optional(),
  })
  .meta({ id: 'AnnulationComplement' });
export type AnnulationComplement = z.output<typeof AnnulationComplement>;

export const NouvelleDecision = z
  .strictObject({
    version: z.int().min(1),
    sens: ZSensDecision,
    /** What the letter says; for a refusal its reasons in law and in fact (CRPA L211-5). */
    texte: z.string().trim().min(1).max(10_000),
    /** For `transmission`: to whom, and how to reach them. */
    organisme: Texte.max(200).optional(),
    contact: Texte.max(500).optional(),
    anonyme: z.boolean().default(false),
    /** The transmission is to the administration that is competent: the clock obeys (CRPA L114-2, L114-3). */
    competente: z.boolean().default(false),
  })
  .refine(({ sens, organisme }) => sens !== 'transmission' || organisme !== undefined, {
    message: 'Dites à qui la demande est transmise.',
    path: ['organisme'],
  })
  .meta({ id: 'NouvelleDecision' });
export type NouvelleDecision = z.output<typeof NouvelleDecision>;

/** Takes the last decision back, within the minute. */
export const Annulation = z.strictObject({ version: z.int().min(1) }).meta({ id: 'Annulation' });

/** A reply ready to be edited, its variables already filled for one file. */
export const ReponseType = z
  .strictObject({ code: Code, titre: z.string(), corps: z.string() })
  .meta({ id: 'ReponseType' });
export type ReponseType = z.output<typeof ReponseType>;
