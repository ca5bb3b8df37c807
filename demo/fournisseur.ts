/**
 * A real OpenID Connect provider on this machine, for the demonstration and the tests: it behaves as FranceConnect v2
 * and ProConnect do (ES256, userinfo as a signed JWT, PKCE, `acr`, logout), with people to choose instead of a login.
 */
import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { exportJWK, generateKeyPair, type JWK } from 'jose';
import { Provider, type ClientMetadata, type Configuration } from 'oidc-provider';
import { CSP_FOURNISSEUR, pageEntrer, pageMessage, pageSortir } from './fournisseur-pages.ts';
import { creerMemoire } from './fournisseur-memoire.ts';
import type { PersonneFournisseur } from './fournisseur-personnes.ts';

export interface ClientFournisseur {
  id: string;
  secret: string;
  /** « FranceConnect (démonstration) » */
  nom: string;
  /** Where the commune's server is, e.g. `http://localhost:8787/c/port-aubier`. */
  urls: readonly string[];
  personnes: readonly PersonneFournisseur[];
}

interface Options {
  port?: number;
  hote?: string;
  clients: readonly ClientFournisseur[];
  /** Before each request; `true`: it was answered. Tests make it misbehave here. */
  avant?: (requete: IncomingMessage, reponse: ServerResponse) => Promise<boolean>;
}

export type FournisseurLocal = Awaited<ReturnType<typeof ouvrirFournisseur>>;

export async function nouvelleCle(kid: string): Promise<JWK> {
  const { privateKey } = await generateKeyPair('ES256', { extractable: true });
  return { ...(await exportJWK(privateKey)), kid, alg: 'ES256', use: 'sig' };
}

export async function ouvrirFournisseur({ port = 0, hote = '127.0.0.1', clients, avant }: Options) {
  const memoire = { adapter: creerMemoire(), cookies: { keys: [randomBytes(16).toString('hex')] } };
  let cle = await nouvelleCle('cle-1');
  let provider: Provider | undefined;
  const serveur: Server = createServer((requete, reponse) => {
    repondre(requete, reponse).catch((erreur: unknown) => {
      console.error(erreur);
      reponse.destroy();
    });
  });
  await new Promise<void>((pret, refus) => {
    serveur.once('error', refus);
    serveur.listen(port, hote, () => pret());
  });
  const emetteur = `http://localhost:${(serveur.address() as AddressInfo).port}`;
  provider = creer(emetteur, clients, cle, memoire);

  async function repondre(requete: IncomingMessage, reponse: ServerResponse): Promise<void> {
    if (avant && (await avant(requete, reponse))) return;
    if (requete.url?.startsWith('/entrer/')) await entrer(provider!, requete, reponse, clients);
    else await provider!.callback()(requete, reponse);
  }

  return {
    emetteur,
    /** The key that signs now. */
    cle: () => cle,
    /** Signs with another key from now on; who signed in stays so. */
    changerDeCle(nouvelle: JWK): void {
      cle = nouvelle;
      provider = creer(emetteur, clients, cle, memoire);
    },
    fermer: async (): Promise<void> => {
      const ferme = new Promise((resoudre) => serveur.close(resoudre));
      serveur.closeAllConnections();
      await ferme;
    },
  };
}

/** What may be asked of it, and the claims that each scope gives: those of FranceConnect and of ProConnect. */
const PORTEES: Record<string, string[]> = {
  given_name: ['given_name', 'given_name_array'],
  family_name: ['family_name'],
  preferred_username: ['preferred_username'],
  birthdate: ['birthdate'],
  birthplace: ['birthplace'],
  birthcountry: ['birthcountry'],
  gender: ['gender'],
  email: ['email', 'email_verified'],
  usual_name: ['usual_name'],
  uid: ['uid'],
  siret: ['siret'],
};

function creer(
  emetteur: string,
  clients: readonly ClientFournisseur[],
  cle: JWK,
  memoire: Pick<Configuration, 'adapter' | 'cookies'>,
): Provider {
  const personnes = new Map(clients.flatMap(({ personnes: liste }) => liste.map((p) => [p.id, p] as const)));
  const configuration: Configuration = {
    clients: clients.map(versClient),
    jwks: { keys: [cle as never] },
    ...memoire,
    scopes: ['openid', ...Object.keys(PORTEES)],
    claims: { openid: ['sub'], acr: null, ...PORTEES },
    acrValues: ['eidas1', 'eidas2'],
    enabledJWA: {
      idTokenSigningAlgValues: ['ES256'],
      userinfoSigningAlgValues: ['ES256'],
      requestObjectSigningAlgValues: ['ES256'],
    },
    pkce: { required: () => true },
    // Short, as FranceConnect's are.
    ttl: {
      AuthorizationCode: 30,
      AccessToken: 60,
      IdToken: 600,
      Interaction: 600,
      Session: 1800,
      Grant: 1800,
    },
    interactions: { url: (_ctx, { uid }) => `/entrer/${uid}` },
    findAccount: (_ctx, id) => {
      const personne = personnes.get(id);
      return personne && { accountId: id, claims: () => ({ sub: id, ...personne.dits }) };
    },
    // Whoever chose a name has agreed: no second page.
    loadExistingGrant: async (ctx) => {
      const { client, session, provider } = ctx.oidc;
      const grant = new provider.Grant({ clientId: client!.clientId, accountId: session!.accountId! });
      grant.addOIDCScope(['openid', ...Object.keys(PORTEES)].join(' '));
      await grant.save();
      return grant;
    },
    renderError: async (ctx, { error_description: detail }) => {
      ctx.type = 'html';
      ctx.set('Content-Security-Policy', CSP_FOURNISSEUR);
      ctx.body = await pageMessage(
        'Cela n’a pas marché',
        detail ?? 'Revenez au site de la ville et recommencez.',
      );
    },
    features: {
      devInteractions: { enabled: false },
      claimsParameter: { enabled: true },
      jwtUserinfo: { enabled: true },
      rpInitiatedLogout: {
        enabled: true,
        logoutSource: async (ctx, formulaire) => {
          ctx.body = await pageSortir(formulaire);
        },
        postLogoutSuccessSource: async (ctx) => {
          ctx.body = await pageMessage('Vous êtes déconnecté', 'Vous pouvez fermer cette fenêtre.');
        },
      },
    },
  };
  const provider = new Provider(emetteur, configuration);
  provider.on('server_error', (_ctx, erreur) => console.error(erreur));
  return provider;
}

function versClient({ id, secret, nom, urls }: ClientFournisseur): ClientMetadata {
  return {
    client_id: id,
    client_secret: secret,
    client_name: nom,
    redirect_uris: urls.map((url) => `${url}/connexion/retour`),
    post_logout_redirect_uris: urls.map((url) => `${url}/connexion/sortie`),
    response_types: ['code'],
    grant_types: ['authorization_code'],
    token_endpoint_auth_method: 'client_secret_post',
    id_token_signed_response_alg: 'ES256',
    userinfo_signed_response_alg: 'ES256',
  };
}

/** The login page and its answer. */
async function entrer(
  provider: Provider,
  requete: IncomingMessage,
  reponse: ServerResponse,
  clients: readonly ClientFournisseur[],
): Promise<void> {
  reponse.setHeader('Content-Security-Policy', CSP_FOURNISSEUR);
  reponse.setHeader('Cache-Control', 'no-store');
  reponse.setHeader('Content-Type', 'text/html; charset=utf-8');
  const demande = await provider.interactionDetails(requete, reponse).catch(() => undefined);
  const client = clients.find(({ id }) => id === demande?.params['client_id']);
  if (!demande || !client) {
    reponse.statusCode = 400;
    reponse.end(await pageMessage('Cette page ne sert plus', 'Revenez au site de la ville et recommencez.'));
    return;
  }
  if (requete.method !== 'POST') {
    reponse.end(await pageEntrer(client.nom, requete.url!, client.personnes));
    return;
  }
  const choix = new URLSearchParams(await text(requete));
  const personne = client.personnes.find(({ id }) => id === choix.get('personne'));
  const acr = String(demande.params['acr_values'] ?? 'eidas1').split(' ')[0]!;
  await provider.interactionFinished(
    requete,
    reponse,
    personne
      ? { login: { accountId: personne.id, acr } }
      : { error: 'access_denied', error_description: 'User aborted' },
    { mergeWithLastSubmission: false },
  );
}
