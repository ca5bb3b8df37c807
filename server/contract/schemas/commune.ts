import * as z from 'zod';
import { Code, Contact, Texte } from './commun.ts';
import { AidantConfigure } from './mandat.ts';

/** `scheme://host[:port]`, as a browser's `Origin` header gives it. */
export const Origine = z
  .string()
  .regex(
    /^https?:\/\/[a-z0-9.-]+(:\d{1,5})?$/,
    'Une origine, par exemple https://www.ville.fr, sans chemin.',
  );

/** Is an origin in a commune's lists? Nothing else of the lists is told. */
export const EtatOrigine = z
  .strictObject({
    origine: Origine,
    /** Pages there may hold the citizens' widgets. */
    habitants: z.boolean(),
    /** Pages there may hold the agents' queue. */
    agents: z.boolean(),
  })
  .meta({ id: 'EtatOrigine' });
export type EtatOrigine = z.output<typeof EtatOrigine>;

const Couleur = z.string().regex(/^#[0-9a-f]{6}$/i, 'Une couleur, par exemple #0f5f5c.');

export const Service = z.strictObject({ code: Code, nom: Texte, contact: Contact }).meta({ id: 'Service' });
export type Service = z.output<typeof Service>;

export const AgentConfigure = z.strictObject({
  courriel: z.email().transform((adresse) => adresse.toLowerCase()),
  prenom: Texte,
  nom: Texte,
  /** Capacity shown to the citizen (CRPA L111-2). */
  qualite: Texte,
  services: z.array(Code).min(1),
  /** Gets each working morning what presses in each of these services. */
  recapitulatif: z.boolean().default(true),
});
export type AgentConfigure = z.output<typeof AgentConfigure>;

const identite = {
  slug: Code,
  nom: Texte,
  /** Five characters, e.g. `97608`. */
  codeInsee: z.string().regex(/^(\d{5}|2[AB]\d{3})$/, 'Un code INSEE de 5 caractères.'),
  /** Three letters that start every tracking number. */
  prefixe: z.string().regex(/^[A-Z]{3}$/, 'Trois majuscules, par exemple PAB.'),
  /** IANA zone, e.g. `Indian/Mayotte`. */
  fuseau: z
    .string()
    .refine((zone) => Intl.supportedValuesOf('timeZone').includes(zone), 'Fuseau IANA inconnu.'),
  /** The town's own site. */
  site: z.url(),
  contact: Contact,
  theme: z.strictObject({ marque: Couleur.optional(), marqueSombre: Couleur.optional() }).default({}),
  /** The town's pages that hold the widgets; links in mails lead there. */
  pages: z
    .strictObject({ demarches: z.url().optional(), suivi: z.url().optional(), signaler: z.url().optional() })
    .default({}),
  themes: z.array(z.strictObject({ code: Code, titre: Texte })).min(1),
  services: z.array(Service).min(1),
  /** Who answers for personal data (RGPD art. 13). */
  donnees: z.strictObject({ responsable: Texte, contact: Texte }),
};

/** Where the holidays are those of (Code du travail L3133-1, L3134-13, L3422-2). */
export const TERRITOIRES = [
  'metropole',
  'alsace-moselle',
  'guadeloupe',
  'martinique',
  'guyane',
  'reunion',
  'mayotte',
  'saint-martin',
  'saint-barthelemy',
  'saint-pierre-et-miquelon',
  'polynesie',
  'nouvelle-caledonie',
  'wallis-et-futuna',
] as const;

/** A reply ready to be edited. `{{numero}}`, `{{demarche}}`, `{{nom}}`… are filled for the file. */
const ReponseTypeConfiguree = z.strictObject({
  code: Code,
  titre: Texte,
  /** Only for the agents of that service; for all by default. */
  service: Code.optional(),
  /** Only for these démarches. */
  demarches: z.array(Code).min(1).optional(),
  corps: Texte.max(10_000),
});

/** A ready-made démarche: its code, alone or with keys of its definition to change. */
const DemarcheActivee = z.union([Code, z.looseObject({ code: Code })]);

/** What only the town knows: a text, or the options of a question (its schools, its rooms). */
const FaitCommunal = z.union([
  Texte,
  z.array(z.strictObject({ valeur: Code, libelle: Texte, aide: Texte.optional() })).min(1),
]);

/** An OpenID Connect provider. Its secret is never here: `parvis connexion secret <slug> usagers|agents`. */
export const ConnexionConfiguree = z.strictObject({
  /** As the button names it: « FranceConnect », « ProConnect ». */
  nom: Texte,
  /** Whose discovery document is at `<emetteur>/.well-known/openid-configuration`. In clear only on this machine. */
  emetteur: z
    .url()
    .refine(
      (url) => /^(https:|http:\/\/(localhost|127\.0\.0\.1|\[::1\])([:/]|$))/.test(url),
      'Une adresse en https.',
    ),
  /** Client id given by the provider. */
  client: Texte,
  portees: z.array(Texte).min(1),
  /** `eidas1` for FranceConnect. */
  acr: Texte.optional(),
  /** Algorithm of the signed userinfo, which is then always checked; `null` where userinfo is plain JSON. */
  signature: z.enum(['ES256', 'RS256', 'PS256']).nullable().default('ES256'),
  /**
   * Agents and helpers are known by their address: it counts when the provider says `email_verified`, or, with this,
   * when it certifies every address it gives without saying so (ProConnect).
   */
  courrielCertifie: z.boolean().default(false),
  explication: Texte.optional(),
  lien: z.url().optional(),
});
export type ConnexionConfiguree = z.output<typeof ConnexionConfiguree>;

/** How long personal data are kept (RGPD art. 5.1.e; LEGAL.md §2). */
const Conservation = z.strictObject({
  brouillonJours: z.int().min(1).max(365).default(30),
  /** A closed file leaves the citizen's and the agents' screens after that (arrêté of 4 July 2013: 3 months). */
  dossierClosMois: z.int().min(1).max(120).default(3),
  /** Kept out of sight for what the law may still ask, then erased. */
  archiveMois: z.int().min(0).max(1200).default(24),
  /** A space that nobody opened; its owner is told a month before. */
  compteInactifMois: z.int().min(6).max(60).default(24),
});

/** `commune.yaml`. */
export const CommuneConfiguree = z
  .strictObject({
    ...identite,
    territoire: z.enum(TERRITOIRES).default('metropole'),
    /** Days added to every legal delay: sources differ by one on its last day. */
    decalageJours: z.int().min(0).max(3).default(0),
    /** Where refusals are appealed, e.g. « Tribunal administratif de Nice, 18 avenue des Fleurs, 06000 Nice ». */
    tribunal: Texte.optional(),
    reponsesTypes: z.array(ReponseTypeConfiguree).default([]),
    /** Ready-made démarches that the town offers. */
    catalogue: z.array(DemarcheActivee).default([]),
    /** Facts that démarches name as `{{valeurs.…}}`. */
    valeurs: z.record(Code, FaitCommunal).default({}),
    /** May anybody read the figures of the town? */
    statistiquesPubliques: z.boolean().default(false),
    origines: z.array(Origine),
    originesAgents: z.array(Origine),
    agents: z.array(AgentConfigure),
    /** Helpers of France services and the like, who file for others with a mandate. */
    aidants: z.array(AidantConfigure).default([]),
    /** Ways to sign in beside the mailed code. */
    connexions: z
      .strictObject({ usagers: ConnexionConfiguree.optional(), agents: ConnexionConfiguree.optional() })
      .default({}),
    conservation: Conservation.prefault({}),
    /** Megabytes of « Mes documents » for each citizen. */
    quotaDocumentsMo: z.int().min(1).max(10_000).default(100),
  })
  .meta({ id: 'CommuneConfiguree' });
export type CommuneConfiguree = z.output<typeof CommuneConfiguree>;

/** What anybody may read: no agent, no origin. */
export const Commune = z.strictObject(identite).meta({ id: 'Commune' });
export type Commune = z.output<typeof Commune>;
