import * as z from 'zod';
import type { CleProfil, Condition, Etape } from '../formulaire.ts';
import { Code, DateLocale, Texte, ZDepot, ZGenre, ZRegimeSilence } from './commun.ts';

const ZCondition: z.ZodType<Condition> = z
  .lazy(() =>
    z.union([
      z.strictObject({ tous: z.array(ZCondition).min(1) }),
      z.strictObject({ un: z.array(ZCondition).min(1) }),
      z.strictObject({ non: ZCondition }),
      z.strictObject({ champ: Code, egal: z.union([z.string(), z.number(), z.boolean()]) }),
      z.strictObject({ champ: Code, parmi: z.array(z.union([z.string(), z.number()])).min(1) }),
      z.strictObject({ champ: Code, vide: z.boolean() }),
      z.strictObject({
        champ: Code,
        compare: z.enum(['>', '>=', '<', '<=']),
        a: z.union([z.number(), z.string()]),
      }),
    ]),
  )
  .meta({ id: 'Condition' });

const ZCleProfil = z.enum([
  'prenom',
  'prenoms',
  'nom',
  'nomUsage',
  'naissanceDate',
  'naissanceLieu',
  'telephone',
  'adresse',
]) satisfies z.ZodType<CleProfil>;

const commun = {
  id: Code,
  libelle: Texte,
  aide: Texte.optional(),
  requis: z.boolean().optional(),
  si: ZCondition.optional(),
  /** Answer of the filer's profile that is offered here; `verifierFormulaire` says which fields may have it. */
  profil: z.union([ZCleProfil, z.strictObject({ cle: ZCleProfil, si: ZCondition })]).optional(),
};
const borne = z.int().min(0).optional();
const option = z.strictObject({ valeur: Code, libelle: Texte, aide: Texte.optional() });
const dateOuAujourdhui = z.union([z.iso.date(), z.literal('aujourdhui')]).optional();

const motif = Texte.refine((source) => {
  try {
    new RegExp(`^(?:${source})$`, 'v');
    return true;
  } catch {
    return false;
  }
}, 'Ce motif n’est pas une expression régulière valable.');

const champsSimples = [
  z.strictObject({
    type: z.literal('texte'),
    ...commun,
    min: borne,
    max: borne,
    motif: motif.optional(),
    motifAide: Texte.optional(),
    autocomplete: Texte.optional(),
  }),
  z.strictObject({ type: z.literal('texte-long'), ...commun, min: borne, max: borne }),
  z.strictObject({
    type: z.literal('nombre'),
    ...commun,
    min: z.number().optional(),
    max: z.number().optional(),
    entier: z.boolean().optional(),
    unite: Texte.optional(),
  }),
  z.strictObject({
    type: z.literal('date'),
    ...commun,
    min: dateOuAujourdhui,
    max: dateOuAujourdhui,
    apres: Code.optional(),
    autocomplete: Texte.optional(),
  }),
  z.strictObject({ type: z.literal('choix'), ...commun, options: z.array(option).min(2) }),
  z.strictObject({
    type: z.literal('choix-multiple'),
    ...commun,
    options: z.array(option).min(2),
    min: borne,
    max: borne,
  }),
  z.strictObject({ type: z.literal('case'), ...commun }),
  z.strictObject({ type: z.literal('courriel'), ...commun }),
  z.strictObject({ type: z.literal('telephone'), ...commun }),
  z.strictObject({ type: z.literal('adresse'), ...commun }),
  z.strictObject({
    type: z.literal('fichier'),
    ...commun,
    max: z.int().min(1).max(10).optional(),
    accepte: z.enum(['pieces', 'photos']).optional(),
  }),
  z.strictObject({ type: z.literal('lieu'), ...commun }),
  z.strictObject({
    type: z.literal('information'),
    id: Code,
    libelle: Texte,
    texte: Texte,
    si: ZCondition.optional(),
  }),
] as const;

const ChampSimple = z.discriminatedUnion('type', champsSimples);
const Champ = z.discriminatedUnion('type', [
  ...champsSimples,
  z.strictObject({
    type: z.literal('groupe'),
    ...commun,
    min: z.int().min(0).max(20),
    max: z.int().min(1).max(20),
    element: Texte,
    champs: z.array(ChampSimple).min(1),
  }),
]);

export const ZEtape = z.strictObject({
  id: Code,
  titre: Texte,
  aide: Texte.optional(),
  si: ZCondition.optional(),
  champs: z.array(Champ).min(1),
}) as unknown as z.ZodType<Etape>;

/** RGPD art. 6.1, e, c, b, a. */
export const BASES_LEGALES = ['mission', 'obligation', 'contrat', 'consentement'] as const;

const Exigence = z.enum(['requis', 'facultatif']);
const ExigenceOuAbsent = z.enum(['requis', 'facultatif', 'absent']);

/**
 * A démarche as its YAML file gives it. `version` is given by the commune at import; a published version
 * never changes.
 */
export const Demarche = z
  .strictObject({
    code: Code,
    titre: Texte.max(120),
    /** One plain sentence. */
    resume: Texte.max(300),
    genre: ZGenre.default('demande'),
    theme: Code,
    service: Code,
    depot: ZDepot.default('en-ligne'),
    /** Words that people type for it and that its title lacks. */
    motsCles: z.array(Texte).default([]),
    /** Fields that make the line agents read in the queue, best first. Default: the first choice, the first words. */
    objet: z.array(Code).min(1).max(4).optional(),
    /** Place in its theme: smaller first (default 0), then by title. */
    ordre: z.int().optional(),
    /** Name of an icon of the kit, e.g. `acte`; the widget has a default. */
    icone: Code.optional(),
    /** Who may file. */
    qui: Texte,
    /** What to have at hand. */
    pieces: z.array(Texte).default([]),
    cout: Texte.default('Gratuit'),
    /** service-public.fr sheet number, e.g. `F1427`. */
    fiche: z
      .string()
      .regex(/^[FR]\d{2,6}$/, 'Un numéro de fiche, par exemple F1427.')
      .optional(),
    /** For `lien`: where it is filed. */
    lien: z.url().optional(),
    /** How to do it without a screen. */
    auGuichet: Texte,
    /** From the day after `jusquau`, `apres` is read instead of `resume`, e.g. once it is too late for an election. */
    limite: z.strictObject({ jusquau: DateLocale, apres: Texte.max(300) }).optional(),
    /** How long it usually takes, in words. */
    delaiHabituel: Texte.optional(),
    /** CRPA L231-1 and L231-4: data of the commune, never guessed by the code. */
    silence: z
      .strictObject({
        regime: ZRegimeSilence,
        /** Legal delay in months, counted date to date; one of the three delays, none when `aucun`. */
        mois: z.int().min(1).max(12).optional(),
        jours: z.int().min(1).max(365).optional(),
        /** Working days: neither Saturday, Sunday nor a holiday of the commune's territory. */
        joursOuvres: z.int().min(1).max(250).optional(),
        /** Where the rule comes from, shown to the citizen. */
        source: Texte.optional(),
      })
      .superRefine(({ regime, mois, jours, joursOuvres }, contexte) => {
        const delais = [mois, jours, joursOuvres].filter((delai) => delai !== undefined).length;
        const attendus = regime === 'aucun' ? 0 : 1;
        if (delais === attendus) return;
        const message =
          attendus === 0
            ? 'Le régime « aucun » n’a pas de délai : retirez-le.'
            : `Le régime « ${regime} » a un seul délai : mois, jours ou joursOuvres.`;
        contexte.addIssue({ code: 'custom', message });
      }),
    coordonnees: z
      .strictObject({
        identite: Exigence.default('requis'),
        courriel: Exigence.default('requis'),
        telephone: ExigenceOuAbsent.default('facultatif'),
        adresse: ExigenceOuAbsent.default('requis'),
        /** Earlier answers offered as the filer's own, so that nobody types his name twice (WCAG 3.3.7). */
        reprise: z
          .strictObject({ prenom: Code.optional(), nom: Code.optional(), si: ZCondition.optional() })
          .optional(),
      })
      .prefault({}),
    /** Why the data are asked and how long they are kept (RGPD art. 13). */
    donnees: z.strictObject({
      finalite: Texte,
      /** Months after closing. */
      conservationMois: z.int().min(1).max(600).default(3),
      /** What allows it (RGPD art. 6): default, the town's mission of public interest. */
      base: z.enum(BASES_LEGALES).optional(),
    }),
    etapes: z.array(ZEtape).default([]),
  })
  .meta({ id: 'Demarche' });
export type Demarche = z.output<typeof Demarche>;
export type DemarcheSource = z.input<typeof Demarche>;

/** Read where one sends (RGPD art. 13): why, by whom, for how long, and which rights. Made by the server. */
export const Mention = z
  .strictObject({
    texte: Texte,
    /** The commune's page about data. */
    lien: z.url(),
  })
  .meta({ id: 'Mention' });

/** A published version, with its number (from 1). */
export const DemarchePubliee = Demarche.extend({
  version: z.int().min(1),
  mention: Mention.optional(),
}).meta({ id: 'DemarchePubliee' });
export type DemarchePubliee = z.output<typeof DemarchePubliee>;

/** What the catalogue lists. */
export const DemarcheResume = DemarchePubliee.pick({
  code: true,
  version: true,
  titre: true,
  resume: true,
  genre: true,
  theme: true,
  depot: true,
  motsCles: true,
  icone: true,
}).meta({ id: 'DemarcheResume' });
export type DemarcheResume = z.output<typeof DemarcheResume>;

/** What differs between two published versions, in words for agents. */
export const ComparaisonDemarche = z
  .strictObject({
    code: Code,
    /** Versions compared. */
    de: z.int().min(1),
    a: z.int().min(1),
    differences: z.array(
      z.strictObject({
        /** « Question ajoutée », « Pièces », … */
        quoi: Texte,
        /** The question, or empty for the sheet. */
        question: z.string(),
        avant: z.string().nullable(),
        apres: z.string().nullable(),
      }),
    ),
  })
  .meta({ id: 'ComparaisonDemarche' });
export type ComparaisonDemarche = z.output<typeof ComparaisonDemarche>;
