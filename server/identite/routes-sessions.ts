import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import {
  DemandeDeCode,
  MesSessions,
  OuvertureSession,
  Renouvellement,
  Session,
  Sortie,
  type RoleSession,
} from '#contract/schemas/session.ts';
import type { EnvCommune } from '../communes/commune.ts';
import { problemes } from '../socle/http/openapi.ts';
import { validationFrancaise } from '../socle/http/validation.ts';
import { marquer } from './appelant.ts';
import { demanderCode } from './codes.ts';
import { entrerAvecCode } from './entrer.ts';
import type { FreinsDeCode } from './freins.ts';
import { sortieDe } from './oidc/sortie.ts';
import { nommerAppareil } from './sessions/appareil.ts';
import { exigerPreuve, exigerSession } from './sessions/exiger.ts';
import { finirSessionDeMoi, finirToutesSessions, listerSessions } from './sessions/lister.ts';
import { renouvelerSession } from './sessions/ouvrir.ts';

interface Deps {
  role: RoleSession;
  freins: FreinsDeCode;
  adresse: (c: Context) => string;
}

const json = <S extends z.ZodType>(schema: S) => ({ content: { 'application/json': { schema } } });

function decrire(role: RoleSession) {
  const tags = ['Connexion'];
  const security = [{ dpop: [] }];
  return {
    connexion: createRoute({
      method: 'post',
      path: `/${role}/connexion`,
      tags,
      summary: 'Recevoir un code par courriel',
      request: { body: { required: true, ...json(DemandeDeCode) } },
      responses: {
        202: { description: 'Si l’adresse peut en avoir un, un code part', ...json(z.strictObject({})) },
        ...problemes(415, 422, 429),
      },
    }),
    ouvrir: createRoute({
      method: 'post',
      path: `/${role}/sessions`,
      tags,
      summary: 'Entrer avec le code',
      description: 'Avec une preuve « DPoP » (RFC 9449), à la clé de laquelle la session est liée.',
      request: { body: { required: true, ...json(OuvertureSession) } },
      responses: {
        201: { description: 'La session', ...json(Session) },
        ...problemes(401, 403, 415, 422, 429),
      },
    }),
    renouveler: createRoute({
      method: 'post',
      path: `/${role}/sessions/renouvellement`,
      tags,
      summary: 'Prolonger sa session',
      description: 'Chaque jeton sert une fois, avec la même clé ; servi deux fois, il met fin à la session.',
      request: { body: { required: true, ...json(Renouvellement) } },
      responses: {
        200: { description: 'Les jetons suivants', ...json(Session) },
        ...problemes(401, 415, 422),
      },
    }),
    lister: createRoute({
      method: 'get',
      path: `/${role}/sessions`,
      tags,
      summary: 'Mes connexions',
      security,
      responses: { 200: { description: 'La plus récente d’abord', ...json(MesSessions) }, ...problemes(401) },
    }),
    sortir: createRoute({
      method: 'delete',
      path: `/${role}/sessions/courante`,
      tags,
      summary: 'Se déconnecter ici',
      security,
      responses: {
        200: {
          description: 'Finie ici ; aller à « sortie » la finit aussi chez le fournisseur',
          ...json(Sortie),
        },
        204: { description: 'La session est finie' },
        ...problemes(401),
      },
    }),
    finir: createRoute({
      method: 'delete',
      path: `/${role}/sessions/{id}`,
      tags,
      summary: 'Déconnecter un appareil',
      security,
      request: { params: z.object({ id: z.uuid() }) },
      responses: { 204: { description: 'La session est finie' }, ...problemes(401, 404) },
    }),
    finirToutes: createRoute({
      method: 'delete',
      path: `/${role}/sessions`,
      tags,
      summary: 'Se déconnecter partout',
      security,
      responses: { 204: { description: 'Toutes les sessions sont finies' }, ...problemes(401) },
    }),
  };
}

/** Signing in by mailed code, and one's sessions, below `usager/`, `aidant/` or `agent/`. */
export function creerRoutesSessions({ role, freins, adresse }: Deps): OpenAPIHono<EnvCommune> {
  const routes = new OpenAPIHono<EnvCommune>({ defaultHook: validationFrancaise });
  const { connexion, ouvrir, renouveler, lister, sortir, finir, finirToutes } = decrire(role);
  for (const chemin of [`/${role}/sessions`, `/${role}/sessions/*`]) {
    routes.use(chemin, async (c, next) => {
      c.header('Cache-Control', 'no-store');
      await next();
    });
  }
  return routes
    .openapi(connexion, async (c) => {
      const { courriel } = c.req.valid('json');
      await freins.demander(adresse(c), courriel);
      const pour = marquer(c.var.commune, adresse(c));
      await demanderCode(c.var.commune, { role, but: 'connexion', courriel, pour });
      return c.json({}, 202);
    })
    .openapi(ouvrir, async (c) => {
      const { courriel, code, rester } = c.req.valid('json');
      // First of all: a proof to date anew must not cost a try.
      const jkt = await exigerPreuve(c);
      const appareil = nommerAppareil(c.req.header('User-Agent'));
      const appelant = marquer(c.var.commune, adresse(c));
      const session = await freins.essayer(adresse(c), courriel, () =>
        entrerAvecCode(c.var.commune, { role, courriel, code, rester, jkt, appareil, appelant }),
      );
      return c.json(session, 201);
    })
    .openapi(renouveler, async (c) => {
      const { rafraichissement } = c.req.valid('json');
      const jkt = await exigerPreuve(c);
      return c.json(await renouvelerSession(c.var.commune, role, rafraichissement, jkt), 200);
    })
    .openapi(lister, async (c) => {
      const session = await exigerSession(c, role);
      return c.json(await listerSessions(c.var.commune, session), 200);
    })
    .openapi(sortir, async (c) => {
      const session = await exigerSession(c, role);
      await finirSessionDeMoi(c.var.commune, session, session.id);
      const sortie = await sortieDe(c.var.commune, session);
      return sortie === undefined ? c.body(null, 204) : c.json({ sortie }, 200);
    })
    .openapi(finir, async (c) => {
      await finirSessionDeMoi(c.var.commune, await exigerSession(c, role), c.req.valid('param').id);
      return c.body(null, 204);
    })
    .openapi(finirToutes, async (c) => {
      await finirToutesSessions(c.var.commune, await exigerSession(c, role));
      return c.body(null, 204);
    });
}
