/** One's own space: who I am here, my requests, my drafts. All behind a citizen's session. */
import * as z from 'zod';
import type { Adresse } from '../formulaire.ts';
import { Code, DateLocale, Instant, ZCanal, ZGenre, ZStatut } from './commun.ts';
import { ZReponses } from './demande.ts';
import { CodeRecu, courriel, MOYENS } from './session.ts';

/** Whence an answer of the profile: typed by its owner, or certified by FranceConnect. */
export const SOURCES_PROFIL = ['declare', 'franceconnect'] as const;

const donnee = <V extends z.ZodType>(valeur: V) =>
  z.strictObject({ valeur, source: z.enum(SOURCES_PROFIL) }).optional();
const ZAdresse = z.strictObject({
  voie: z.string().max(200),
  complement: z.string().max(200).optional(),
  codePostal: z.string().max(10),
  ville: z.string().max(100),
  pays: z.string().max(100).optional(),
}) as unknown as z.ZodType<Adresse>;

/** Answers offered in forms, never imposed. A certified one cannot be typed over here, only left out of a form. */
export const Profil = z
  .strictObject({
    prenom: donnee(z.string().max(100)),
    /** All first names, as the civil status has them. */
    prenoms: donnee(z.string().max(200)),
    nom: donnee(z.string().max(100)),
    nomUsage: donnee(z.string().max(100)),
    naissanceDate: donnee(DateLocale),
    naissanceLieu: donnee(z.string().max(200)),
    telephone: donnee(z.string().max(30)),
    adresse: donnee(ZAdresse),
  })
  .meta({ id: 'Profil' });
export type Profil = z.output<typeof Profil>;

/** `PUT usager/profil`: what its owner types; a key left out is forgotten. */
export const ProfilSaisi = z
  .strictObject({
    prenom: z.string().trim().min(1).max(100).optional(),
    prenoms: z.string().trim().min(1).max(200).optional(),
    nom: z.string().trim().min(1).max(100).optional(),
    nomUsage: z.string().trim().min(1).max(100).optional(),
    naissanceDate: DateLocale.optional(),
    naissanceLieu: z.string().trim().min(1).max(200).optional(),
    telephone: z.string().trim().min(1).max(30).optional(),
    adresse: ZAdresse.optional(),
  })
  .meta({ id: 'ProfilSaisi' });
export type ProfilSaisi = z.input<typeof ProfilSaisi>;

export const Identite = z
  .strictObject({
    id: z.uuid(),
    moyen: z.enum(MOYENS),
    /** The address, or « FranceConnect ». */
    libelle: z.string(),
    verifieeLe: Instant,
    /** Where mails go: one address of the account. */
    principale: z.boolean(),
  })
  .meta({ id: 'Identite' });
export type Identite = z.output<typeof Identite>;

/** `GET usager/moi` */
export const Moi = z
  .strictObject({
    identites: z.array(Identite),
    profil: Profil,
    depuis: Instant,
    /** Until when a destructive act needs no new proof; `null`: it does. */
    preuveJusquau: Instant.nullable(),
    /** Unread messages of all requests, for the header. */
    nonLus: z.int(),
  })
  .meta({ id: 'Moi' });
export type Moi = z.output<typeof Moi>;

/** `POST usager/preuves/code` (no body: a code to the main address), then `POST usager/preuves`. */
export const Preuve = z.strictObject({ code: CodeRecu }).meta({ id: 'Preuve' });
/** `POST usager/identites/code`: a code to a further address; `POST usager/identites` joins it, accounts included. */
export const DemandeIdentite = z.strictObject({ courriel }).meta({ id: 'DemandeIdentite' });
export const NouvelleIdentite = z
  .strictObject({ courriel, code: CodeRecu, principale: z.boolean().default(false) })
  .meta({ id: 'NouvelleIdentite' });

/** What there is to do next on a request, the most pressing. */
export const ProchaineChose = z.strictObject({
  acte: z.enum(['completer', 'lire', 'donner-avis', 'attendre', 'rien']),
  /** Plain French, e.g. « Répondre à la mairie avant le 3 décembre ». */
  phrase: z.string(),
  avantLe: DateLocale.nullable(),
});

export const LigneUsager = z
  .strictObject({
    numero: z.string(),
    demarche: Code,
    titre: z.string(),
    objet: z.string(),
    genre: ZGenre,
    statut: ZStatut,
    /** Name of the service in charge. */
    service: z.string(),
    canal: ZCanal,
    recueLe: Instant,
    majLe: Instant,
    echeance: DateLocale.nullable(),
    close: z.boolean(),
    prochaine: ProchaineChose,
    /** Events of the town that were not read. */
    nonLus: z.int(),
    /** « Léa Roy, France services » when a helper filed it. */
    deposeePar: z.string().nullable(),
  })
  .meta({ id: 'LigneUsager' });
export type LigneUsager = z.output<typeof LigneUsager>;

/** A request as the helper who filed it follows it. */
export const LigneAidee = LigneUsager.extend({ mandat: z.uuid() }).meta({ id: 'LigneAidee' });
export type LigneAidee = z.output<typeof LigneAidee>;
/** `GET aidant/demandes` */
export const DemandesAidees = z
  .strictObject({ demandes: z.array(LigneAidee) })
  .meta({ id: 'DemandesAidees' });

/** `GET usager/demandes?apres=&closes=`: what needs something first, then by date; keyset cursor. */
export const MesDemandes = z
  .strictObject({
    demandes: z.array(LigneUsager),
    suivant: z.string().nullable(),
    /** Filed as a guest or typed at the counter with a verified address of mine: offered, first page only. */
    offertes: z.array(LigneUsager),
  })
  .meta({ id: 'MesDemandes' });
export type MesDemandes = z.output<typeof MesDemandes>;

/** `POST usager/rattachements`: with the code; or without, when a verified address of mine is the request's. */
export const Rattachement = z
  .strictObject({ numero: z.string().max(40), code: z.string().max(40).optional() })
  .meta({ id: 'Rattachement' });

export const Brouillon = z
  .strictObject({
    id: z.uuid(),
    demarche: Code,
    titre: z.string(),
    version: z.int(),
    /** Id of the step it was left at. */
    etape: z.string().nullable(),
    /** Grows by one at each save: a save names the one it read. */
    revision: z.int(),
    majLe: Instant,
    /** Forgotten then, unless it is touched. */
    expireLe: Instant,
  })
  .meta({ id: 'Brouillon' });
export type Brouillon = z.output<typeof Brouillon>;
export const BrouillonEntier = Brouillon.extend({ reponses: ZReponses }).meta({ id: 'BrouillonEntier' });
export type BrouillonEntier = z.output<typeof BrouillonEntier>;
export const MesBrouillons = z.strictObject({ brouillons: z.array(Brouillon) }).meta({ id: 'MesBrouillons' });

/** `PUT usager/brouillons/{id}`: `revision` 0 makes it; 409 `conflit` with the kept one when another device was faster. */
export const SauvegardeBrouillon = z
  .strictObject({
    demarche: Code,
    version: z.int().min(1),
    reponses: ZReponses,
    etape: z.string().max(64).nullable(),
    revision: z.int().min(0),
  })
  .meta({ id: 'SauvegardeBrouillon' });
export type SauvegardeBrouillon = z.input<typeof SauvegardeBrouillon>;

/** `POST usager/effacement`: what went, and what the law makes the town keep. */
export const Effacement = z
  .strictObject({
    effaces: z.array(z.string()),
    gardes: z.array(z.strictObject({ numero: z.string(), titre: z.string(), raison: z.string() })),
  })
  .meta({ id: 'Effacement' });
export type Effacement = z.output<typeof Effacement>;
