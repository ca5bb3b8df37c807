import * as oidc from 'openid-client';
import type { Fournisseur } from './client.ts';

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
}

/** The provider knows this person less well than was asked. */
export class NiveauInsuffisant extends Error {
  override name = 'NiveauInsuffisant';
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
 * @throws Error of openid-client when anything is wrong
 */
export async function echanger(fournisseur: Fournisseur, adresse: URL, attendus: Attendus): Promise<Reponse> {
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
