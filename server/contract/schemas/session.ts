/**
 * Signing in, the same for citizens (`usager/…`), agents (`agent/…`) and helpers (`aidant/…`). Every call that opens or
 * renews a session carries a `DPoP` proof (RFC 9449); the session is bound to that key for its whole life.
 */
import * as z from 'zod';
import { Instant } from './commun.ts';

/** Who a session is for. Each has its own door, its own origins, its own rights. */
export const ROLES_SESSION = ['usager', 'agent', 'aidant'] as const;
export type RoleSession = (typeof ROLES_SESSION)[number];

export const courriel = z.email().max(254);
export const CodeRecu = z.string().regex(/^\d{6}$/, 'Le code a 6 chiffres.');

/** `POST …/connexion`: a code leaves if the address may have one; the answer is the same either way. */
export const DemandeDeCode = z.strictObject({ courriel }).meta({ id: 'DemandeDeCode' });

/** `POST …/sessions` */
export const OuvertureSession = z
  .strictObject({
    courriel,
    code: CodeRecu,
    /** « Rester connecté sur cet appareil »: longer limits. Never granted to a helper. */
    rester: z.boolean().default(false),
  })
  .meta({ id: 'OuvertureSession' });
export type OuvertureSession = z.input<typeof OuvertureSession>;

/** `POST …/sessions/renouvellement` */
export const Renouvellement = z
  .strictObject({ rafraichissement: z.string().max(200) })
  .meta({ id: 'Renouvellement' });

/** An open session. `Authorization: DPoP <jeton>` and a proof with `ath` go with every request. */
export const Session = z
  .strictObject({
    id: z.uuid(),
    role: z.enum(ROLES_SESSION),
    jeton: z.string(),
    /** Seconds that `jeton` lives. */
    expireDans: z.int(),
    /** Serves once, with the same key; the answer holds the next. */
    rafraichissement: z.string(),
    /** The session ends then whatever happens. */
    finLe: Instant,
    rester: z.boolean(),
  })
  .meta({ id: 'Session' });
export type Session = z.output<typeof Session>;

/** `DELETE …/sessions/courante`, where the session came from a provider: where to go so that it too signs out. */
export const Sortie = z.strictObject({ sortie: z.url() }).meta({ id: 'Sortie' });

export const MOYENS = ['courriel', 'franceconnect', 'oidc'] as const;
export type Moyen = (typeof MOYENS)[number];

/** One line of « Mes connexions ». */
export const SessionVue = z
  .strictObject({
    id: z.uuid(),
    /** E.g. « Firefox sur Android ». */
    appareil: z.string(),
    moyen: z.enum(MOYENS),
    ouverteLe: Instant,
    vueLe: Instant,
    rester: z.boolean(),
    /** The one that asks. */
    courante: z.boolean(),
  })
  .meta({ id: 'SessionVue' });
export type SessionVue = z.output<typeof SessionVue>;
export const MesSessions = z.strictObject({ sessions: z.array(SessionVue) }).meta({ id: 'MesSessions' });

/** A way in other than the mailed code, as the commune configured it: `GET …/connexions`. */
export const Fournisseur = z
  .strictObject({
    /** « FranceConnect », « ProConnect »… as the button names it. */
    nom: z.string(),
    /** One sentence under the button, and a page that explains. */
    explication: z.string().nullable(),
    lien: z.url().nullable(),
  })
  .meta({ id: 'Fournisseur' });
export const Connexions = z.strictObject({ fournisseur: Fournisseur.nullable() }).meta({ id: 'Connexions' });
export type Connexions = z.output<typeof Connexions>;

/** `POST …/connexions`: begins a sign-in with the commune's provider. */
export const NouvelleConnexion = z
  .strictObject({
    /** base64url of SHA-256 of the verifier that the widget keeps. */
    defi: z.string().regex(/^[\w-]{43}$/),
    /** `page`: the whole page goes there and comes back to `retour`; `fenetre`: a popup. */
    mode: z.enum(['fenetre', 'page']),
    /** Page of an allowed origin, without a fragment; needed by `page`. */
    retour: z.url().max(2000).optional(),
    rester: z.boolean().default(false),
    /** `joindre`: adds the identity to the account of the session that asks (citizens). `prouver`: a fresh proof for it. */
    but: z.enum(['connexion', 'joindre', 'prouver']).default('connexion'),
  })
  .meta({ id: 'NouvelleConnexion' });
export type NouvelleConnexion = z.input<typeof NouvelleConnexion>;

export const ConnexionCommencee = z
  .strictObject({
    id: z.uuid(),
    /** Where the popup or the page goes; serves once. */
    url: z.url(),
    /** Given to the popup on its `postMessage`, so that nobody else's popup is taken for ours. */
    temoin: z.string(),
    expireLe: Instant,
  })
  .meta({ id: 'ConnexionCommencee' });
export type ConnexionCommencee = z.output<typeof ConnexionCommencee>;

/** `POST …/connexions/{id}`: the widget asks whether it is done. */
export const SuiteConnexion = z
  .strictObject({
    verifieur: z.string().min(43).max(128),
    /** From the fragment of the page it came back to (`page`). */
    relais: z.string().max(128).optional(),
  })
  .meta({ id: 'SuiteConnexion' });
export const EtatConnexion = z
  .discriminatedUnion('etat', [
    z.strictObject({ etat: z.literal('attente') }),
    z.strictObject({ etat: z.literal('ouverte'), session: Session }),
    /** `joindre`, `prouver`: done, the session that asked goes on. */
    z.strictObject({ etat: z.literal('faite') }),
    /** Refused by the citizen, by the provider or by us. */
    z.strictObject({ etat: z.literal('echouee'), message: z.string() }),
  ])
  .meta({ id: 'EtatConnexion' });
export type EtatConnexion = z.output<typeof EtatConnexion>;
