import * as oidc from 'openid-client';
import type { TableConnexionOidc } from '../tables.ts';
import { estFranceConnect, type Fournisseur } from './client.ts';

/** What was sent with a sign-in, to be found again in the answer. */
export interface Attendus {
  state: string;
  nonce: string;
  verifieur: string;
}

/** What a provider said of somebody, every signature checked. */
export interface Reponse {
  sub: string;
  jetonIdentite: string;
  /** Of the userinfo, over those of the ID token. */
  revendications: Readonly<Record<string, unknown>>;
  /**
   * Seconds between the moment when the person showed the provider who he is and its answer: both are of the provider's
   * clock. `null`: it did not say, and may have answered for a session that somebody left open.
   */
  age: number | null;
}

/** The provider knows this person less well than was asked. */
export class NiveauInsuffisant extends Error {
  override name = 'NiveauInsuffisant';
}

/** The provider answered for a session of its own, or does not say that it asked anything of the person. */
export class PreuveAncienne extends Error {
  override name = 'PreuveAncienne';
}

/** What a clock that is read twice, and a slow answer, may add to an age, in seconds. */
const MARGE = 60;

/** What has just been proven must be asked of the person: to come in, a session that he has there is enough. */
export const veutPreuve = ({ but }: Pick<TableConnexionOidc, 'but'>): boolean => but !== 'connexion';

/**
 * How the provider is asked when the person showed who he is (OpenID Connect Core §5.5): by `claims`, which FranceConnect
 * and ProConnect take, and they refuse `max_age`, which they do not know; by `max_age` elsewhere, where `claims` is not
 * known. What the provider makes of `prompt` is not believed, for the browser may have taken it out of the address.
 */
function demanderAge(fournisseur: Fournisseur, prouver: boolean): Record<string, string> {
  const parClaims = fournisseur.metadonnees.claims_parameter_supported === true;
  const claims = JSON.stringify({ id_token: { auth_time: prouver ? { essential: true } : null } });
  if (parClaims || (prouver && estFranceConnect(fournisseur.reglages))) return { claims };
  return prouver ? { max_age: '0' } : {};
}

/** Where the browser goes. PKCE wherever the provider says that it knows it: ProConnect refuses what it does not know. */
export async function adresseFournisseur(
  fournisseur: Fournisseur,
  retour: string,
  attendus: Attendus,
  prouver: boolean,
): Promise<URL> {
  const client = fournisseur.client();
  const { portees, acr } = fournisseur.reglages;
  return oidc.buildAuthorizationUrl(client, {
    redirect_uri: retour,
    scope: portees.join(' '),
    state: attendus.state,
    nonce: attendus.nonce,
    ...(acr !== undefined && { acr_values: acr }),
    ...(prouver && { prompt: 'login' }),
    ...demanderAge(fournisseur, prouver),
    ...(client.serverMetadata().supportsPKCE() && {
      code_challenge: await oidc.calculatePKCECodeChallenge(attendus.verifieur),
      code_challenge_method: 'S256',
    }),
  });
}

/**
 * Turns the provider's answer into what it says of somebody: issuer, state, nonce, audience, dates, the signature of
 * the ID token and of the userinfo, and their `sub`. When a signature does not fit the keys we remember, they are
 * fetched again, once, and the same answers are judged again: the code serves only once.
 * @param depuis for a proof: seconds since the person left for the provider, which must have asked him since
 * @throws Error of openid-client when anything is wrong; PreuveAncienne
 */
export async function echanger(
  fournisseur: Fournisseur,
  adresse: URL,
  attendus: Attendus,
  depuis?: number,
): Promise<Reponse> {
  const reponse = await echangerAvecCles(fournisseur, adresse, attendus);
  if (depuis !== undefined && (reponse.age === null || reponse.age > depuis + MARGE)) {
    throw new PreuveAncienne(reponse.age === null ? 'no auth_time' : `auth_time is ${reponse.age} s old`);
  }
  return reponse;
}

async function echangerAvecCles(
  fournisseur: Fournisseur,
  adresse: URL,
  attendus: Attendus,
): Promise<Reponse> {
  const fetch = fetchRejouable(fournisseur);
  const connues = fournisseur.connaitDesCles;
  try {
    return await lireReponse(fournisseur, fournisseur.client(fetch), adresse, attendus);
  } catch (erreur) {
    if (!connues || !(erreur instanceof oidc.ClientError) || !CLES_PEUT_ETRE_CHANGEES.has(erreur.code ?? ''))
      throw erreur;
    return lireReponse(fournisseur, fournisseur.client(fetch, true), adresse, attendus);
  }
}

const CLES_PEUT_ETRE_CHANGEES = new Set(['OAUTH_KEY_SELECTION_FAILED', 'OAUTH_INVALID_RESPONSE']);

async function lireReponse(
  fournisseur: Fournisseur,
  client: oidc.Configuration,
  adresse: URL,
  { state, nonce, verifieur }: Attendus,
): Promise<Reponse> {
  const jetons = await oidc.authorizationCodeGrant(client, adresse, {
    expectedState: state,
    expectedNonce: nonce,
    idTokenExpected: true,
    ...(client.serverMetadata().supportsPKCE() && { pkceCodeVerifier: verifieur }),
  });
  const identite = jetons.claims()!;
  const { acr } = fournisseur.reglages;
  if (acr !== undefined && !niveauSuffit(acr, identite['acr']))
    throw new NiveauInsuffisant(`acr ${String(identite['acr'])}, asked ${acr}`);
  const userinfo = await oidc.fetchUserInfo(client, jetons.access_token, identite.sub);
  fournisseur.retenir(client);
  return {
    sub: identite.sub,
    jetonIdentite: jetons.id_token!,
    age: typeof identite.auth_time === 'number' ? Math.max(0, identite.iat - identite.auth_time) : null,
    revendications: { ...identite, ...userinfo },
  };
}

/** `eidas2` where `eidas1` was asked is enough; other names are compared as they are. */
function niveauSuffit(demande: string, recu: unknown): boolean {
  if (typeof recu !== 'string') return false;
  const rang = (acr: string) => /^eidas([123])$/.exec(acr)?.[1] ?? '';
  return rang(demande) && rang(recu) ? rang(recu) >= rang(demande) : demande.split(' ').includes(recu);
}

/** Keeps the answers of the two calls that cannot be made twice. */
function fetchRejouable({ metadonnees }: Fournisseur): oidc.CustomFetch {
  const uniques = new Set([metadonnees.token_endpoint, metadonnees.userinfo_endpoint]);
  const gardees = new Map<string, { octets: ArrayBuffer; statut: number; entetes: Headers }>();
  return async (url, options) => {
    let gardee = gardees.get(url);
    if (!gardee) {
      const reponse = await fetch(url, options as RequestInit);
      if (!uniques.has(url)) return reponse;
      gardee = { octets: await reponse.arrayBuffer(), statut: reponse.status, entetes: reponse.headers };
      gardees.set(url, gardee);
    }
    return new Response(gardee.octets, { status: gardee.statut, headers: gardee.entetes });
  };
}
