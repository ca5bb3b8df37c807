import * as oidc from 'openid-client';
import type { ConnexionConfiguree } from '#contract/schemas/commune.ts';
import type { Commune } from '../../communes/commune.ts';
import { HEURE, SECONDE } from '../../socle/horloge/horloge.ts';
import { lireSecret, type PublicConnexion } from './secret.ts';

/** What a provider says of itself is asked again after that. */
const DUREE_DECOUVERTE = HEURE;
/** Each call to a provider. */
const PATIENCE = 5 * SECONDE;

/** The commune has no such provider, or no secret for it: nothing that a second try would change. */
export class ConnexionAbsente extends Error {
  override name = 'ConnexionAbsente';
}

type Fetch = oidc.CustomFetch;

/** A provider, as found. */
export interface Fournisseur {
  readonly reglages: ConnexionConfiguree;
  readonly metadonnees: oidc.ServerMetadata;
  /**
   * A client of it, ready to call.
   * @param neuf forgets the provider's keys first: they may have changed
   */
  client(fetch?: Fetch, neuf?: boolean): oidc.Configuration;
  /** Keeps the keys that a client fetched, for the next one. */
  retenir(client: oidc.Configuration): void;
  /** Were there keys from before? */
  readonly connaitDesCles: boolean;
}

interface Decouverte {
  cle: string;
  faite: number;
  metadonnees: oidc.ServerMetadata;
  cles: Parameters<typeof oidc.setJwksCache>[1] | undefined;
}

/** FranceConnect certifies a civil status against the national register (RNIPP); other providers only say a name. */
export const estFranceConnect = ({ acr, nom }: ConnexionConfiguree): boolean =>
  (acr?.startsWith('eidas') ?? false) || nom.startsWith('FranceConnect');

/** By commune, so that it goes away with it. Never kept when it failed. */
const decouvertes = new WeakMap<Commune, Map<PublicConnexion, Decouverte>>();
/** Those under way, by the same: many who come in at once make one question, and a provider that is down gets one at a time. */
const enCours = new WeakMap<Commune, Map<string, Promise<Decouverte>>>();

function decouvrir(
  commune: Commune,
  cle: string,
  { emetteur, client }: ConnexionConfiguree,
): Promise<Decouverte> {
  const lancees = enCours.get(commune) ?? new Map<string, Promise<Decouverte>>();
  enCours.set(commune, lancees);
  const lancee =
    lancees.get(cle) ??
    oidc
      .discovery(new URL(emetteur), client, undefined, oidc.None(), {
        timeout: PATIENCE / SECONDE,
        execute: enClair(emetteur) ? [oidc.allowInsecureRequests] : [],
      })
      .then((trouve) => ({
        cle,
        faite: commune.horloge.maintenant(),
        metadonnees: { ...trouve.serverMetadata() } as oidc.ServerMetadata,
        cles: undefined,
      }))
      .finally(() => lancees.delete(cle));
  lancees.set(cle, lancee);
  return lancee;
}

/**
 * The provider of a commune, found the first time somebody needs it.
 * @throws ConnexionAbsente
 * @throws Error of openid-client, or of the network, when it does not answer or is not who it should be
 */
export async function trouverFournisseur(commune: Commune, pour: PublicConnexion): Promise<Fournisseur> {
  const reglages = commune.config.connexions[pour];
  if (!reglages) throw new ConnexionAbsente('no provider');
  const secret = await lireSecret(commune.dossier, pour);
  if (secret === undefined) throw new ConnexionAbsente('no secret');
  const connues = decouvertes.get(commune) ?? new Map<PublicConnexion, Decouverte>();
  decouvertes.set(commune, connues);
  const cle = `${reglages.emetteur} ${reglages.client}`;
  let connue = connues.get(pour);
  if (connue?.cle !== cle || commune.horloge.maintenant() - connue.faite > DUREE_DECOUVERTE) {
    connue = await decouvrir(commune, cle, reglages);
    connues.set(pour, connue);
  }
  const decouverte = connue;
  return {
    reglages,
    metadonnees: decouverte.metadonnees,
    connaitDesCles: decouverte.cles !== undefined,
    retenir: (client) => (decouverte.cles = oidc.getJwksCache(client)),
    client: (fetch, neuf = false) =>
      construire(reglages, secret, decouverte.metadonnees, fetch, neuf ? undefined : decouverte.cles),
  };
}

function construire(
  reglages: ConnexionConfiguree,
  secret: string,
  metadonnees: oidc.ServerMetadata,
  fetch: Fetch | undefined,
  cles: Decouverte['cles'],
): oidc.Configuration {
  const attendu = reglages.signature === null ? {} : { userinfo_signed_response_alg: reglages.signature };
  const client = new oidc.Configuration(
    serveurSeul(metadonnees),
    reglages.client,
    { client_secret: secret, ...attendu },
    prouverClient(secret),
  );
  client.timeout = PATIENCE / SECONDE;
  // Without it, openid-client believes what came over TLS and checks no signature at all (LEGAL.md §4).
  oidc.enableNonRepudiationChecks(client);
  if (enClair(reglages.emetteur)) oidc.allowInsecureRequests(client);
  if (fetch) client[oidc.customFetch] = fetch;
  if (cles) oidc.setJwksCache(client, cles);
  return client;
}

/** The helpers that openid-client adds to what it found cannot be copied. */
function serveurSeul(metadonnees: oidc.ServerMetadata): oidc.ServerMetadata {
  const champs = Object.entries(metadonnees).filter(([, valeur]) => typeof valeur !== 'function');
  return Object.fromEntries(champs) as unknown as oidc.ServerMetadata;
}

/** In the body where the provider takes it there (FranceConnect), else in the header (OpenID Connect Discovery §3). */
function prouverClient(secret: string): oidc.ClientAuth {
  const parCorps = oidc.ClientSecretPost(secret);
  const parEntete = oidc.ClientSecretBasic(secret);
  return (serveur, ...suite) => {
    const possibles = serveur.token_endpoint_auth_methods_supported ?? ['client_secret_basic'];
    (possibles.includes('client_secret_post') ? parCorps : parEntete)(serveur, ...suite);
  };
}

/** The configuration lets clear text through on this machine only. */
const enClair = (emetteur: string): boolean => emetteur.startsWith('http:');
