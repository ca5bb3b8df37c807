/**
 * A bench with a real OpenID Connect provider in front of it, on a loopback port, that can be told to misbehave; and a
 * browser that goes through it: cookies for the provider, redirects followed one by one.
 */
import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { decodeJwt, decodeProtectedHeader, importJWK, SignJWT, type JWK } from 'jose';
import { ConnexionCommencee, EtatConnexion, type RoleSession } from '#contract/schemas/session.ts';
import type * as z from 'zod';
import { ouvrirFournisseur, type FournisseurLocal } from '../../demo/fournisseur.ts';
import { CITOYENS, professionnel, type PersonneFournisseur } from '../../demo/fournisseur-personnes.ts';
import type { DossierCommune } from '../../server/communes/importer.ts';
import { ecrireSecret } from '../../server/identite/oidc/secret.ts';
import { lire, ouvrirBanc, SITE, URL_BANC, type Appel, type Banc } from './banc.ts';
import { AIDANT, avecAidant } from './entrer.ts';
import { Poste } from './poste.ts';

export const AGENT = 'agent@port-aubier.example';
export const CITOYENNE = 'fc-capucine';
export const PORTEES_FC =
  'openid given_name family_name preferred_username birthdate birthplace birthcountry gender email'.split(
    ' ',
  );

const PROFESSIONNELS: PersonneFournisseur[] = [
  professionnel(AGENT, 'Mireille', 'Vasselin'),
  professionnel(AIDANT, 'Léa', 'Roy'),
  professionnel('inconnu@ailleurs.example', 'Paul', 'Inconnu'),
];

/** One answer of the provider, whole, before it leaves. */
export interface ReponseFournisseur {
  statut: number;
  corps: string;
  type?: string;
}

/** How the provider misbehaves. */
export interface Sabotage {
  /** Changes an answer, by path: `/token`, `/me`, `/jwks`, `/.well-known/openid-configuration`. */
  reponse?: (
    chemin: string,
    reponse: ReponseFournisseur,
  ) => ReponseFournisseur | undefined | Promise<ReponseFournisseur | undefined>;
  /** Never answers at these. */
  muet?: ReadonlySet<string>;
}

export async function ouvrirBancFournisseur(
  options: Parameters<typeof ouvrirBanc>[0] & { secrets?: boolean } = {},
) {
  const sabotage: Sabotage = {};
  const appels: string[] = [];
  const fournisseur = await ouvrirFournisseur({
    clients: [
      {
        id: 'port-aubier-usagers',
        secret: 'secret-usagers',
        nom: 'FranceConnect',
        urls: [`${URL_BANC}/c/port-aubier`],
        personnes: CITOYENS,
      },
      {
        id: 'port-aubier-agents',
        secret: 'secret-agents',
        nom: 'ProConnect',
        urls: [`${URL_BANC}/c/port-aubier`],
        personnes: PROFESSIONNELS,
      },
    ],
    avant: async (requete, reponse) => {
      const chemin = new URL(requete.url!, 'http://x').pathname;
      appels.push(chemin);
      if (sabotage.muet?.has(chemin)) return true;
      if (sabotage.reponse) retenir(reponse, (lue) => sabotage.reponse!(chemin, lue));
      return false;
    },
  });
  const connexions = connexionsDe(fournisseur);
  const banc = await ouvrirBanc({
    ...options,
    adapter: (lu) => {
      const avec = avecAidant(lu as DossierCommune & { commune: { aidants: object[] } }) as DossierCommune;
      const regle = { ...avec, commune: { ...avec.commune, connexions } } as DossierCommune;
      return options.adapter ? options.adapter(regle) : regle;
    },
  });
  if (options.secrets !== false) {
    const { dossier } = await banc.commune();
    await ecrireSecret(dossier, 'usagers', 'secret-usagers');
    await ecrireSecret(dossier, 'agents', 'secret-agents');
  }
  return {
    banc,
    fournisseur,
    sabotage,
    /** Paths that were asked of the provider, in order. */
    appels,
    async [Symbol.asyncDispose]() {
      await banc[Symbol.asyncDispose]();
      await fournisseur.fermer();
    },
  };
}

export const connexionsDe = ({ emetteur }: Pick<FournisseurLocal, 'emetteur'>) => ({
  usagers: {
    nom: 'FranceConnect',
    emetteur,
    client: 'port-aubier-usagers',
    portees: PORTEES_FC,
    acr: 'eidas1',
    signature: 'ES256' as const,
    courrielCertifie: false,
  },
  agents: {
    nom: 'ProConnect',
    emetteur,
    client: 'port-aubier-agents',
    portees: ['openid', 'given_name', 'usual_name', 'email', 'uid', 'siret'],
    signature: 'ES256' as const,
    courrielCertifie: true,
  },
});

/** Holds an answer back until it is whole, and lets it be changed. Koa ends with one write, or with a stream. */
function retenir(
  reponse: ServerResponse,
  changer: (
    lue: ReponseFournisseur,
  ) => ReponseFournisseur | undefined | Promise<ReponseFournisseur | undefined>,
): void {
  const morceaux: Buffer[] = [];
  const ajouter = (morceau: unknown): void => {
    if (typeof morceau === 'string' || morceau instanceof Uint8Array) morceaux.push(Buffer.from(morceau));
  };
  const finir = reponse.end.bind(reponse);
  reponse.write = ((morceau: unknown) => {
    ajouter(morceau);
    return true;
  }) as never;
  reponse.end = ((morceau?: unknown) => {
    ajouter(morceau);
    const corps = Buffer.concat(morceaux).toString();
    void Promise.resolve(changer({ statut: reponse.statusCode, corps })).then((changee) => {
      const { statut, corps: nouveau, type } = changee ?? { statut: reponse.statusCode, corps };
      reponse.statusCode = statut;
      if (type !== undefined) reponse.setHeader('Content-Type', type);
      if (statut !== 204 && statut !== 303) reponse.setHeader('Content-Length', Buffer.byteLength(nouveau));
      finir(nouveau);
    });
    return reponse;
  }) as never;
}

/** The same JWT with other claims, signed again, by default with the key of the provider. */
export async function resigner(
  jwt: string,
  cle: JWK,
  dits: Record<string, unknown> = {},
  entete: Record<string, unknown> = {},
): Promise<string> {
  const avant = decodeProtectedHeader(jwt);
  return new SignJWT({ ...decodeJwt(jwt), ...dits })
    .setProtectedHeader({ ...avant, ...entete, alg: (entete['alg'] as string) ?? 'ES256' })
    .sign(await importJWK(cle, 'ES256'));
}

/** Changes the ID token of the token answer. */
export const avecJetonIdentite =
  (changer: (jeton: string) => string | Promise<string>): NonNullable<Sabotage['reponse']> =>
  async (chemin, { statut, corps }) => {
    if (chemin !== '/token' || statut !== 200) return undefined;
    const lue = JSON.parse(corps) as { id_token: string };
    return { statut, corps: JSON.stringify({ ...lue, id_token: await changer(lue.id_token) }) };
  };

/** Changes the userinfo, a JWT. */
export const avecUserinfo =
  (changer: (jeton: string) => string | Promise<string>): NonNullable<Sabotage['reponse']> =>
  async (chemin, { statut, corps }) =>
    chemin === '/me' && statut === 200 ? { statut, corps: await changer(corps) } : undefined;

/** A sign-in that a widget began, with what only it knows. */
export interface Commencee extends z.output<typeof ConnexionCommencee> {
  role: RoleSession;
  verifieur: string;
}

export const defiDe = (verifieur: string): string =>
  createHash('sha256').update(verifieur).digest('base64url');

export async function commencer(
  banc: Banc,
  role: RoleSession,
  corps: Record<string, unknown> = {},
  appel: Appel = {},
): Promise<Commencee> {
  const verifieur = randomBytes(32).toString('base64url');
  const reponse = await banc.post(
    `${role}/connexions`,
    { defi: defiDe(verifieur), mode: 'fenetre', ...corps },
    { ...appel, entetes: { Origin: SITE, ...appel.entetes } },
  );
  return { ...(await lire(ConnexionCommencee, reponse, 201)), role, verifieur };
}

/** What the widget asks each second. */
export async function suivre(
  banc: Banc,
  commencee: Commencee,
  poste: Poste,
  autres: Record<string, unknown> = {},
): Promise<Response> {
  const { role, id, verifieur } = commencee;
  return banc.post(`${role}/connexions/${id}`, { verifieur, ...autres }, { poste });
}

export async function etatDe(
  banc: Banc,
  commencee: Commencee,
  poste: Poste,
  autres?: Record<string, unknown>,
): Promise<z.output<typeof EtatConnexion>> {
  return lire(EtatConnexion, await suivre(banc, commencee, poste, autres));
}

/** The popup: it keeps the provider's cookies. */
export class Fenetre {
  readonly #banc: Banc;
  readonly #cookies = new Map<string, string>();

  constructor(banc: Banc) {
    this.#banc = banc;
  }

  ouvrir(url: string, init?: RequestInit): Promise<Response> {
    return Promise.resolve(this.#banc.app.request(url, init));
  }

  /** From the start page to the address that the provider sends back to, somebody chosen; `null` cancels. */
  async traverser(url: string, personne: string | null): Promise<string> {
    const depart = await this.ouvrir(url);
    assert.equal(depart.status, 303, await depart.clone().text());
    return this.chezFournisseur(depart.headers.get('Location')!, personne);
  }

  async chezFournisseur(adresse: string, personne: string | null): Promise<string> {
    let init: RequestInit = {};
    for (let pas = 0; pas < 12; pas++) {
      if (adresse.startsWith(URL_BANC)) return adresse;
      const reponse = await fetch(adresse, {
        ...init,
        redirect: 'manual',
        headers: { Cookie: [...this.#cookies].map(([nom, valeur]) => `${nom}=${valeur}`).join('; ') },
      });
      for (const cookie of reponse.headers.getSetCookie()) {
        const [, nom, valeur] = /^([^=]+)=([^;]*)/.exec(cookie)!;
        this.#cookies.set(nom!, valeur!);
      }
      const suite = reponse.headers.get('Location');
      if (suite !== null) {
        adresse = new URL(suite, adresse).href;
        init = {};
        continue;
      }
      const page = await reponse.text();
      assert.equal(reponse.status, 200, page);
      init = {
        method: 'POST',
        body: new URLSearchParams(personne === null ? { annuler: 'oui' } : { personne }),
      };
    }
    throw new Error('the provider goes round in circles');
  }

  /** Posts the form of the page that came back. */
  confirmer(corps: Record<string, string>, entetes: Record<string, string> = {}): Promise<Response> {
    return this.ouvrir(`${URL_BANC}/c/port-aubier/connexion/confirmer`, {
      method: 'POST',
      headers: { Origin: URL_BANC, ...entetes },
      body: new URLSearchParams(corps),
    });
  }
}

/** The hidden field that lets a page confirm. */
export function secretDePage(page: string): string {
  const secret = /name="page" value="([\w-]{43})"/.exec(page)?.[1];
  assert.ok(secret, page);
  return secret;
}

/** A whole sign-in as a widget and its popup do it, to the session. */
export async function connecterPar(
  banc: Banc,
  role: RoleSession,
  personne: string,
  corps: Record<string, unknown> = {},
): Promise<Poste> {
  const poste = await Poste.nouveau(banc.horloge);
  const fenetre = new Fenetre(banc);
  const commencee = await commencer(banc, role, corps);
  const retour = await fenetre.ouvrir(await fenetre.traverser(commencee.url, personne));
  const page = await retour.text();
  assert.equal(retour.status, 200, page);
  const { id, temoin } = commencee;
  const confirmee = await fenetre.confirmer({ id, page: secretDePage(page), temoin });
  assert.equal(confirmee.status, 200, await confirmee.clone().text());
  const etat = await etatDe(banc, commencee, poste);
  assert.ok(etat.etat === 'ouverte', JSON.stringify(etat));
  poste.session = etat.session;
  return poste;
}
