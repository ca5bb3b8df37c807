/** What a provider, or somebody between, answers wrongly. Each is refused, and a right answer by the same way is not. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decodeJwt, SignJWT } from 'jose';
import * as oidc from 'openid-client';
import { nouvelleCle } from '../../../demo/fournisseur.ts';
import { URL_BANC } from '../../../test/serveur/banc.ts';
import {
  AGENT,
  avecJetonIdentite,
  avecUserinfo,
  CITOYENNE,
  commencer,
  connecterPar,
  etatDe,
  Fenetre,
  ouvrirBancFournisseur,
  resigner,
  type Sabotage,
} from '../../../test/serveur/fournisseur.ts';
import { Poste } from '../../../test/serveur/poste.ts';
import { sessionsDe } from '../sessions/store.ts';

type Essai = Awaited<ReturnType<typeof ouvrirBancFournisseur>>;

const VERIFIEE = /n’a pas pu être vérifiée/;
const MUET = /ne répond pas/;

/** A whole sign-in that must fail: no session, nobody made, and a sentence that says what to do. */
async function doitEchouer(
  { banc }: Essai,
  phrase: RegExp,
  {
    personne = CITOYENNE as string | null,
    role = 'usager' as 'usager' | 'agent',
    changer = (u: string) => u,
  } = {},
): Promise<void> {
  const poste = await Poste.nouveau(banc.horloge);
  const fenetre = new Fenetre(banc);
  const commencee = await commencer(banc, role);
  const retour = await fenetre.ouvrir(changer(await fenetre.traverser(commencee.url, personne)));
  const page = await retour.text();
  assert.equal(retour.status, 400, page);
  assert.match(page, phrase);
  assert.doesNotMatch(page, /name="page"/, 'nothing to confirm');
  const etat = await etatDe(banc, commencee, poste);
  assert.ok(etat.etat === 'echouee');
  assert.match(etat.message, phrase);
}

const cleEtrangere = await nouvelleCle('cle-1');

const FAUSSES: Record<string, (essai: Essai) => NonNullable<Sabotage['reponse']>> = {
  'userinfo signed with another key': () => avecUserinfo((jwt) => resigner(jwt, cleEtrangere)),
  'userinfo of another sub, well signed': ({ fournisseur }) =>
    avecUserinfo((jwt) => resigner(jwt, fournisseur.cle(), { sub: 'fc-solange' })),
  'userinfo for another client': ({ fournisseur }) =>
    avecUserinfo((jwt) => resigner(jwt, fournisseur.cle(), { aud: 'un-autre-client' })),
  'userinfo of another issuer': ({ fournisseur }) =>
    avecUserinfo((jwt) => resigner(jwt, fournisseur.cle(), { iss: 'https://pirate.example' })),
  'userinfo with its claims changed, its signature kept': () =>
    avecUserinfo((jwt) => {
      const [entete, , sceau] = jwt.split('.');
      const dits = Buffer.from(JSON.stringify({ ...decodeJwt(jwt), family_name: 'Pirate' })).toString(
        'base64url',
      );
      return `${entete}.${dits}.${sceau}`;
    }),
  'userinfo with alg none': () =>
    avecUserinfo((jwt) => {
      const entete = Buffer.from(JSON.stringify({ alg: 'none' })).toString('base64url');
      return `${entete}.${jwt.split('.')[1]}.`;
    }),
  'userinfo as plain JSON':
    () =>
    (chemin, { statut, corps }) =>
      chemin === '/me'
        ? { statut, corps: JSON.stringify(decodeJwt(corps)), type: 'application/json; charset=utf-8' }
        : undefined,
  'ID token signed with another key': () => avecJetonIdentite((jwt) => resigner(jwt, cleEtrangere)),
  'ID token of another issuer': ({ fournisseur }) =>
    avecJetonIdentite((jwt) => resigner(jwt, fournisseur.cle(), { iss: 'https://pirate.example' })),
  'ID token for another audience': ({ fournisseur }) =>
    avecJetonIdentite((jwt) => resigner(jwt, fournisseur.cle(), { aud: 'un-autre-client' })),
  'ID token with another nonce': ({ fournisseur }) =>
    avecJetonIdentite((jwt) => resigner(jwt, fournisseur.cle(), { nonce: 'n'.repeat(43) })),
  'ID token without nonce': ({ fournisseur }) =>
    avecJetonIdentite((jwt) => resigner(jwt, fournisseur.cle(), { nonce: undefined })),
  'ID token that has ended': ({ fournisseur }) =>
    avecJetonIdentite((jwt) => resigner(jwt, fournisseur.cle(), { iat: 1_700_000_000, exp: 1_700_000_600 })),
  'ID token with alg none': () =>
    avecJetonIdentite(
      (jwt) => `${Buffer.from('{"alg":"none"}').toString('base64url')}.${jwt.split('.')[1]}.`,
    ),
  'ID token signed with the client secret (HS256)': () =>
    avecJetonIdentite((jwt) =>
      new SignJWT(decodeJwt(jwt))
        .setProtectedHeader({ alg: 'HS256' })
        .sign(new TextEncoder().encode('secret-usagers')),
    ),
  'no ID token at all':
    () =>
    (chemin, { statut, corps }) =>
      chemin === '/token'
        ? { statut, corps: JSON.stringify({ ...(JSON.parse(corps) as object), id_token: undefined }) }
        : undefined,
};

for (const [nom, fausse] of Object.entries(FAUSSES)) {
  test(`refused: ${nom}`, async () => {
    await using essai = await ouvrirBancFournisseur();
    essai.sabotage.reponse = fausse(essai);
    await doitEchouer(essai, VERIFIEE);
    // The same way, untouched, lets in: it was the answer that was refused.
    delete essai.sabotage.reponse;
    await connecterPar(essai.banc, 'usager', CITOYENNE);
  });
}

test('the checks of the signatures are ours to ask for: without them openid-client takes the wrong key', async () => {
  await using essai = await ouvrirBancFournisseur();
  const { banc, fournisseur, sabotage } = essai;
  sabotage.reponse = avecUserinfo((jwt) => resigner(jwt, cleEtrangere, { family_name: 'Pirate' }));
  const essayer = async (stricte: boolean): Promise<oidc.UserInfoResponse> => {
    const client = await oidc.discovery(
      new URL(fournisseur.emetteur),
      'port-aubier-usagers',
      { userinfo_signed_response_alg: 'ES256', client_secret: 'secret-usagers' },
      undefined,
      { execute: [oidc.allowInsecureRequests, ...(stricte ? [oidc.enableNonRepudiationChecks] : [])] },
    );
    const verifieur = oidc.randomPKCECodeVerifier();
    const [state, nonce] = [oidc.randomState(), oidc.randomNonce()];
    const depart = oidc.buildAuthorizationUrl(client, {
      redirect_uri: `${URL_BANC}/c/port-aubier/connexion/retour`,
      scope: 'openid family_name',
      state,
      nonce,
      code_challenge: await oidc.calculatePKCECodeChallenge(verifieur),
      code_challenge_method: 'S256',
    });
    const retour = new URL(await new Fenetre(banc).chezFournisseur(depart.href, CITOYENNE));
    const jetons = await oidc.authorizationCodeGrant(client, retour, {
      expectedState: state,
      expectedNonce: nonce,
      pkceCodeVerifier: verifieur,
    });
    return oidc.fetchUserInfo(client, jetons.access_token, jetons.claims()!.sub);
  };
  assert.equal((await essayer(false))['family_name'], 'Pirate');
  await assert.rejects(essayer(true), ({ cause }: Error) => {
    assert.match(String(cause), /JWT signature verification failed/);
    return true;
  });
});

test('refused: the answer in the address, with another issuer, another code, somebody else’s code', async () => {
  await using essai = await ouvrirBancFournisseur();
  const { banc } = essai;
  const avec = (nom: string, valeur: string) => (url: string) => {
    const changee = new URL(url);
    changee.searchParams.set(nom, valeur);
    return changee.href;
  };
  await doitEchouer(essai, VERIFIEE, { changer: avec('iss', 'https://pirate.example') });
  await doitEchouer(essai, VERIFIEE, { changer: avec('code', 'un-code-invente') });
  // The victim's code, put in the attacker's own sign-in: PKCE and nonce are those of another one.
  const fenetre = new Fenetre(banc);
  const victime = new URL(await fenetre.traverser((await commencer(banc, 'usager')).url, 'fc-solange'));
  await doitEchouer(essai, VERIFIEE, { changer: avec('code', victime.searchParams.get('code')!) });
});

test('refused: a provider that calls itself otherwise in its discovery', async () => {
  await using essai = await ouvrirBancFournisseur();
  const { banc, sabotage } = essai;
  sabotage.reponse = (chemin, { statut, corps }) =>
    chemin.startsWith('/.well-known')
      ? {
          statut,
          corps: JSON.stringify({ ...(JSON.parse(corps) as object), issuer: 'https://pirate.example' }),
        }
      : undefined;
  const commencee = await commencer(banc, 'usager');
  const depart = await new Fenetre(banc).ouvrir(commencee.url);
  assert.equal(depart.status, 400);
  const etat = await etatDe(banc, commencee, await Poste.nouveau(banc.horloge));
  assert.ok(etat.etat === 'echouee');
  assert.match(etat.message, VERIFIEE);
});

test('refused: known less well than was asked', async () => {
  await using essai = await ouvrirBancFournisseur();
  const { sabotage, fournisseur } = essai;
  for (const acr of ['eidas0', undefined]) {
    sabotage.reponse = avecJetonIdentite((jwt) => resigner(jwt, fournisseur.cle(), { acr }));
    await doitEchouer(essai, /assez de certitude/);
  }
  sabotage.reponse = avecJetonIdentite((jwt) => resigner(jwt, fournisseur.cle(), { acr: 'eidas2' }));
  await connecterPar(essai.banc, 'usager', CITOYENNE);
});

test('told plainly: cancelled, refused by the provider, out of order, answering nonsense', async () => {
  await using essai = await ouvrirBancFournisseur();
  const { sabotage, banc } = essai;
  await doitEchouer(essai, /Vous n’avez pas continué chez FranceConnect/, { personne: null });
  const enPanne = (chemin: string, statut: number, corps: string, type?: string): void => {
    sabotage.reponse = (appele) =>
      appele === chemin ? { statut, corps, ...(type !== undefined && { type }) } : undefined;
  };
  enPanne('/token', 500, '{"error":"server_error"}');
  await doitEchouer(essai, MUET);
  enPanne('/me', 503, '<h1>panne</h1>', 'text/html');
  await doitEchouer(essai, MUET);
  enPanne('/token', 200, '<h1>entretien</h1>', 'text/html');
  await doitEchouer(essai, MUET);
  enPanne('/token', 200, '{"coupé', 'application/json');
  await doitEchouer(essai, MUET);
  delete sabotage.reponse;
  const lignes = banc.lignes.filter((ligne) => ligne.includes('sign-in with the provider failed'));
  assert.equal(lignes.length, 5, 'the operator sees each');
  assert.doesNotMatch(lignes.join(), /Capucine|Vaguelette|courriel\.example/);
});

test('a provider that is down, then back', async () => {
  await using essai = await ouvrirBancFournisseur();
  const { banc, sabotage } = essai;
  sabotage.reponse = () => ({ statut: 502, corps: 'Bad gateway', type: 'text/plain' });
  const commencee = await commencer(banc, 'usager');
  const depart = await new Fenetre(banc).ouvrir(commencee.url);
  assert.equal(depart.status, 400);
  assert.match(await depart.text(), MUET);
  const etat = await etatDe(banc, commencee, await Poste.nouveau(banc.horloge));
  assert.ok(etat.etat === 'echouee');
  delete sabotage.reponse;
  await connecterPar(banc, 'usager', CITOYENNE);
});

test('nobody listens where the provider should be', async () => {
  await using essai = await ouvrirBancFournisseur();
  await essai.fournisseur.fermer();
  const depart = await new Fenetre(essai.banc).ouvrir((await commencer(essai.banc, 'usager')).url);
  assert.equal(depart.status, 400);
  assert.match(await depart.text(), MUET);
});

test('a provider that never answers is left after 5 seconds', { timeout: 20_000 }, async () => {
  await using essai = await ouvrirBancFournisseur();
  essai.sabotage.muet = new Set(['/token']);
  const debut = performance.now();
  await doitEchouer(essai, MUET);
  const attendu = performance.now() - debut;
  assert.ok(attendu > 4000 && attendu < 8000, `${attendu} ms`);
});

test('keys that the provider changed are fetched again, once; wrong ones are still wrong', async () => {
  await using essai = await ouvrirBancFournisseur();
  const { banc, fournisseur, appels, sabotage } = essai;
  const lectures = () => appels.filter((chemin) => chemin === '/jwks').length;
  await connecterPar(banc, 'usager', CITOYENNE);
  await connecterPar(banc, 'usager', CITOYENNE);
  assert.equal(lectures(), 1, 'remembered');
  fournisseur.changerDeCle(await nouvelleCle('cle-2'));
  await connecterPar(banc, 'usager', CITOYENNE);
  assert.equal(lectures(), 2);
  // Another key under the same name.
  fournisseur.changerDeCle(await nouvelleCle('cle-2'));
  await connecterPar(banc, 'usager', CITOYENNE);
  assert.equal(lectures(), 3);
  sabotage.reponse = avecUserinfo((jwt) => resigner(jwt, cleEtrangere));
  await doitEchouer(essai, VERIFIEE);
  assert.equal(lectures(), 4, 'once, not in a loop');
});

test('an agent whom the commune does not list, or whose address nobody vouches for', async () => {
  await using essai = await ouvrirBancFournisseur();
  const { banc, sabotage, fournisseur } = essai;
  await doitEchouer(essai, /inconnu@ailleurs\.example n’est pas dans la liste des agents/, {
    personne: 'pro-inconnu@ailleurs.example',
    role: 'agent',
  });
  sabotage.reponse = avecUserinfo((jwt) => resigner(jwt, fournisseur.cle(), { email_verified: false }));
  await doitEchouer(essai, /ne garantit pas votre adresse/, { personne: `pro-${AGENT}`, role: 'agent' });
  const { moteur, horloge } = await banc.commune();
  const ouvertes = await moteur.lire(sessionsDe, {
    role: 'agent',
    sujet: AGENT,
    maintenant: horloge.maintenant(),
  });
  assert.deepEqual(ouvertes, []);
});
